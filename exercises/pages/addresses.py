"""Where what a text names stands on the site."""

from django.urls import NoReverseMatch, reverse

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


def _address(link: Link) -> str:
    if link.kind == "anatomy":
        return f"{reverse('exercises:anatomy')}#part-{link.name}"
    if link.kind == "page":
        return reverse(f"exercises:{link.name}")
    return reverse(VIEWS.get(link.kind, ""), args=[link.name])
