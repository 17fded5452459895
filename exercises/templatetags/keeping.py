"""The mark for a part of a page that is the same for many readers: `{% kept name vary ... %}`.

A builtin of every template (see `TEMPLATES` in the settings): nothing has to be loaded.
"""

from django import template
from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.db import Error
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from exercises.models import edition_of_the_request

register = template.Library()

STORE = "template_fragments"


class KeptNode(Node):
    """Draws what is in it once for each edition of the library, language and `vary`.

    Unlike Django's `{% cache %}` it cannot be told without the edition, and so never shows a word
    of before an edit. What is in it may hold nothing of a person that is not in `vary`.
    """

    def __init__(self, nodelist: NodeList, name: str, vary: list[FilterExpression]) -> None:
        self.nodelist, self.name, self.vary = nodelist, name, vary

    def render(self, context: template.Context) -> SafeString:
        """The part as it was kept, or drawn now; without a database, always drawn."""
        try:
            edition = edition_of_the_request()
        except Error:
            edition = ""
        if not edition:
            return self.nodelist.render(context)
        differs = [edition, get_language(), *(value.resolve(context) for value in self.vary)]
        key = make_template_fragment_key(self.name, differs)
        part: str | None = caches[STORE].get(key)
        if part is None:
            part = self.nodelist.render(context)
            caches[STORE].set(key, str(part), timeout=None)
        return mark_safe(part)  # noqa: S308 (it was rendered here)


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep what stands up to `{% endkept %}`, by its name and by what it differs in."""
    _tag, name, *vary = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, name, [parser.compile_filter(value) for value in vary])
