"""YAML as authors write it: what it becomes and where it stands. What is refused stands in `tests/mistakes/`."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import yaml

from generator.problems import ContentError
from generator.yaml_reader import (
    MAX_DEPTH,
    MAX_NODES,
    Document,
    Place,
    read_long_list,
    read_text,
    read_yaml,
    render_yaml,
)

LISTED = """\
# the first line
title: Bread
steps:
  - id: mix
    sizes: [small, large]
  - bake
text: |
  Mix it.

  Then see [the log](id:log).
"""


def data_of(text: str) -> object:
    return read_yaml(text.encode(), "a.yml").data


def refusal_of(content: str | bytes) -> str:
    with pytest.raises(ContentError) as caught:
        read_yaml(content if isinstance(content, bytes) else content.encode(), "a.yml")
    return str(caught.value)


def spot(place: Place) -> tuple[int, int]:
    return place.line, place.column


# --- places ------------------------------------------------------------------------------------


def test_every_value_and_key_has_its_place() -> None:
    document = read_yaml(LISTED.encode(), "a.yml")
    assert spot(document.place(("title",))) == (2, 8)
    assert spot(document.key_place(("title",))) == (2, 1)
    assert spot(document.place(("steps", 0, "id"))) == (4, 9)
    assert spot(document.place(("steps", 0, "sizes", 1))) == (5, 20)
    assert spot(document.place(("steps", 1))) == (6, 5)


def test_what_is_not_there_is_shown_at_its_nearest_parent() -> None:
    document = read_yaml(LISTED.encode(), "a.yml")
    assert spot(document.place(("summary",))) == (2, 1)
    assert spot(document.place(("steps", 0, "title"))) == (4, 5)
    assert spot(document.place(("steps", 7, "deep", "down"))) == (3, 1)
    assert spot(document.key_place(("steps", 1))) == (6, 5)


def test_words_inside_a_long_text_are_found_on_their_own_line() -> None:
    document = read_yaml(LISTED.encode(), "a.yml")
    assert spot(document.find(("text",), "id:log")) == (10, 22)
    assert spot(document.find(("text",), "not there")) == spot(document.place(("text",)))


def test_words_are_found_for_the_nth_time_and_only_inside_their_value() -> None:
    document = read_yaml(b"a: one one\nb: one two\n", "a.yml")
    assert spot(document.find(("a",), "one", 1)) == (1, 8)
    assert spot(document.find(("a",), "one", 2)) == (1, 4)
    assert spot(document.find(("a",), "two")) == (1, 4)


def test_columns_are_counted_in_characters() -> None:
    document = read_yaml("{é: ü, title: ok}".encode(), "a.yml")
    assert spot(document.place(("title",))) == (1, 15)


def test_windows_line_ends_and_a_byte_order_mark_change_no_place() -> None:
    document = read_yaml(b"\xef\xbb\xbftitle: a\r\nsteps:\r\n  - b\r\n", "a.yml")
    assert document.data == {"title": "a", "steps": ["b"]}
    assert spot(document.key_place(("title",))) == (1, 1)
    assert spot(document.place(("steps", 0))) == (3, 5)


# --- values ------------------------------------------------------------------------------------


SURPRISES = "yes no on off y n True FALSE Null NO 1:30 22:30 2026-11-22 0x1F 0o17 010 1_000 1e3 .5 5. +1 .inf .nan ="


@pytest.mark.parametrize("word", [*SURPRISES.split(), "2026-11-22 10:00:00", "12345678901234567890"])
def test_what_yaml_1_1_would_turn_into_something_else_stays_text(word: str) -> None:
    assert data_of(f"value: {word}") == {"value": word}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-3", -3),
        ("20", 20),
        ("1.50", 1.5),
        ("'5'", "5"),
        ('"true"', "true"),
    ],
)
def test_plain_values(written: str, value: object) -> None:
    found = data_of(f"value: {written}")
    assert found == {"value": value}
    assert type(found["value"]) is type(value)  # type: ignore[index]


def test_keys_are_text_whatever_they_look_like() -> None:
    assert data_of("{1: a, true: b, no: c, 2026-01-01: d}") == {
        "1": "a",
        "true": "b",
        "no": "c",
        "2026-01-01": "d",
    }


def test_an_alias_is_written_out() -> None:
    assert data_of("a: &x {b: [1]}\nc: *x") == {"a": {"b": [1]}, "c": {"b": [1]}}


def test_plain_yaml_reads_like_everyone_else_reads_it() -> None:
    assert data_of(LISTED) == yaml.safe_load(LISTED)


# --- lists that programs write ------------------------------------------------------------------

LINES = """\
# Every id.

links:
  about: 2026-11-22 /about/
  "true": 2026-11-22 /true/ /yes/
