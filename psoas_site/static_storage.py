"""Static files: hashed names, sheets joined into one, our own ES modules rewritten.

Until `collectstatic` has run, files keep their plain names and sheets import each other.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import ManifestFilesMixin, StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

JOINED = ("css/site.css", "css/exercise-page.css", "css/daily.css", "css/player-page.css")
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
        """Join the sheets that are loaded together, then hash and compress everything."""
        for name in JOINED:
            if name in paths and not dry_run:
                sheet = Path(self.path(name))
                sheet.write_text(IMPORT.sub(self._imported, sheet.read_text()))
                paths = paths | {name: (self, name)}  # the joined one, not its source
        yield from super().post_process(paths, dry_run, **options)

    def _imported(self, line: re.Match[str]) -> str:
        """The text of the sheet that an `@import` names, within its medium if it has one."""
        text = Path(self.path(f"css/{line['name']}")).read_text()
        return f"@media {line['medium']} {{\n{text}}}\n" if line["medium"] else text

    def url(self, name: str | None, force: bool = False) -> str:
        if not self.hashed_files:
            return StaticFilesStorage.url(self, name)
        return super().url(name, force)
