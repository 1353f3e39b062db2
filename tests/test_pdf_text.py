"""What an author may write into a worksheet: it prints as text, or is refused with its place; it never runs."""

# ruff: noqa: RUF001

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from generator.build import build_handbook
from generator.loader import load_handbook
from generator.pdf import TypesettingError, make_pdf
from generator.printing import Press
from generator.problems import ContentError, Problem, format_text
from generator.sheets import SheetSetter
from generator.wording import load_strings
from tests.conftest import Change
from tests.paper import MM, body_texts, field_names, letters_only, one_line, page_texts, rules, widgets

Changed = Callable[[Mapping[str, Change]], dict[str, bytes]]
SITE = "https://sourdough.example.org/"
SHEET = "worksheets/smell-check.yml"
PdfOf = Callable[[str], bytes]
PdfsOf = Callable[..., dict[str, bytes]]
Refusal = Callable[..., str]
PROMPT = "  - {type: prompt, id: last-meal, label: L, lines: 2}"


def sheet_file(blocks: str = PROMPT, title: str = "T", intro: str = "I", pages: int = 1) -> str:
    """A worksheet; its first block is at line 7."""
    head = f"id: smell-check\ntitle: {quoted(title)}\nsummary: S.\nintro: {quoted(intro)}\npages: {pages}\n"
    return f"{head}blocks:\n{blocks}\n"


def quoted(text: str) -> str:
    """A text as a YAML value on one line, with no sign written as an escape that need not be."""
    return json.dumps(text, ensure_ascii=False)


def labelled(text: str) -> str:
    return f"  - type: prompt\n    id: last-meal\n    label: {quoted(text)}"


def built_pdfs(files: Mapping[str, bytes], *variants: str) -> dict[str, bytes]:
    """The PDFs of `smell-check`, by variant."""
    handbook = load_handbook(files)
    documents = SheetSetter(handbook, load_strings("en"), SITE).documents()
    wanted = {f"worksheets/smell-check-{variant}.pdf": variant for variant in variants}
    return {wanted[document.path]: make_pdf(document.data)[0] for document in documents if document.path in wanted}


@pytest.fixture
def pdfs(changed: Changed) -> Callable[..., dict[str, bytes]]:
    """Make the PDFs of a `smell-check` sheet, by variant: `pdfs(sheet_file(), "a4", "letter")`."""
    return lambda sheet, *variants: built_pdfs(changed({SHEET: sheet}), *variants)


@pytest.fixture
def pdf(pdfs: Callable[..., dict[str, bytes]]) -> Callable[[str], bytes]:
    """Make the A4 PDF of a `smell-check` sheet."""
    return lambda sheet: pdfs(sheet, "a4")["a4"]


@pytest.fixture
def refusal(changed: Changed) -> Callable[..., str]:
    """What an author is told about a `smell-check` sheet, and other changes, that cannot be built."""

    def build(sheet: str, changes: Mapping[str, Change] | None = None) -> str:
        with pytest.raises(ContentError) as caught:
            build_handbook(changed({SHEET: sheet, **(changes or {})}), SITE, Press(processes=1))
        return str(caught.value)

    return build


# --- printed as text ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('#eval("1 + 1") #panic() #sys.inputs', '#eval("1 + 1") #panic() #sys.inputs'),
        ('#import "/typst/lib.typ": * #read("/etc/passwd")', '#import "/typst/lib.typ": * #read("/etc/passwd")'),
        ("$x^2$ @ref [c] // no /* no */ \\u{41} ~ --- a", "$x^2$ @ref [c] // no /* no */ \\u{41} ~ --- a"),
        ("*a* _b_ **c** `#eval(1)` = d", "a b c #eval(1) = d"),
        ("\\*a\\* <label>", "*a* <label>"),
        ("<script>alert(1)</script> <b>x</b> &amp;", "<script>alert(1)</script> <b>x</b> &"),
        ("[a link](https://field.invalid/74-61-62-63)", "a link"),
        ("{{ 7 * 7 }} {% raw %} %PDF-1.7 endstream", "{{ 7 * 7 }} {% raw %} %PDF-1.7 endstream"),
    ],
)
def test_markup_is_text(pdf: PdfOf, written: str, shown: str) -> None:
    made = pdf(sheet_file(labelled(written)))
    assert shown in one_line(" ".join(page_texts(made)))
    assert field_names(made)[2:] == ["smell-check/last-meal"]


