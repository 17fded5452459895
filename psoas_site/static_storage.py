"""Static files: hashed names, one sheet for every page, our own ES modules rewritten.

Until `collectstatic` has run, files keep their plain names and sheets import each other.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import ManifestFilesMixin, StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

JOINED = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<name>[\w-]+\.css)"\)\s*(?P<medium>\w*);')


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
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Join the sheets that every page loads, then hash and compress everything."""
        if JOINED in paths and not dry_run:
            sheet = Path(self.path(JOINED))
            sheet.write_text(
                IMPORT.sub(lambda found: self._imported(sheet, found), sheet.read_text())
            )
            paths = paths | {JOINED: (self, JOINED)}  # the joined one, not its source
        yield from super().post_process(paths, dry_run, **options)

    @staticmethod
    def _imported(sheet: Path, found: re.Match[str]) -> str:
        """The text of the sheet that an `@import` names, within its medium if it has one."""
        text = (sheet.parent / found["name"]).read_text()
        return f"@media {found['medium']} {{\n{text}}}\n" if found["medium"] else text

    def url(self, name: str | None, force: bool = False) -> str:
        if not self.hashed_files:
            return StaticFilesStorage.url(self, name)
        return super().url(name, force)
