"""Static files: hashed names, sheets joined into one, our own ES modules rewritten.

Until `collectstatic` has run, files keep their plain names and sheets import each other.
"""

import re
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path

from django.contrib.staticfiles.storage import ManifestFilesMixin, StaticFilesStorage
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

Paths = dict[str, tuple[Storage, str]]  # by name: the storage, and the path in it
IMPORT = re.compile(r'@import url\("(?P<name>[\w./-]+\.css)"\)\s*(?P<medium>\w*);')


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed once `collectstatic` has run; plain file names before that.

    Django rewrites `import "./x.js"` only where asked. We ask for our own modules alone:
    comments in other packages' scripts look like imports and would stop the collection.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ManifestFilesMixin._js_module_import_aggregation_patterns[1]),  # type: ignore[attr-defined]
    )

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: object
    ) -> Iterator[tuple[str, str, bool]]:
        """Write out what our sheets import, then hash and compress everything."""
        sheets = [name for name in paths if name.startswith("css/") and name.endswith(".css")]
        for name in [] if dry_run else sheets:
            sheet = Path(self.path(name))
            joined = joined_sheet(sheet)
            if joined != sheet.read_text():
                sheet.write_text(joined)
                paths = paths | {name: (self, name)}  # the joined one, not its source
        yield from super().post_process(paths, dry_run, **options)

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of the file `name`; a page asks for a dozen, and the same ones each time."""
        if not self.hashed_files:
            return StaticFilesStorage.url(self, name)
        if name not in self.addresses:
            self.addresses[name] = super().url(name, force)
        return self.addresses[name]

    @cached_property
    def addresses(self) -> dict[str | None, str]:
        """The addresses that were asked for, by the name of their file; they stay as they are."""
        return {}


def joined_sheet(sheet: Path) -> str:
    """The text of a sheet, with those that it imports written out."""
    return IMPORT.sub(partial(_imported, sheet.parent), sheet.read_text())


def _imported(folder: Path, line: re.Match[str]) -> str:
    """The text of the sheet that an `@import` names, within its medium if it has one."""
    text = joined_sheet(folder / line["name"])
    return f"@media {line['medium']} {{\n{text}}}\n" if line["medium"] else text