def test_markup_in_every_other_text_is_text_too(pdf: PdfOf) -> None:
    """Plain texts have no markup at all, in print as on the page."""
    bad = '#eval("1") *a* $x$ <b>'
    blocks = f"""\
  - {{type: checklist, id: c, label: L, items: [{{id: a, text: {quoted("one " + bad)}}}]}}
  - {{type: rating, id: r, label: L, low: {quoted("two " + bad)}, high: {quoted("three " + bad)}}}
  - type: table
    id: t
    label: L
    rows: 1
    columns: [{{id: a, title: {quoted("four " + bad)}, hint: {quoted("five " + bad)}}}, {{id: b, title: B}}]
    example: {{a: {quoted("six " + bad)}}}
  - {{type: sentence-starters, id: s, label: L, starters: [{{id: a, text: {quoted("seven " + bad)}}}]}}"""
    made = pdf(sheet_file(blocks, title="eight " + bad))
    text = letters_only("".join(page_texts(made)))
    for number in ("one", "two", "three", "four", "five", "six", "seven", "eight"):
        assert number + "eval1axb" in text, number
    tips = {widget.name: widget.tip for widget in widgets(made)}
    assert tips["smell-check/s/a"] == "seven " + bad


@pytest.mark.parametrize(
    "text",
    [
        "a \u200fb\u200e c",
        "\u05e9\u05dc\u05d5\u05dd abc",
        "\u0645\u0631\u062d\u0628\u0627 abc",
    ],
    ids=["marks", "hebrew", "arabic"],
)
def test_right_to_left_text_and_marks_print(pdf: PdfOf, text: str) -> None:
    made = pdf(sheet_file(labelled(text)))
    assert set(letters_only(text)) <= set(letters_only("".join(body_texts(made))))


ALPHABETS = {
    "greek": "Τι συνέβη σήμερα; Ξέρω, Ψάχνω, Ωραία",
    "cyrillic": "Что случилось сегодня? Ёж, Ђурађ, Її, Ґанок",
    "latin": "Zażółć gęślą jaźń, Łódź, Dvořák, ß, Œ",
}


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_greek_and_cyrillic_are_set_in_the_same_font(pdfs: PdfsOf, alphabet: str) -> None:
    text = ALPHABETS[alphabet]
    sheet = sheet_file(labelled(text), title=text, intro=f"**{text}** {text}")
    for variant, made in pdfs(sheet, "a4", "letter-large").items():
        assert letters_only("".join(body_texts(made))).count(letters_only(text)) == 4, variant
        assert widgets(made)[2].tip == text
        assert _fonts(made) == {"SourceSansPro"}, variant


@pytest.mark.parametrize("text", ["*Τι συνέβη;* ***Что?***", "Ἀρχὴ ἥμισυ παντός", "Қазақ, Ӡ", "1 → 2, ½, ≤ 8, ✓"])
def test_rare_letters_are_set_without_boxes(pdf: PdfOf, text: str) -> None:
    made = pdf(sheet_file(labelled(text)))
    assert set(letters_only(text)) <= set(letters_only("".join(body_texts(made))))
    report = page_validation.validate_pdf_bytes(made, profile="ua1")
    assert report.failures == []


def _fonts(made: bytes) -> set[str]:
    """The families of all fonts in a PDF."""
    with pikepdf.open(io.BytesIO(made)) as document:
        return {
            str(item.FontName).partition("+")[2].partition("-")[0]
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }


# --- refused -----------------------------------------------------------------------------------

