"""What of a pack would stand where a page of the site itself does, so that nobody could open it."""

from collections.abc import Iterator
from functools import lru_cache

from exercises.pack.files import Pack
from exercises.pack.words import slug_of
from exercises.shelf.addresses import VIEWS, address_of, is_taken
from exercises.writing import LINKED, Link


def address_faults(pack: Pack) -> list[str]:
    """Each entry whose address is taken, as `file: key: reason`."""
    return list(_address_faults(pack))


def _address_faults(pack: Pack) -> Iterator[str]:
    for kind in VIEWS:
        name, _key = LINKED[kind]
        for row in getattr(pack, name):
            slug = row.slug or slug_of(row.code)
            taken = _taken(Link(kind, slug))
            if taken:
                yield f"{slug}.yaml: slug: {taken} is a page of the site itself"


@lru_cache(maxsize=2048)  # the site stands still, and an export asks again for each entry
def _taken(link: Link) -> str:
    """The address of what `link` names if a page of the site stands there, else nothing."""
    address = address_of(link)
    return address if address and is_taken(address, link.name) else ""
