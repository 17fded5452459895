"""The Markdown of articles by itself: what is read, what is refused, what stands on a page."""

from html.parser import HTMLParser

import pytest

from exercises.writing import (
    ADVICE,
    PAGES,
    Block,
    Heading,
    Known,
    Link,
    faults_in,
    read,
    render,
)
from exercises.writing.rendering import TAGS

KNOWN = Known(
    frozenset({"S000", "smith-2017"}),
    {
        "exercise": frozenset({"clamshell"}),
        "claim": frozenset({"always-tight"}),
        "page": PAGES,
        "figure": frozenset({"anatomy", "clamshell"}),
    },
)
NUMBERS = {"S000": 2, "smith-2017": 1}


def address_of(link: Link) -> str:
    """Addresses made up for these tests. What is called `gone` has none."""
    return "" if link.name == "gone" else f"/{link.kind}/{link.name}/"


def html_of(text: str) -> str:
    """All of `text` as HTML without the line breaks between tags, which nobody sees."""
    blocks = [block for block in read(text).blocks if block.tokens]
    html = "".join(render(block, NUMBERS, address_of, "Source {number}", set()) for block in blocks)
    return html.replace("\n", "")


def faults_of(text: str) -> list[str]:
    return faults_in(text, KNOWN)


class Elements(HTMLParser):
    """Reads HTML as a browser would: each tag with its attributes, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


# --- Reading: blocks and figures -----------------------------------------------------------------


def test_it_reads_a_text_without_figures_as_one_block() -> None:
    [block] = read("One. {S000}\n\nTwo. {advice}\n\n- three {advice}").blocks
    assert block.figure == ""
    assert [token.type for token in block.tokens if token.type == "inline"] == ["inline"] * 3


def test_it_reads_nothing_as_no_block() -> None:
    assert read("").blocks == read(" \n\n ").blocks == ()


def test_a_figure_on_a_line_of_its_own_is_a_block_between_the_text() -> None:
    before, figure, after = read("One.\n\n![The muscle](figure:anatomy)\n\nTwo.").blocks
    assert figure == Block(figure="anatomy", caption="The muscle")
    assert (before.figure, after.figure) == ("", "")
    assert before.tokens
    assert after.tokens


def test_figures_that_follow_each_other_are_blocks_of_their_own() -> None:
    found = read("![One](figure:anatomy)\n\n![Two](figure:clamshell)").blocks
    assert [(block.figure, block.caption) for block in found] == [
        ("anatomy", "One"),
        ("clamshell", "Two"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See ![it](figure:anatomy) here.",
        "- ![it](figure:anatomy)",
        "![it](figure:anatomy)\n![it](figure:anatomy)",
        "![it](exercise:clamshell)",
        "![it](https://example.org/it.png)",
    ],
    ids=["in a line", "in a list", "two in a line", "no figure", "a file elsewhere"],
)
def test_a_picture_that_stands_otherwise_is_no_figure(text: str) -> None:
    assert [block.figure for block in read(text).blocks] == [""]


# --- Reading: headings ---------------------------------------------------------------------------


def test_headings_have_a_key_their_words_and_a_level() -> None:
    assert read("## Where does it run?\n\n### The *upper* end").headings == (
        Heading("where-does-it-run", "Where does it run?", 2),
        Heading("the-upper-end", "The upper end", 3),
    )


def test_headings_that_say_the_same_have_different_keys() -> None:
    keys = [heading.key for heading in read("## Why?\n\n## Why\n\n### why!").headings]
    assert keys[0] == "why"
    assert len(set(keys)) == 3


def test_many_headings_that_say_the_same_keep_short_keys() -> None:
    """Keys that grow with each heading make a text of 20,000 letters take minutes to read."""
    keys = [heading.key for heading in read("## Why?\n\n" * 300).headings]
    assert len(set(keys)) == 300
    assert [key for key in keys if len(key) > len("why-300")] == []


def test_a_heading_without_a_letter_has_a_key_too() -> None:
    assert [heading.key for heading in read("## ?!").headings] == ["part"]


def test_the_key_of_a_heading_is_its_id_on_the_page() -> None:
    text = "## Why?\n\n### Why?"
    ids = [about["id"] for tag, about in Elements(html_of(text)).found if tag in ("h2", "h3")]
    assert ids == [heading.key for heading in read(text).headings]


# --- Reading: sources ----------------------------------------------------------------------------


def test_it_keeps_each_source_once_in_the_order_in_which_they_stand() -> None:
    written = read("One. {smith-2017 S000}\n\nTwo. {S000}\n\n- three {other-2020 smith-2017}")
    assert written.codes == ("smith-2017", "S000", "other-2020")


def test_advice_is_no_source() -> None:
    assert read(f"Rest. {{{ADVICE}}}\n\nWalk. {{{ADVICE} S000}}").codes == ("S000",)


@pytest.mark.parametrize(
    "text",
    [
        "One. {S000}",
        "One. {advice}",
        "One.\n{S000 smith-2017}",
        "One.{S000}  ",
        "- One. {S000}",
        "1. One.\n   {S000}",
        "## One. {S000}",
        "One. {nobody-2000}",
    ],
)
def test_braces_at_the_end_of_a_line_are_never_shown(text: str) -> None:
    shown = Elements(html_of(text)).text.rstrip("12 ")
    assert shown == read(text).text == "One."


def test_a_text_is_what_a_reader_reads() -> None:
    text = "## Why?\n\nSee **the\n[clam](exercise:clamshell)** &amp; rest. {S000}\n\n- so {advice}"
    assert read(text).text == "Why?\nSee the clam & rest.\nso"


def test_it_counts_words_without_sources_marks_and_addresses() -> None:
    text = "## Two words\n\nA *well-known* [clam’s shell](exercise:clamshell) – 3! {S000}"
    assert read(text).words == 7


# --- Reading: links ------------------------------------------------------------------------------


def test_it_keeps_each_link_once_and_figures_with_them() -> None:
    written = read(
        "[a](exercise:clamshell) [b](page:safety) [c](exercise:clamshell)\n\n![d](figure:anatomy)"
    )
    assert written.links == (
        Link("exercise", "clamshell"),
        Link("page", "safety"),
        Link("figure", "anatomy"),
    )


def test_the_same_text_is_read_once() -> None:
    assert read("One. {S000}") is read("One. {S000}")


# --- On the page ---------------------------------------------------------------------------------


def test_it_renders_what_articles_hold() -> None:
    text = "## Why\n\nA **b** *c*.\n\n- d\n- e\n\n1. f\n\n### So"
    assert html_of(text) == (
        '<h2 id="why">Why</h2><p>A <strong>b</strong> <em>c</em>.</p>'
        "<ul><li>d</li><li>e</li></ul><ol><li>f</li></ol>"
        '<h3 id="so">So</h3>'
    )


def test_a_link_leads_to_its_page() -> None:
    assert html_of("See [the clam](exercise:clamshell).") == (
        '<p>See <a href="/exercise/clamshell/">the clam</a>.</p>'
    )


def test_a_link_that_leads_nowhere_is_its_words() -> None:
    text = "See [the **clam**](exercise:gone) and [rest](page:safety)."
    assert html_of(text) == (
        '<p>See the <strong>clam</strong> and <a href="/page/safety/">rest</a>.</p>'
    )


def test_a_link_that_leads_nowhere_takes_no_later_one_with_it() -> None:
    links = "[a](exercise:gone) [b](page:safety) [c](exercise:gone) [d](page:claims)"
    elements = Elements(html_of(links))
    assert [about["href"] for tag, about in elements.found if tag == "a"] == [
        "/page/safety/",
        "/page/claims/",
    ]
    assert elements.text == "a b c d"


def test_sources_are_numbers_that_lead_to_the_end_of_the_page() -> None:
    link = '<a href="#source-2" id="cited-2" aria-label="Source 2">2</a>'
    assert html_of("One. {S000}") == f'<p>One.<sup class="cited">{link}</sup></p>'


def test_numbers_of_a_line_stand_in_their_order() -> None:
    assert Elements(html_of("One. {S000 smith-2017 S000}")).text == "One.1 2"


@pytest.mark.parametrize("text", ["One. {advice}", "One. {nobody-2000}", "One."])
def test_a_line_without_a_numbered_source_has_no_number(text: str) -> None:
    assert html_of(text) == "<p>One.</p>"


def test_a_text_that_is_rendered_twice_is_the_same() -> None:
    text = "See [a](exercise:gone) [b](exercise:clamshell). {S000}"
    assert html_of(text) == html_of(text)


# --- Nothing but words gets through --------------------------------------------------------------

ATTACKS = [
    "<script>alert(1)</script>",
    "<script src=//example.org></script>\n\nOne.",
    "One <b onclick=alert(1)>two</b>.",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<!-- --><style>*{}</style>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java&#10;script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x](vbscript:x) [y](data:text/html,x)",
    "![x](javascript:alert(1))",
    "![x](figure:anatomy) with words",
    "<javascript:alert(1)>",
    '[x](exercise:clamshell "onclick=alert(1)")',
    '[x](exercise:"onclick="alert(1))',
    '## <b id="x">x</b>\n\n## "onclick="alert(1)',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "One. {S000<script>}",
    '{"onclick=alert(1)}',
]


@pytest.mark.parametrize("text", ATTACKS)
def test_no_element_of_somebody_elses_gets_through(text: str) -> None:
    elements = Elements(html_of(text))
    names = {name for _, about in elements.found for name in about}
    assert {tag for tag, _ in elements.found} <= TAGS
    assert names <= {"href", "id", "class", "aria-label"}


@pytest.mark.parametrize("text", ATTACKS)
def test_no_link_leads_to_a_script_or_away(text: str) -> None:
    hrefs = [about["href"] for tag, about in Elements(html_of(text)).found if "href" in about]
    assert not [href for href in hrefs if not href.startswith(("/", "#source-"))]


def test_html_in_a_text_is_shown_as_it_was_written() -> None:
    text = "<script>alert(1)</script> and <b onclick=x>two</b>"
    assert html_of(text) == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; and &lt;b onclick=x&gt;two&lt;/b&gt;</p>"
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//exa<m>ple"])
def test_an_address_that_is_none_of_ours_does_no_harm(address: str) -> None:
    [block] = read("[x](exercise:clamshell)").blocks
    [_, (tag, about)] = Elements(render(block, {}, lambda _: address, "", set())).found
    assert tag == "a"
    assert about.get("href", "/").startswith("/")


def test_what_articles_do_not_have_is_shown_as_plain_words() -> None:
    assert (
        html_of("# One\n\n> two\n\n`three`\n\n---\n\n#### four") == "One<p>two</p><p>three</p>four"
    )


# --- Faults --------------------------------------------------------------------------------------


def test_it_finds_no_fault_in_a_text_that_holds() -> None:
    text = (
        "## Why does it *run*?\n\n"
        "It is [**well** known](claim:always-tight), says one text. {S000 smith-2017}\n\n"
        "![Lying on the side](figure:clamshell)\n\n"
        "### What to do\n\n"
        "1. Do a [clam](exercise:clamshell).  \n   Breathe. {advice}\n"
        "2. Read [the signs](page:safety); 2 * 3 is less than < 7 & more. {advice S000}\n"
    )
    assert faults_of(text) == []


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_link_may_lead_to_each_page_that_it_names(page: str) -> None:
    assert faults_of(f"[See](page:{page}). {{advice}}") == []


NO_SOURCE = "names no source, nor {advice}: "
NOT_HAD = ", which articles do not have"
ONLY = "; a link leads to one of: claim, exercise, page"

FAULTS = {
    "HTML": (
        "One <b>two</b>. {advice}",
        "holds HTML, which would be shown as it stands: <b>two</b>. {advice}",
    ),
    "a script": (
        "<script>alert(1)</script> {advice}",
        "holds HTML, which would be shown as it stands: <script>alert(1)</script> {advice}",
    ),
    "a comment": (
        "One. <!-- two --> {advice}",
        "holds HTML, which would be shown as it stands: <!-- two --> {advice}",
    ),
    "an address as it is": (
        "<https://example.org> {advice}",
        "holds HTML, which would be shown as it stands: <https://example.org> {advice}",
    ),
    "code in a line": ("Say `one`. {advice}", f"holds code{NOT_HAD}"),
    "code in a fence": ("One. {advice}\n\n```\ntwo\n```", f"holds code{NOT_HAD}"),
    "code that stands in": (
        "One. {advice}\n\n    two",
        f"holds code (a line that stands in too far){NOT_HAD}",
    ),
    "a quotation": ("> One. {advice}", f"holds a quotation{NOT_HAD}"),
    "a line across": ("One. {advice}\n\n---", f"holds a line across the page{NOT_HAD}"),
    "a heading of level 1": ("# One\n\nTwo. {advice}", "has a heading that is neither ## nor ###"),
    "a heading of level 4": (
        "#### One\n\nTwo. {advice}",
        "has a heading that is neither ## nor ###",
    ),
    "a heading with a line below": (
        "One\n===\n\nTwo. {advice}",
        "has a heading that is neither ## nor ###",
    ),
    "a paragraph without a source": ("One two.", f"{NO_SOURCE}One two."),
    "a point without a source": ("- One. {S000}\n- Two.", f"{NO_SOURCE}Two."),
    "a second paragraph of a point": ("- One. {S000}\n\n  Two.", f"{NO_SOURCE}Two."),
    "a long line without a source": ("word " * 20, f"{NO_SOURCE}{'word ' * 8}…"),
    "empty braces": ("One. {}", f"{NO_SOURCE}One."),
    "an unknown source": (
        "One. {S000 nobody-2000}",
        "names the source 'nobody-2000', which is not in sources",
    ),
    "an unknown source of a point": (
        "- One. {S999}",
        "names the source 'S999', which is not in sources",
    ),
    "an unknown kind of link": (
        "[One](drug:aspirin). {advice}",
        f"has a link to “drug:aspirin”{ONLY}",
    ),
    "a link to elsewhere": (
        "[One](https://example.org). {advice}",
        f"has a link to “https://example.org”{ONLY}",
    ),
    "a link to a figure": (
        "[One](figure:anatomy). {advice}",
        f"has a link to “figure:anatomy”{ONLY}",
    ),
    "a link without an address": ("[One](). {advice}", f"has a link to “:”{ONLY}"),
    "an unknown name of a link": (
        "[One](exercise:clam). {advice}",
        "has a link to the exercise 'clam', which is not there",
    ),
    "an unknown page": (
        "[One](page:admin). {advice}",
        "has a link to the page 'admin', which is not there",
    ),
    "an unknown figure": (
        "One. {advice}\n\n![Two](figure:clam)",
        "shows the figure 'clam', which is not there",
    ),
    "a figure without words": (
        "One. {advice}\n\n![ ](figure:anatomy)",
        "shows the figure 'anatomy' without words for who cannot see it",
    ),
    "a picture within a line": (
        "See ![it](figure:anatomy) here. {advice}",
        "has a picture that is not a figure on a line of its own",
    ),
    "a picture from elsewhere": (
        "One. {advice}\n\n![Two](https://example.org/two.png)",
        "has a picture that is not a figure on a line of its own",
    ),
    "strong words without an end": (
        "One **two. {advice}",
        "has a mark that is not closed, or stands alone: One **two.",
    ),
    "a link without an end": (
        "One [two. {advice}",
        "has a mark that is not closed, or stands alone: One [two.",
    ),
    "a link that cannot be one": (
        "One [two](exercise: clamshell). {advice}",
        "has a mark that is not closed, or stands alone: One [two](exercise: clamshell).",
    ),
    "a link to a script": (
        "[One](javascript:alert(1)) {advice}",
        "has a mark that is not closed, or stands alone: [One](javascript:alert(1))",
    ),
    "sources within a line": (
        "One {S000} two. {advice}",
        "has a mark that is not closed, or stands alone: One {S000} two.",
    ),
    "a brace without its pair": (
        "One. S000} {advice}",
        "has a mark that is not closed, or stands alone: One. S000}",
    ),
    "nothing": ("", "holds no text"),
    "figures alone": ("![ ](figure:anatomy)", "holds no text"),
    "sources alone": ("{S000}", "holds no text"),
    "too long": ("One. {advice}\n\n" * 1400, "has 21000 characters; at most 20000 can be read"),
    "too many links": (
        "[a](page:safety) " * 301,
        "has “[” 301 times; more than 300 cannot be meant",
    ),
    "too many quotes of code": ("`" * 21, "has “`” 21 times; more than 20 cannot be meant"),
    "too many stars": ("*a" * 1501, "has “*” 1501 times; more than 1500 cannot be meant"),
    "too deep": (f"{'- ' * 20}One. {{advice}}", "has a line that stands in too deep"),
    "too many quotations": (f"{'>' * 31} One. {{advice}}", "has a line that stands in too deep"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), FAULTS.values(), ids=FAULTS)
def test_it_names_a_fault(text: str, fault: str) -> None:
    assert fault in faults_of(text)


def test_it_refuses_a_table_which_would_be_shown_as_strokes() -> None:
    """With its sources at the end, so that nothing but the table can be what is wrong."""
    assert faults_of("| One | Two |\n| --- | --- |\n| a | b | {advice}") != []


def test_it_says_a_fault_once() -> None:
    assert faults_of("Say `one` and `two`. {S999}\n\nThree. {S999}") == [
        f"holds code{NOT_HAD}",
        "names the source 'S999', which is not in sources",
    ]


def test_a_quotation_is_one_fault() -> None:
    assert faults_of("> One. {advice}") == [f"holds a quotation{NOT_HAD}"]


def test_it_names_all_faults_in_one_go() -> None:
    text = "# One\n\nTwo <b>.\n\n[Three](exercise:clam). {S999}"
    assert faults_of(text) == [
        "holds HTML, which would be shown as it stands: <b>. [Three](exercise:clam). {S999}",
        "has a heading that is neither ## nor ###",
        f"{NO_SOURCE}Two <b>.",
        "names the source 'S999', which is not in sources",
        "has a link to the exercise 'clam', which is not there",
    ]


def test_a_heading_needs_no_source() -> None:
    assert faults_of("## One\n\nTwo. {S000}") == []


def test_a_figure_needs_no_source() -> None:
    assert faults_of("One. {S000}\n\n![Two](figure:anatomy)") == []


@pytest.mark.parametrize("mark", ["[", "[a](", "*", "_", "`", "<", "![", "&", "\\", "> ", "- "])
def test_what_would_take_long_to_read_is_refused_by_its_weight_alone(mark: str) -> None:
    """It is not read: that alone would take minutes for some of these."""
    before = read.cache_info()
    faults = faults_of(mark * 50_000)
    assert f"has {len(mark) * 50_000} characters; at most 20000 can be read" in faults
    assert read.cache_info() == before


def test_fifty_thousand_brackets_are_counted_and_not_read() -> None:
    assert faults_of("[" * 50_000) == [
        "has 50000 characters; at most 20000 can be read",
        "has “[” 50000 times; more than 300 cannot be meant",
    ]
