"""The Markdown of articles: pure, and the same in the pack, in the admin and on the page.

An article holds headings, paragraphs, lists, links and drawn figures, and nothing else. Every
paragraph and every point of a list ends with its sources in braces, `{S000 smith-2017}`, or with
`{advice}` where it states no fact. A link names what it leads to: `[a walk](exercise:easy-walk)`.
"""

from exercises.writing.faults import ANATOMY, LINKED, PAGES, Known, faults_in, marks_in
from exercises.writing.reading import ADVICE, Block, Heading, Link, Written, read
from exercises.writing.rendering import render

__all__ = [
    "ADVICE",
    "ANATOMY",
    "LINKED",
    "PAGES",
    "Block",
    "Heading",
    "Known",
    "Link",
    "Written",
    "faults_in",
    "marks_in",
    "read",
    "render",
]
