"""The site as it is, with one page more: the floor's, so that what stands around a page is seen.

BENCH_COUNT=1 counts the queries of each answer; such a server is never the one that is timed.
BENCH_SYNCHRONOUS=NORMAL asks SQLite for less than we promise, to see what the promise costs.
"""

import os
from pathlib import Path

from psoas_site.settings import *  # noqa: F403
from psoas_site.settings import DATABASES, MIDDLEWARE, TEMPLATES

ROOT_URLCONF = "bench.site_urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "floor" / "templates")

if os.environ.get("BENCH_COUNT") == "1":
    MIDDLEWARE.insert(0, "bench.counting.CountingMiddleware")

if synchronous := os.environ.get("BENCH_SYNCHRONOUS"):
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("=FULL", f"={synchronous}")
