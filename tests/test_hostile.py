"""Hostile and odd content: shown as text or refused with its place, never run, never a traceback, in bounded time."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import build_handbook
from generator.fields import LONGEST_TEXT
from generator.problems import ContentError
from generator.richtext import block_texts, links, print_nodes, render_html, render_text
from generator.yaml_reader import MAX_DEPTH
from tests.hostile import PAYLOAD, SITE, SMALL, check_built, dangers, hostile_files, read_case, try_file

CORPUS = Path(__file__).parent / "corpus"
BOMB = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 20))])
LONG_ALIASES = "also_called:\n  - &x " + "y" * 400 + "\n" + "  - *x\n" * 3000
ASK = SMALL["scripts/ask.yml"]

# The file, what it holds, and the place and code of the first problem; "" where it is taken as it is.
FILES: dict[str, tuple[str, str | bytes, str]] = {
    "alias bomb": ("style.yml", BOMB, "1:10: too-many-values"),
    "aliases of a long text": ("playbooks/brew.yml", LONG_ALIASES, "2:5: too-large"),
    "a hundred levels": ("style.yml", "[" * 100 + "]" * 100, f"1:{MAX_DEPTH + 2}: too-deep"),
    "a hundred levels of blocks": ("style.yml", "- " * 100, f"1:{2 * MAX_DEPTH + 3}: too-deep"),
    "NUL": ("style.yml", "a: \0", "1:4: odd-character"),
    "NUL on a page": ("help.md", "# Help\n\n\0", "3:1: odd-character"),
    "NUL as an escape": ("handbook.yml", 'title: "a\\0"', "1:8: odd-character"),
    "half a character as an escape": ("handbook.yml", 'title: "\\ud800"', "1:8: odd-character"),
    "an escape that is no character": ("handbook.yml", 'title: "\\U00110000"', "1:11: yaml"),
    "an escape that is too large": ("handbook.yml", 'title: "\\Uffffffff"', "1:11: yaml"),
    "a directive with a huge number": ("style.yml", "%YAML 1." + "9" * 5000, "1:9: yaml"),
    "a byte order mark": ("style.yml", b"\xef\xbb\xbf" + SMALL["style.yml"], ""),
    "a byte order mark inside": ("help.md", "# Help\n\na\ufeffb", "3:2: odd-character"),
    "UTF-16": ("style.yml", "a: b".encode("utf-16"), "1:1: not-utf-8"),
    "UTF-16 without a mark": ("style.yml", "a: b".encode("utf-16-le"), "1:2: odd-character"),
    "a page in UTF-16": ("help.md", "# Help".encode("utf-16-be"), "1:1: odd-character"),
    "not UTF-8, after old line ends": ("help.md", b"a\rb\r\nc\xff", "3:2: not-utf-8"),
    "Windows line ends": ("handbook.yml", SMALL["handbook.yml"].replace(b"\n", b"\r\n"), ""),
    "old Mac line ends": ("playbooks/brew.yml", SMALL["playbooks/brew.yml"].replace(b"\n", b"\r"), ""),
    "a mistake after old line ends": ("style.yml", b"banned: []\rx: 1\r", "2:1: unknown-key"),
    "a line end as an escape": ("handbook.yml", 'title: "a\\rb"', "1:8: odd-character"),
    "a line separator": ("help.md", "# Help\n\na\u2028b", "3:2: odd-character"),
    "next line": ("style.yml", "a: b\u0085c: d", "1:5: odd-character"),
    "a tab to indent": ("style.yml", "a:\n\tb: 1", "2:1: tab"),
    "duplicate keys": ("style.yml", "banned: []\nbanned: []", "2:1: duplicate-key"),
    "a merge key": ("style.yml", "a: &x {b: 1}\n<<: *x", "2:1: merge-key"),
    "an anchor of another document": ("style.yml", "a: &x 1\n---\nb: *x", "2:1: second-document"),
    "an alias of nothing": ("style.yml", "a: *x", "1:4: alias"),
    "an alias of itself": ("style.yml", "a: &x [*x]", "1:4: alias-loop"),
    "a tag that would run": ("style.yml", "a: !!python/object/apply:os.system [x]", "1:4: tag"),
    "a tag with escapes for the terminal": ("style.yml", "a: !%1b%5b2J x", "1:4: tag"),
    "a complex key": ("style.yml", "? [a]\n: b", "1:3: key"),
    "a page that is a list": ("index.md", "---\n[a]\n---\n# A", "2:1: wrong-type"),
    "a text that turns the page round": ("handbook.yml", "title: a\u202eb", "1:9: odd-character"),
    "an isolate that is never closed": ("help.md", "# Help\n\n\u2067b", "3:1: odd-character"),
    "the same as an escape": ("handbook.yml", 'title: "\\u202e"', "1:8: odd-character"),
    "Jinja of a theme's template": ("help.md", "---\ntemplate: ../../x.html\n---\n# Help", "2:1: unknown-key"),
    "a value that breaks a theme": ("help.md", "---\nhide: 5\n---\n# Help", "2:7: wrong-type"),
    "front matter in a key": ("help.md", '---\n"a\\nb: c": d\n---\n# Help', "2:1: unknown-key"),
    "a ledger that leads out of the site": ("permalinks.yml", "links: {x: 2026-01-01 /../../x/}", "1:12: ledger-entry"),
    "a ledger with a whole address": ("permalinks.yml", "links: {x: 2026-01-01 //e.example/}", "1:12: ledger-entry"),
    "an id of the ledger that is a path": ("permalinks.yml", "links: {../../x: 2026-01-01 /x/}", "1:9: ledger-id"),
    "a retired id that is a path": ("retired.yml", "retired: [{id: ../x, reason: y}]", "1:16: ledger-id"),
    "an id that is a path": ("scripts/ask.yml", "id: ../../ask", "1:5: bad-id"),
    "an absolute id": ("scripts/ask.yml", "id: /etc/passwd", "1:5: bad-id"),
    "an id that is too long": ("scripts/ask.yml", f"id: {'a' * 81}", "1:5: too-long-line"),
    "an alias that is a device": ("scripts/ask.yml", ASK + b"aliases: [con]\n", "16:11: alias-taken"),
    "a text without end": ("help.md", "# Help\n\n" + "x" * 20_001, "3:1: too-long-text"),
    "brackets without end": ("help.md", "# Help\n\nA\n" + "[" * 1001, "3:1: too-long-text"),
    "a page without end": ("help.md", "# Help\n\n" + "x\n\n" * 40_000, "1:1: too-long-text"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_taken_or_refused_at_its_place(name: str) -> None:
    path, content, expected = FILES[name]
    problems = try_file(path, content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    found = [f"{it.line}:{it.column}: {it.code}" for it in problems if it.path == path and it.severity == "error"]
    if expected:
        assert expected in found
    else:
        assert found == []


# --- hand-written pages -------------------------------------------------------------------------

RUNS = [
    "<script>x</script>",
    "<SCRIPT SRC=x>",
    "</script>",
    "<svg onload=x>",
    "<math>",
    "<iframe src=x>",
    "<object>",
    "<base href=x>",
    "<meta http-equiv=refresh content=x>",
    "<link rel=stylesheet href=x>",
    "<style>x</style>",
    "<form action=x>",
    "<x-y onclick=x>",
    "<img src=x onerror=x>",
    "<b/onclick=x>",
    "<b\nonclick=x>",
    '<b title="a"onclick=x>',
    "<b ONCLICK = x>",
    "<b style=x>",
    "<b data-x=y>",
    "<a href=javascript:x>",
    "<a href='JaVaScRiPt:x'>",
    '<a href="java\tscript:x">',
    '<a href="&#x6a;avascript:x">',
    '<a href=" data:x">',
    '<a href="java&Tab;script:x">',
    '<a href="javascript&colon;x">',
    '<a title="[x](/onclick=y//)">',
    '<a title="`x`">',
    "<b <script>>",
    "[x](javascript:y)",
    "[x]( vbscript:y)",
    "[x](<data:y>)",
    "[x](java\nscript:y)",
    "[x](&#106;avascript:y)",
    "[x](javascript\\:y)",
    "[x](java`s`cript:y)",
    "[x](java[s][r]cript:y)",
    "[x][r]\n\n[r]: javascript:y",
    "[r]:\n  vbscript:y",
    "<javascript:y>",
    "![x](data:y)",
    "## A {: onclick=x }",
    "## A {onclick='x'}",
    "[x](y){: .a/onclick=x }",
    "*a*{: href=javascript:x }",
    "<https://x/onclick=y>",
    "![x](https://other.example/y.png)",
    "<img src=//other.example/y.png>",
    "<img src='http://other.example/y'>",
    "<!DOCTYPE x>",
    "<?php x ?>",
]


@pytest.mark.parametrize("words", RUNS)
def test_what_could_run_on_a_hand_written_page_is_refused_at_its_line(words: str) -> None:
    problems = try_file("help.md", f"# Help\n\nBefore.\n\n{words}\n".encode())
    codes = {"unsafe-html", "unsafe-link", "outside-file"}
    assert any(it.code in codes and it.path == "help.md" and it.line >= 5 for it in problems)


@pytest.mark.parametrize("words", RUNS)
def test_nor_does_it_run_in_what_looks_like_code(words: str) -> None:
    # Engines differ in what they take for code, so it is refused there too.
    for page in (f"   ```\n{words}\n   ```\n", f"- a\n\n        {words}\n", f"`{words}`\n"):
        assert any(it.path == "help.md" for it in try_file("help.md", f"# Help\n\n{page}".encode()))


SHOWN = [
    "{{ 7*7 }} {% raw %} {# x #}",
    "#panic(1) $x$ @x",
    "&lt;script>x&lt;/script>",
    "1 < 2 and 3 > 2",
    "a & b",
    "[x] (y)",
    "<!-- no -->",
    '<p class="x">a <b>b</b></p>',
    "<details open><summary>a</summary>b</details>",
    "[x](https://other.example/?a=b&c=d)",
    "<me@b.example>",
    '<a href="id:brew">a</a>',
    "[x](mailto:a@b.example)",
    "![x](pictures/a.png)",
    "[x](help.md#a:b)",
    "## A {#a .b}",
    "[note]: this is: fine",
    "\U0001f469\u200d\U0001f680 e\u0301 \u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "a\xadb \u200e\u05d0\u200f",
    "x" * 19_000,
]


@pytest.mark.parametrize("words", SHOWN)
def test_what_only_looks_odd_stays(words: str) -> None:
    codes = [it.code for it in try_file("help.md", f"# Help\n\n{words}\n".encode()) if it.severity == "error"]
    assert set(codes) <= {"sentence-length", "style", "grade"}, codes


def test_texts_that_would_run_are_only_text_everywhere() -> None:
    built = build_handbook(hostile_files(), SITE)
    check_built(built)
    pages = {file.path: str(file.content) for file in built.files if file.path.endswith(".md")}
    assert sum("window.ran=1" in page for page in pages.values()) > 10
    assert not [path for path, page in pages.items() if "<script>window" in page.split("\n---\n", 1)[1]]


# --- kinds of name --------------------------------------------------------------------------------

NAMES = {
    "worksheets/con.yml": "a name in this path is one that Windows keeps for a device",
    "ideas/nul.md": "a name in this path is one that Windows keeps for a device",
    "pictures/COM1.png": "a name in this path is one that Windows keeps for a device",
    "ideas/a b.md": "the name of a page is its id: lower-case words joined by hyphens",
    "README.md": "the name of a page is its id: lower-case words joined by hyphens",
    "ideas/a.b.md": "the name of a page is its id: lower-case words joined by hyphens",
    "pictures/a.png ": "a name in this path begins or ends with a space, or ends with a full stop",
    "pictures./a.png": "a name in this path begins or ends with a space, or ends with a full stop",
    "pictures/a?.png": "a name in this path has ? in it",
    "pictures/..\\a.png": "a name in this path has \\ in it",
    "pictures/\x1b[2J.png": "a name in this path has a character that cannot be seen",
    "pictures/\u202egnp.js": "a name in this path has a character that cannot be seen",
    "pictures/\udcff.png": "a name in this path has a character that cannot be seen",
    f"pictures/{'a' * 201}": "a name in this path is longer than 200 bytes",
    "HELP.png/x": "",
    "pictures/a name (2).png": "",
    "pictures/\u00e9.png": "",
}


@pytest.mark.parametrize("path", NAMES)
def test_names_that_a_file_cannot_have_everywhere(path: str, report: Callable[[dict[str, bytes]], str]) -> None:
    told = report({**SMALL, path: b"x"})
    assert NAMES[path] in told
    assert (told == "") == (NAMES[path] == "")
    assert all(line.isprintable() for line in told.splitlines())


@pytest.mark.parametrize(
    ("one", "other"), [("pictures/a.png", "pictures/A.png"), ("p/\u00e9.png", "p/e\u0301.png"), ("p/\u00df", "p/SS")]
)
def test_names_that_some_systems_take_for_one(one: str, other: str, report: Callable[[dict[str, bytes]], str]) -> None:
    assert "many systems take this name for that of" in report({**SMALL, one: b"x", other: b"y"})


def test_a_page_is_told_a_name_that_it_can_have(report: Callable[[dict[str, bytes]], str]) -> None:
    assert "hint: name it ideas/my-big-idea.md" in report({**SMALL, "ideas/My big_idea!.md": b"# x"})


# --- time and memory ------------------------------------------------------------------------------

REPEATED = [
    "[",
    "*",
    "**a ",
    "*a_ ",
    "<",
    "> ",
    "`",
    "[a](",
    '[a](x "',
    "![",
    "<!--",
    "<a ",
    "&",
    "- ",
    "[a]: x\n",
    "# a\n",
]
REPEATED += [
    "a\n\n",
    "[a][",
    "[](<",
    "\\",
    " ",
    "](",
    "{=",
    "{a=",
    "[x](id:brew) ",
    "a\n=\n",
    "\n",
    "<!--\n\n",
    "`a ``b ",
]


@pytest.mark.parametrize("sign", REPEATED)
def test_a_sign_that_stands_there_for_ever_takes_no_time(sign: str) -> None:
    start = time.process_time()
    for path, content in (
        ("help.md", f"# Help\n\n{sign * 1_000_000}"[:1_000_000]),
        ("help.md", f"# Help\n\n{sign * 20_000}"[:20_000]),
        ("help.md", "# Help\n" + f"\n\n{sign * 2000}"[:2000] * 5),
        ("style.yml", (sign * 1_000_000)[:100_000]),
    ):
        try_file(path, content.encode())
    text = (sign * LONGEST_TEXT)[:LONGEST_TEXT]
    for read in (links, render_text, print_nodes, block_texts):
        read(text)
    assert "<script" not in render_html(text, str, {"a": "b", "x": "y"})
    assert time.process_time() - start < 40


def test_thousands_of_mistakes_in_one_file_take_no_time() -> None:
    start = time.process_time()
    lines = (
        SMALL["playbooks/brew.yml"]
        .decode()
        .replace("[smith-2019]", f"[{', '.join(f'smyth-{n}' for n in range(5000))}]")
    )
    assert len([it for it in try_file("playbooks/brew.yml", lines.encode()) if it.code == "unknown-id"]) == 5000
    wrong = "".join(f"key-{n}: 1\n" for n in range(5000))
    assert 0 < len(try_file("style.yml", wrong.encode())) <= 500
    assert time.process_time() - start < 40


# --- what a fuzzer once found -----------------------------------------------------------------------


@pytest.mark.parametrize("name", [path.name for path in sorted(CORPUS.iterdir())])
def test_cases_that_a_fuzzer_found(name: str) -> None:
    try_file(*read_case((CORPUS / name).read_bytes()))


def test_the_payload_would_run_if_it_were_not_text() -> None:
    found = dangers(False, f"---\ntitle: x\n---\n# Help\n\n{PAYLOAD}\n")
    assert any("onerror" in danger for danger in found)
    with pytest.raises(ContentError):
        build_handbook(SMALL | {"help.md": f"# Help\n\n{PAYLOAD}\n".encode()}, SITE)
