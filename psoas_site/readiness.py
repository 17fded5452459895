"""Whether the site can work: what `/readyz` answers, and what `serve` looks at before it begins."""

from functools import cache as once_for_this_process
from typing import cast

from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.core.management.base import CommandError
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from psoas_site.counts import DatabaseCounts
from psoas_site.static_storage import StaticStorage
from psoas_site.storage_faults import little_patience

COUNTS = "site_cache"  # the table, which is there whatever CACHE_URL says
NEWER = "newer than the program"
PENDING = "migrations pending"
NEWER_WORDS = (
    "A newer version of this program has changed the database, and this one does not know how. "
    "Install the newer version again, or put back the copy from before it."
)


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 or 503, and what is lacking. It writes once: reading alone does not tell."""
    state = {"database": "ok", "static": "ok" if static_is_collected() else "not collected"}
    try:
        state["database"] = schema_words()
        with little_patience():
            DatabaseCounts(COUNTS, {}).set("readyz", "asked", 60)
            cache.get("readyz")
    except (Error, OSError):
        state["database"] = "unreachable, or cannot be written"
    ready = set(state.values()) == {"ok"}
    answer = JsonResponse({"ready": ready, **state}, status=200 if ready else 503)
    answer["Cache-Control"] = "no-store"
    if not ready:
        answer["Retry-After"] = "5"
    return answer


def schema_words() -> str:
    """Whether the database has the shape that this version knows; "ok" if it has."""
    executor = MigrationExecutor(connection)
    if _unknown_to(executor.loader):
        return NEWER
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return PENDING if pending else "ok"


def refuse_a_newer_database() -> str:
    """What `schema_words` says; a CommandError where a newer version has been at work."""
    if (words := schema_words()) == NEWER:
        raise CommandError(NEWER_WORDS)
    return words


@once_for_this_process
def static_is_collected() -> bool:
    """Whether every static file has its hashed copy, as this process read them when it began."""
    if settings.DEBUG:
        return True
    hashed = cast(StaticStorage, staticfiles_storage).hashed_files
    ignored = cast(StaticFilesConfig, apps.get_app_config("staticfiles")).ignore_patterns
    names = (name for finder in get_finders() for name, _storage in finder.list(ignored))
    return all(name.replace("\\", "/") in hashed for name in names)


def _unknown_to(loader: MigrationLoader) -> bool:
    """Whether a newer version has changed the database. Of removed apps nothing is asked."""
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update((migration.app_label, name) for _label, name in migration.replaces)
    labels = {config.label for config in apps.get_app_configs()}
    applied = loader.applied_migrations
    return any(key not in known for key in applied if key[0] in labels)
