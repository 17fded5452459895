"""The library to take along from the admin, as a content pack in a zip file."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from exercises.pack.export import Export, exported
from exercises.pack.files.writing import SUBFOLDERS, files_of
from exercises.pack.kinds import KINDS

FOLDER = "library"
LEFT_OUT = """These are in the database but not in this pack, which could not be loaded with them:

{lines}

Links between exercises go on past them, and the rungs of their ladders close up.
"""


def may_export(user: PermissionsMixin | AnonymousUser) -> bool:
    """Whether `user` may take the library along: who may see everything in it."""
    names = [(kind.model._meta.app_label, kind.model._meta.model_name) for kind in KINDS]
    return all(user.has_perm(f"{app}.view_{model}") for app, model in names)


@require_POST
def library_zip(request: HttpRequest) -> HttpResponse:
    """The pack as a file. It changes nothing, but no crawler or prefetch should set it going."""
    if not may_export(request.user):
        raise PermissionDenied
    name = f"{FOLDER}-{timezone.localdate().isoformat()}.zip"
    return HttpResponse(
        zipped(exported()),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def zipped(export: Export) -> bytes:
    """The files of the pack in one folder; beside it, if need be, what is not among them."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name in SUBFOLDERS:
            archive.mkdir(f"{FOLDER}/{name}")
        for name, text in files_of(export.pack):
            archive.writestr(f"{FOLDER}/{name}", text.encode())
        if export.left_out:
            lines = "\n".join(f"- {row}" for row in export.left_out)
            archive.writestr("LEFT-OUT.txt", LEFT_OUT.format(lines=lines).encode())
    return file.getvalue()


class GivesLibrary(admin.ModelAdmin):
    """A kind of content with an address below it for the whole library."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(library_zip)
        return [path("library.zip", view, name="exercises_library_zip"), *super().get_urls()]
