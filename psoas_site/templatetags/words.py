"""`{% translate %}` and `{% blocktranslate %}` while there is one language.

Nothing is looked up then, so words are laid into a template when it is compiled: a page has dozens
of them. With a second language (`USE_I18N`) Django's own tags stand.

Builtins of every template (see `TEMPLATES` in the settings): nothing has to be loaded.
"""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import Node, Parser, TextNode, Token, render_value_in_context
from django.templatetags.i18n import (
    BlockTranslateNode,
    TranslateNode,
    do_block_translate,
    do_translate,
)

register = template.Library()


class NamedWords(Node):
    """`{% translate "..." as name %}`."""

    child_nodelists = ()

    def __init__(self, name: str, words: str) -> None:
        self.name, self.words = name, words

    def render(self, context: template.Context) -> str:
        """Give the words their name."""
        context[self.name] = self.words
        return ""


class Sentence(Node):
    """`{% blocktranslate %}`: its forms with the names of the values in them, put together once."""

    child_nodelists = ()

    def __init__(self, node: BlockTranslateNode) -> None:
        self.given = node.extra_context
        self.counter, self.count = node.countervar, node.counter if node.plural else None
        self.singular = node.render_token_list(node.singular)
        self.plural = node.render_token_list(node.plural or node.singular)

    def render(self, context: template.Context) -> str:
        """The form that goes with the count, if there is one, with its values."""
        values = {name: value.resolve(context) for name, value in self.given.items()}
        sentence, names = self.singular
        if self.counter and self.count:
            count = values[self.counter] = self.count.resolve(context)
            sentence, names = self.singular if count == 1 else self.plural
        written = {
            name: render_value_in_context(
                values[name] if name in values else context.get(name, ""), context
            )
            for name in names
        }
        words: str = sentence % written
        return words


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """Words as they stand; what is no plain text is for Django to find."""
    node: TranslateNode = do_translate(parser, token)
    words = getattr(node.filter_expression.var, "literal", None)
    if settings.USE_I18N or node.filter_expression.filters or not isinstance(words, str):
        return node
    return NamedWords(node.asvar, words) if node.asvar else TextNode(words)


@register.tag("blocktranslate")
@register.tag("blocktrans")
def blocktranslate(parser: Parser, token: Token) -> Node:
    """A sentence; without values in it, its words as they stand."""
    node: BlockTranslateNode = do_block_translate(parser, token)
    if settings.USE_I18N or node.asvar or node.message_context:
        return node
    sentence = Sentence(node)
    words, names = sentence.singular
    no_values: dict[str, Any] = {}
    return sentence if names or sentence.count else TextNode(words % no_values)