# and more
  bread.rye: 2026-11-22 /bread/#rye:dark /brot/#größe'"[x]
  "2026": 2026-11-22 /2026/
"""
ENTRY = "links:\n  a: 2026-11-22 /a/"
IN_LINES = (
    *(
        "",
        "links:",
        "links: {}",
        "- a",
        "links:\n- a",
        "links: # no",
        "\tlinks:",
        f"---\n{ENTRY}",
        f"links:\nb:\n{ENTRY[7:]}",
    ),
    *(
        f"{ENTRY}{end}"
        for end in ("   ", " # b", ":", ": /b", "\u00a0/", "\n    b", "\nother: 1", "\n...", "\n\n#\n", " /b#:x")
    ),
    *(
        ENTRY.replace("a:", key, 1)
        for key in ("null:", "a :", "A:", '"a":', '"\\x61":', "? a:", "a: &x", "a: !x", "a.b-1:")
    ),
    *(f"{ENTRY}\n{ENTRY[7:]}", ENTRY[7:], ENTRY.replace("  a", " a"), ENTRY[:-4], ENTRY.replace("-", "")),
)


@pytest.mark.parametrize("text", [LINES, LINES.replace("\n", "\r\n"), LINES.rstrip(), *IN_LINES])
def test_a_list_of_lines_is_read_as_yaml_reads_it(text: str) -> None:
    def outcome(read: Callable[[bytes, str], Document]) -> Document | str:
        try:
            return read(text.encode(), "a.yml")
        except ContentError as error:
            return str(error)

    assert outcome(read_long_list) == outcome(read_yaml)


def test_a_list_of_lines_may_be_long() -> None:
    lines = [f"  chapter-{number}.step: 2026-11-22 /playbooks/chapter-{number}/#step\n" for number in range(60_000)]
    start = time.process_time()
    document = read_long_list("".join(["links:\n", *lines]).encode(), "a.yml")
    assert time.process_time() - start < 3
    assert len(document.data["links"]) == 60_000
    assert spot(document.key_place(("links", "chapter-40000.step"))) == (40_002, 3)
    for odd in ("<<<<<<< HEAD\n", lines[7]):
        with pytest.raises(ContentError) as caught:
            read_long_list("".join(["links:\n", *lines[:50_000], odd, *lines[50_000:]]).encode(), "a.yml")
        assert str(caught.value) == (
            "a.yml:50002:1: error: a file of more than 1 MB can hold only lines of a key, a day and addresses "
            "[too-large]\n"
            "  hint: put this line back as it was written, each key once"
        )


# --- refusals ----------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert refusal_of(b"a: " + b"x" * 1_000_000) == (
        "a.yml:1:1: error: the file is larger than 1 MB [too-large]\n  hint: split it into several files"
    )


@pytest.mark.parametrize("depth", [MAX_DEPTH + 2, 20_000])
def test_nesting_ends_somewhere(depth: int) -> None:
    assert refusal_of("[" * depth + "]" * depth) == (
        f"a.yml:1:{MAX_DEPTH + 2}: error: lists and keys are nested more than 30 deep [too-deep]\n  hint: flatten it"
    )


def test_aliases_that_multiply_are_stopped() -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    said = refusal_of("\n".join([*lines, "b: *a8"]))
    assert said.count(": error: ") == 1
    assert f"error: the file holds more than {MAX_NODES} values [too-many-values]" in said
    assert said.endswith("\n  hint: split it into several files, and do not use aliases")


def test_all_refusals_of_a_file_come_together() -> None:
    said = refusal_of("a: 1\na: 2\nb: !x 1\n<<: {c: 1}\n")
    assert [line.split(" error: ")[0] for line in said.splitlines() if " error: " in line] == [
        "a.yml:2:1:",
        "a.yml:3:4:",
        "a.yml:4:1:",
    ]


@pytest.mark.parametrize("written", ["!!bool yes", "!!null words", "!!str 5"])
def test_standard_tags_are_refused_too(written: str) -> None:
    assert "tags such as" in refusal_of(f"a: {written}\n")


def test_an_unclosed_quote_is_shown_where_it_opens() -> None:
    assert refusal_of('a: "one\nb: two\nc: three\n').startswith("a.yml:1:4: error: ")


# --- the other two doors -----------------------------------------------------------------------


def test_text_is_read_without_its_byte_order_mark() -> None:
    assert read_text("\ufeffCafé".encode(), "a.md") == "Café"


def test_what_is_written_can_be_read_again() -> None:
    data = {"site_name": "Café: bread", "nav": [{"Yes": "index.md"}], "strict": True, "no": "1:30"}
    text = render_yaml(data)
    assert yaml.safe_load(text) == data
    assert text.startswith("site_name: ")
    assert "Café" in text