NO_GLYPH = """\
worksheets/smell-check.yml:{place}: error: no font has the character "{char}" (U+{code}), so the sheet cannot be \
printed [no-glyph]
  hint: write it in words"""


def _no_glyph(place: str, char: str, shown: str = "") -> str:
    return NO_GLYPH.format(place=place, char=shown or char, code=f"{ord(char):04X}")


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        (sheet_file(labelled("Smile \U0001f600 now")), _no_glyph("9:19", "\U0001f600")),
        (sheet_file(labelled("\u4f60\u597d")), _no_glyph("9:13", "\u4f60")),
        (sheet_file(title="Hi \U0001f600"), _no_glyph("2:12", "\U0001f600")),
        (sheet_file(intro="Hi\n\n> - \U0001f600"), _no_glyph("4:19", "\U0001f600")),
        (sheet_file(labelled("a \u0378 b")), _no_glyph("9:15", "\u0378", shown="\\u0378")),
        (sheet_file(labelled("a").replace('"a"', '"a \\U0001F600"')), _no_glyph("9:15", "\U0001f600")),
        (sheet_file(labelled("a &#x1F600;")), _no_glyph("9:15", "\U0001f600")),
    ],
    ids=["label", "first-of-two", "title", "in-a-list", "no-letter", "yaml-escape", "html-escape"],
)
def test_a_character_that_no_font_has_is_refused_with_its_place(refusal: Refusal, sheet: str, told: str) -> None:
    assert refusal(sheet) == told


def test_a_mark_that_pdf_forbids_is_refused_with_its_place(refusal: Refusal) -> None:
    told = refusal(sheet_file(labelled("a \ufeffb")))
    assert told.startswith("worksheets/smell-check.yml:9:15: error: ")
    assert "U+FEFF" in told


def test_every_sheet_with_a_bad_character_is_named_once(refusal: Refusal) -> None:
    other = {"worksheets/feeding-log.yml": ("title: Feeding log", "title: Feeding log \U0001f35e")}
    assert refusal(sheet_file(title="Hi \U0001f600"), other) == (
        _no_glyph("2:20", "\U0001f35e").replace("smell-check", "feeding-log") + "\n" + _no_glyph("2:12", "\U0001f600")
    )


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("title: Looking after", "title: \u4f60 Looking after", "1:8"),
        ('licence: "Text', 'licence: "\u4f60 Text', "21:11"),
    ],
    ids=["title", "licence"],
)
def test_a_bad_character_of_the_handbook_itself_is_found_in_its_file(
    refusal: Refusal, old: str, new: str, place: str
) -> None:
    told = refusal(sheet_file(), {"handbook.yml": (old, new)})
    assert told == _no_glyph(place, "\u4f60").replace("worksheets/smell-check.yml", "handbook.yml")


# --- too much ----------------------------------------------------------------------------------

WORDS = "word " * 5000
LONG = {
    "label": sheet_file(labelled(WORDS)),
    "hint": sheet_file(labelled("L") + f"\n    hint: {WORDS}"),
    "title": sheet_file(title=WORDS),
    "intro": sheet_file(intro=WORDS),
    "paragraphs": sheet_file(intro="word word\n\n" * 2500),
    "text": sheet_file(f"  - type: text\n    text: {WORDS}"),
    "text-title": sheet_file(f"  - type: text\n    text: T\n    title: {WORDS}"),
    "item": sheet_file(f"  - {{type: checklist, id: c, label: L, items: [{{id: a, text: {WORDS}}}]}}"),
    "starter": sheet_file(f"  - {{type: sentence-starters, id: c, label: L, starters: [{{id: a, text: {WORDS}}}]}}"),
    "column": sheet_file(
        f"  - {{type: table, id: c, label: L, rows: 1, columns: [{{id: a, title: {WORDS}}}, {{id: b, title: B}}]}}"
    ),
    "example": sheet_file(
        "  - {type: table, id: c, label: L, rows: 1, columns: [{id: a, title: A}, {id: b, title: B}], "
        f"example: {{a: {WORDS}}}}}"
    ),
    "one-word": sheet_file(labelled("word" * 5000)),
}


