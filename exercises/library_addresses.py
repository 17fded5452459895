"""What of a pack would stand where a page of the site itself does, so that nobody could open it."""

from collections.abc import Iterator

from exercises.library_pack import Pack
from exercises.library_words import slug_of
from exercises.pages.addresses import VIEWS, address_of, is_taken
from exercises.writing import LINKED, Link


def address_faults(pack: Pack) -> list[str]:
    """Each entry whose address is taken, as `file: key: reason`."""
    return list(_address_faults(pack))


def _address_faults(pack: Pack) -> Iterator[str]:
    for kind in VIEWS:
        name, _key = LINKED[kind]
        for row in getattr(pack, name):
            slug = row.slug or slug_of(row.code)
            address = address_of(Link(kind, slug))
            if address and is_taken(address, slug):
                yield f"{slug}.yaml: slug: {address} is a page of the site itself"
