"""Where what a text names stands on the site."""

from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse

from exercises.writing import Link

VIEWS = {
    "exercise": "exercises:exercise",
    "programme": "exercises:programme",
    "article": "exercises:article",
    "claim": "exercises:claim",
    "source": "exercises:source",
    "daily": "exercises:habit",
    "check": "exercises:self-check",
}


def address_of(link: Link) -> str:
    """The address of what `link` names; empty where no page can have that name."""
    try:
        return _address(link)
    except NoReverseMatch:
        return ""


def is_taken(address: str, slug: str) -> bool:
    """Whether a page of the site itself stands at `address`: what is called `slug` could never.

    The addresses of the site say so themselves, in the order in which they are tried.
    """
    asked = f"/{address.removeprefix(get_script_prefix())}"
    return resolve(asked).kwargs.get("slug") != slug


def _address(link: Link) -> str:
    if link.kind == "anatomy":
        return f"{reverse('exercises:anatomy')}#part-{link.name}"
    if link.kind == "page":
        return reverse(f"exercises:{link.name}")
    return reverse(VIEWS.get(link.kind, ""), args=[link.name])
