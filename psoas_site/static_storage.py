"""Static files with hashed names, our own ES modules rewritten, plain names until collected."""

from django.contrib.staticfiles.storage import ManifestFilesMixin, StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed once `collectstatic` has run; plain file names before that.

    Django rewrites `import "./x.js"` only where asked. We ask for our own modules alone:
    comments in other packages' scripts look like imports and would stop the collection.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ManifestFilesMixin._js_module_import_aggregation_patterns[1]),  # type: ignore[attr-defined]
    )

    def url(self, name: str | None, force: bool = False) -> str:
        if not self.hashed_files:
            return StaticFilesStorage.url(self, name)
        return super().url(name, force)
