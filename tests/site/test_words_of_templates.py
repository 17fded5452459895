"""Words are laid into templates as Django's own tags would have said them."""

from typing import Any

import pytest
from django.template import Context, Engine
from django.template.base import TextNode

PIECES = (
    '{% translate "Off & on, 100% <b>" %}',
    '{% translate "Words" as said %}[{{ said }}]',
    "{% translate name %}",
    '{% translate "Words"|upper %}',
    "{% blocktranslate %}A sentence, 100% of it.{% endblocktranslate %}",
    "{% blocktranslate trimmed %}\n  Over\n  two lines.\n{% endblocktranslate %}",
    "{% blocktranslate with n=number %}{{ n }} of {{ name }}, 5%{% endblocktranslate %}",
    "{% blocktranslate count n=number %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
    "{% blocktranslate count n=one %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
    "{% blocktranslate with a=name count n=one %}{{ a }}{% plural %}{{ n }}{% endblocktranslate %}",
    "{% blocktranslate %}Nobody is {{ nobody }}.{% endblocktranslate %}",
    "{% blocktranslate asvar said %}Said {{ name }}{% endblocktranslate %}{{ said }}",
    "{% blocktranslate with x=markup %}As {{ x }} it {{ markup }}{% endblocktranslate %}",
)
VALUES: dict[str, Any] = {"name": "O'Neil & <co>", "number": 3, "one": 1, "markup": "<i>"}


@pytest.mark.parametrize("piece", PIECES)
def test_it_says_what_django_says(piece: str) -> None:
    theirs, ours = (
        Engine(builtins=["django.templatetags.i18n", *more]).from_string(piece)
        for more in ((), ("psoas_site.templatetags.words",))
    )
    assert ours.render(Context(VALUES)) == theirs.render(Context(VALUES))


def test_plain_words_are_text_while_there_is_one_language(settings: Any) -> None:
    piece = '{% translate "Words" %}{% blocktranslate %}More{% endblocktranslate %}'
    engine = Engine(builtins=["psoas_site.templatetags.words"])
    assert all(isinstance(node, TextNode) for node in engine.from_string(piece).nodelist)
    settings.USE_I18N = True
    assert not any(isinstance(node, TextNode) for node in engine.from_string(piece).nodelist)