@pytest.mark.parametrize("where", LONG)
def test_5000_words_are_printed_or_refused_by_name(changed: Changed, where: str) -> None:
    files = changed({SHEET: LONG[where]})
    problems: tuple[Problem, ...] = ()
    made: dict[str, bytes] = {}
    try:
        made = built_pdfs(files, "a4", "letter-large")
    except ContentError as error:
        problems = error.problems
    except TypesettingError as error:
        pytest.fail(f"refused, but not by name: {error}")
    for problem in problems:
        assert "wordword" in letters_only(LONG[where].splitlines()[problem.line - 1]), problem
        assert len(problem.message + problem.hint) < 300, "the message holds the whole text"
    for variant, content in made.items():
        found = letters_only("".join(body_texts(content))).count("word")
        assert found >= 5000, f"{variant}: {5000 - found} words are lost"


MANY = [f"{{id: i{number}, text: {'One of many things to do ' * 3}}}" for number in range(40)]
ROWS = [f"{{id: r{number}, title: {'Body and mind ' * 2}}}" for number in range(12)]
COLUMNS = [f"{{id: c{number}, title: Column {number}, width: wide}}" for number in range(12)]
TWO_COLUMNS = "[{id: a, title: A}, {id: b, title: B}]"
BIG = {
    "lines": "\n".join(f"  - {{type: prompt, id: p{number}, label: L, lines: 20}}" for number in range(2)),
    "starters": f"  - {{type: sentence-starters, id: s, label: L, lines: 10, starters: [{', '.join(MANY[:12])}]}}",
    "checklist": f"  - {{type: checklist, id: c, label: L, own: 20, items: [{', '.join(MANY)}]}}",
    "choice": f"  - {{type: choice, id: c, label: L, own: 10, options: [{', '.join(MANY)}]}}",
    "table": f"  - {{type: table, id: t, label: L, rows: 40, columns: {TWO_COLUMNS}}}",
    "two-column": "  - {type: two-column, id: t, label: L, rows: 20, left: {title: A}, right: {title: B}}",
    "week": f"  - {{type: weekly-grid, id: w, label: L, rows: [{', '.join(ROWS)}]}}",
    "wide": f"  - {{type: table, id: t, label: L, rows: 12, columns: [{', '.join(COLUMNS)}]}}",
    "notes": "  - {type: prompt, id: p, label: L, lines: 12}\n  - {type: lines, id: n, label: L, hint: H}",
}


@pytest.mark.parametrize("what", BIG)
def test_the_most_that_a_block_may_hold_stays_on_the_paper(pdfs: PdfsOf, what: str) -> None:
    names = None
    for variant, made in pdfs(sheet_file(BIG[what]), "a4", "letter", "letter-large").items():
        sizes = [page.get_size() for page in pypdfium2.PdfDocument(made)]
        every = widgets(made)
        assert len({(widget.name, widget.value) for widget in every}) == len(every), f"{variant}: a field is torn"
        for widget in every:
            left, low, right, high = widget.box
            assert low > 16 * MM, f"{variant}: {widget.name} runs off page {widget.page + 1}"
            assert left > 5 * MM, variant
            assert right < sizes[widget.page][0] - 5 * MM, variant
            assert high < sizes[widget.page][1] - 5 * MM, variant
        names = names or field_names(made)
        assert field_names(made) == names, variant


