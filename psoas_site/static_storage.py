"""Static files: hashed names, sheets and scripts joined, our own ES modules rewritten.

Until `collectstatic` has run, files keep their plain names and import each other.
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
RUN = re.compile(r'^import "(?P<name>\./[\w-]+\.js)";$', re.MULTILINE)


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
        """Write out what our sheets and scripts import, then hash and compress everything."""
        for name in [] if dry_run else list(paths):
            join = JOINED.get(name.partition("/")[0] + Path(name).suffix)
            file = Path(self.path(name))
            joined = join(file) if join else ""
            if joined and joined != file.read_text():
                file.write_text(joined)
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


def joined_script(script: Path) -> str:
    """The text of a script, with those that it only runs written out, each with its own names.

    They may import nothing themselves.
    """
    return RUN.sub(partial(_run, script.parent), script.read_text())


def _run(folder: Path, line: re.Match[str]) -> str:
    return f"{{\n{(folder / line['name']).read_text()}}}\n"


JOINED = {"css.css": joined_sheet, "js.js": joined_script}  # by folder and kind of file


def _imported(folder: Path, line: re.Match[str]) -> str:
    """The text of the sheet that an `@import` names, within its medium if it has one."""
    text = joined_sheet(folder / line["name"])
    return f"@media {line['medium']} {{\n{text}}}\n" if line["medium"] else text
