"""All figures of the pack on one picture each, light and dark: `make figures`.

Needs Chromium and the packages of requirements-dev.txt, and neither a database nor a server.
`make figures ARGS="lunge march"` shows those whose names hold one of the words, and larger.
A figure that cannot be drawn is named with its faults, and the others are drawn all the same.
"""

import base64
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import yaml

from exercises.figures.checking import faults_of
from exercises.figures.drawing.svg import draw, thumbnail
from exercises.figures.pose.poses import Pose
from exercises.figures.record.fields import PoseError
from exercises.figures.record.reading import read_pose
from exercises.figures.words import captions, changes

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "exercises" / "library" / "figures"
SHEETS = ("tokens", "components/figure", "components/figure-people")
STYLES = tuple(f"static/css/{name}.css" for name in SHEETS)
OUT = ROOT / "var"
LOOKS = ("light", "dark")
MANY, FEW = 320, 640  # pixels that a drawing is wide, of all and of chosen ones
PAGE = 1780
SHEET = """
body { margin: 16px; background: var(--c-bg); color: var(--c-ink); font: 14px var(--font); }
main { display: flex; flex-wrap: wrap; gap: 16px; }
section { padding: 8px; border-radius: 12px; background: var(--c-surface); }
section > div { display: flex; gap: 8px; }
figure { margin: 0; width: WIDTHpx; }
h2 { margin: 0 0 4px; font-size: 15px; }
img { display: block; width: 112px; height: 84px; }
"""


@dataclass(frozen=True)
class Drawn:
    """One figure that can be drawn, and what is wrong with it all the same."""

    pose: Pose
    faults: list[str]


def main(words: list[str]) -> None:
    """Draw the figures and photograph the sheet."""
    from playwright.sync_api import sync_playwright

    chromium = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if chromium is None:
        sys.exit("Chromium is not found. Name it: CHROMIUM=/usr/bin/chromium make figures")
    figures = list(drawn(chosen(words)))
    faults = [fault for one in figures for fault in one.faults]
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for look in LOOKS:
            kept = OUT / f"figures-{look}.png"
            kept.write_bytes(photograph(browser, page_of(figures, look, FEW if words else MANY)))
            print(f"{kept.relative_to(ROOT)}: {len(figures)} figures")
        browser.close()
    print(*faults, sep="\n", end="\n" if faults else "")


def chosen(words: list[str]) -> list[Path]:
    """The files whose names hold one of `words`; all without any."""
    files = sorted(FIGURES.glob("*.yaml"))
    return [file for file in files if not words or any(word in file.stem for word in words)]


def drawn(files: Iterable[Path]) -> Iterator[Drawn]:
    """What can be drawn of `files`; the others are named at once."""
    for file in files:
        try:
            record = yaml.safe_load(file.read_text(encoding="utf-8"))
            pose = read_pose(str(record.pop("slug")), record)
        except (PoseError, yaml.YAMLError, AttributeError, KeyError) as error:
            print(f"{file.name}: {error}")
        else:
            yield Drawn(pose, faults_of(pose))


def page_of(figures: Iterable[Drawn], look: str, width: int) -> str:
    """The sheet as one page that needs nothing else."""
    styles = "".join((ROOT / name).read_text(encoding="utf-8") for name in STYLES)
    parts = "".join(section(one.pose, len(one.faults), chosen=width == FEW) for one in figures)
    return (
        f'<!doctype html><html data-theme="{look}"><meta charset="utf-8">'
        f"<style>{styles}{SHEET.replace('WIDTH', str(width))}</style><main>{parts}</main></html>"
    )


def section(pose: Pose, faults: int, *, chosen: bool) -> str:
    """One figure, small too: the frame that is shown, or all of them where it was chosen."""
    frames = range(len(pose.frames)) if chosen else [pose.show]
    told = list(zip(captions(pose), changes(pose), strict=True))
    pictures = "".join(
        f"<figure>{draw(pose, number, plain=True)}"
        f"<figcaption>{escape(told[number][0])} {told[number][1]:+d} %</figcaption></figure>"
        for number in frames
    )
    small = base64.b64encode(thumbnail(pose).encode()).decode()
    wrong = f" ({faults} faults)" if faults else ""
    return (
        f"<section><h2>{escape(pose.slug)}{wrong}</h2><div>{pictures}</div>"
        f'<img src="data:image/svg+xml;base64,{small}"></section>'
    )


def photograph(browser: Any, html: str) -> bytes:
    """The whole page as PNG."""
    look = "dark" if 'data-theme="dark"' in html else "light"
    page = browser.new_page(viewport={"width": PAGE, "height": 900}, color_scheme=look)
    page.set_content(html, wait_until="load")
    shot = page.screenshot(full_page=True)
    page.close()
    return shot


if __name__ == "__main__":
    main(sys.argv[1:])