@pytest.mark.parametrize("what", ["checklist", "choice", "week"])
def test_a_block_that_fits_on_a_page_is_never_torn(pdf: PdfOf, what: str) -> None:
    """However far down the page it begins."""
    block = {
        "checklist": f"  - {{type: checklist, id: c, label: The block, items: [{', '.join(MANY[:9])}]}}",
        "choice": f"  - {{type: choice, id: c, label: The block, options: [{', '.join(MANY[:9])}]}}",
        "week": f"  - {{type: weekly-grid, id: c, label: The block, rows: [{', '.join(ROWS[:4])}]}}",
    }[what]
    seen = set()
    for lines in range(6, 15):
        above = (
            f"  - {{type: prompt, id: a, label: L, lines: 12}}\n  - {{type: prompt, id: b, label: L, lines: {lines}}}"
        )
        made = pdf(sheet_file(f"{above}\n{block}"))
        pages = {widget.page for widget in widgets(made) if widget.name.startswith("smell-check/c")}
        assert len(pages) == 1, f"after {lines} lines"
        assert "The block" in page_texts(made)[min(pages)], f"after {lines} lines"
        seen |= pages
    assert seen == {0, 1}


def test_a_sheet_that_is_longer_than_promised_is_named(changed: Changed) -> None:
    blocks = "\n".join(f"  - {{type: prompt, id: p{number}, label: L, lines: 10}}" for number in range(4))

    def told(pages: int) -> str:
        files = changed({SHEET: sheet_file(blocks, pages=pages)})
        return format_text(build_handbook(files, SITE, Press(processes=1)).warnings)

    warning = "worksheets/smell-check.yml:1:1: warning: on {} the sheet takes 2 pages, not 1 [too-long]"
    hint = "  hint: shorten it, or change pages"
    assert told(1).splitlines() == [warning.format("a4"), hint, warning.format("us-letter"), hint]
    assert told(2) == ""


# --- other sheets than ours --------------------------------------------------------------------


def test_an_item_called_like_the_readers_own_line_does_not_take_its_place(pdf: PdfOf) -> None:
    """Either it is refused, or both have their fields."""
    items = "{id: own-1, text: A}, {id: own-1-text, text: B}"
    sheet = sheet_file(f"  - {{type: checklist, id: c, label: L, own: 1, items: [{items}]}}")
    try:
        names = field_names(pdf(sheet))
    except ContentError as error:
        names = []
        places = [(problem.line, "own-1" in problem.message) for problem in error.problems]
        assert places == [(7, True), (7, True)]
    assert len(names) == len(set(names)) in (0, 6)


def test_a_wide_table_turns_its_sheet_on_its_side(pdf: PdfOf) -> None:
    columns = ", ".join(f"{{id: c{number}, title: C, width: wide}}" for number in range(6))
    made = pdf(sheet_file(f"  - {{type: table, id: t, label: L, rows: 3, columns: [{columns}]}}"))
    (page,) = pypdfium2.PdfDocument(made)
    assert page.get_width() == pytest.approx(297 * MM, abs=0.5)
    assert max(widget.box[2] for widget in widgets(made)) > 270 * MM


def test_lines_take_what_is_left_of_the_page(pdf: PdfOf) -> None:
    made = pdf(sheet_file(PROMPT + "\n  - {type: lines, id: notes, label: L}"))
    assert len(pypdfium2.PdfDocument(made)) == 1
    notes = widgets(made)[-1]
    assert notes.name == "smell-check/notes"
    # Two lines at most are left empty above the footer.
    assert 16 * MM < notes.box[1] < 17 * MM + 2 * 8.5 * MM
    lines = [y for left, _, y in rules(pypdfium2.PdfDocument(made)[0]) if notes.box[1] - 1 < y < notes.box[3] + 1]
    assert len(lines) > 15


def test_no_address_no_code(changed: Changed) -> None:
    """Without a site, a sheet says no address and links to nothing."""
    setter = SheetSetter(load_handbook(changed({SHEET: sheet_file()})), load_strings("en"), "")
    (document,) = [one for one in setter.documents() if one.path == "worksheets/smell-check-a4.pdf"]
    text = one_line(" ".join(page_texts(make_pdf(document.data)[0])))
    assert "on the web" not in text
    assert text.endswith("Looking after a sourdough starter Page 1 of 1")
