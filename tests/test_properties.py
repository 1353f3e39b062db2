"""What holds for all content, made up by hypothesis; the same examples in every run."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any, get_args, get_origin

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from generator.blocks import BLOCK_TYPES
from generator.fields import LONGEST_LINE, Markup, Ref, read_duration
from generator.leaves import unwrap
from generator.loader.kinds import FOLDERS, SINGLE_FILES
from generator.loader.messages import validated
from generator.problems import ContentError
from generator.richtext import (
    is_safe_link,
    links,
    print_nodes,
    print_spans,
    render_html,
    render_inline_html,
    render_text,
    with_anchors,
    written_dangers,
    written_sections,
)
from generator.yaml_reader import MAX_DEPTH, read_text, read_yaml, render_yaml
from tests.hostile import PAYLOAD, check_problems, dangers, try_file

quietly = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=50,
    # Without making a failing example smaller, which takes minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

SIGNS = [
    "<script>",
    "</article>",
    "<b onclick=x>",
    "[x](javascript:y)",
    "[x](id:brew)",
    "{{ x }}",
    "{% x %}",
    "#x",
    "$x$",
    "*",
    "_",
    "`",
    "```",
    "[",
    "](",
    "]: ",
    "&lt;",
    "&#106;",
    "\\",
    '"',
    "'",
    "|",
    ": ",
    " #",
    "- ",
    "> ",
    "    ",
    "\t",
    "no",
    "1:30",
    "~",
    "<!--",
    "{: x=y }",
    "\u202e",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u2028",
    "e\u0301",
    "\U0001f600",
    "\x00",
    "\x85",
    "\r",
    "\n",
    "\n\n",
    "http://[",
    PAYLOAD,
]
nasty = st.lists(st.sampled_from(SIGNS) | st.text(max_size=8), max_size=8).map("".join)
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
shown = nasty.map(lambda text: ODD.sub("", text))
plain_data = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | nasty,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(nasty, inner, max_size=4),
    max_leaves=12,
)
MODELS = {path: kind.model for path, kind in SINGLE_FILES.items() if kind.model} | {
    f"{folder}/x.yml": kind.model for folder, kind in FOLDERS.items() if kind.model
}


# --- the reader -----------------------------------------------------------------------------------


@quietly
@given(st.binary(max_size=200) | nasty.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_document_or_problems_in_their_place(content: bytes) -> None:
    try:
        document = read_yaml(content, "style.yml")
    except ContentError as error:
        check_problems(error.problems, {"style.yml": content})
        return
    lines = document.text.split("\n")
    for loc, place in [*document.values.items(), *document.keys.items()]:
        assert place.column <= len(lines[place.line - 1]) + 1
        assert len(loc) <= MAX_DEPTH


@quietly
@given(plain_data)
def test_what_yaml_can_write_is_read_as_it_was(data: Any) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    try:
        read = read_yaml(text.encode("utf-8", "surrogatepass"), "a.yml").data
    except ContentError as error:
        found = {it.code for it in error.problems} - {"odd-character", "empty-file", "merge-key", "not-utf-8", "tag"}
        assert not found
        return
    assert read == data or _as_text(read) == _as_text(data)


def _as_text(data: Any) -> str:
    """Data with every scalar as text: some words are numbers to others, and text here."""
    return json.dumps(data, default=str, sort_keys=True).replace('"', "")


@quietly
@given(st.dictionaries(shown, st.lists(shown) | st.booleans() | st.integers(), max_size=4))
def test_what_is_written_is_read_again(data: Any) -> None:
    assert yaml.safe_load(render_yaml({"a": data})) == {"a": data}


@quietly
@given(nasty)
def test_lines_of_every_system_are_the_same_lines(text: str) -> None:
    as_read = []
    for end in ("\n", "\r\n", "\r"):
        content = re.sub(r"\r\n|\r|\n", "\n", text).replace("\n", end).encode("utf-8", "surrogatepass")
        try:
            as_read.append(read_text(content, "a.md"))
        except ContentError as error:
            as_read.append(str(error))
    assert len(set(as_read)) == 1


# --- the models -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODELS)
def test_any_data_is_valid_or_has_problems_in_their_place(path: str) -> None:
    model = MODELS[path]
    fields = st.dictionaries(st.sampled_from([*model.model_fields]) | nasty, plain_data, max_size=5)

    @settings(quietly, max_examples=25)
    @given(fields | plain_data)
    def holds(data: Any) -> None:
        content = render_yaml(data).encode("utf-8", "surrogatepass")
        try:
            validated(model, read_yaml(content, path))
        except ContentError as error:
            check_problems(error.problems, {path: content})

    holds()


# --- rich text ------------------------------------------------------------------------------------


def _to(_: str) -> str:
    return "../there/"


@quietly
@given(nasty)
def test_rich_text_is_never_more_than_text(text: str) -> None:
    for html in (render_html(text, _to, {"x": '">'}), render_inline_html(text, _to)):
        assert not dangers(True, html)
        assert re.fullmatch(r"(?:[^<>]|</?(?:p|em|strong|code|pre|ul|ol|li|blockquote|a|br|hr|abbr)\b[^<>]*>)*", html)
    for node in print_nodes(text):
        json.dumps(node)
    shown = "".join(span["text"] for span in print_spans(text))
    assert render_text(text, inline=True).split() == re.sub(r"\s+", " ", shown).split()


@quietly
@given(nasty)
def test_a_link_that_is_safe_has_a_known_scheme(text: str) -> None:
    for target in [text, *links(text), *links(text, inline=True)]:
        assert not is_safe_link(target) or re.match(
            r"[\x00-\x20]*(id|https?|mailto|tel):", re.sub(r"[\t\r\n]", "", target), re.I
        )


@quietly
@given(nasty)
def test_a_page_without_dangers_has_none_in_the_engine(text: str) -> None:
    page = f"# x\n\n{text}\n"
    if not [*written_dangers(page)]:
        assert not dangers(False, f"---\n---\n{page}")


@quietly
@given(shown)
def test_anchors_are_given_once(text: str) -> None:
    anchored = with_anchors(f"# x\n\n{text}\n\n## x\n")
    assert with_anchors(anchored) == anchored
    anchors = [section.anchor for section in written_sections(anchored) if section.level]
    assert None not in anchors


# --- whole handbooks ------------------------------------------------------------------------------

ID = st.sampled_from(["a", "b-1", "c"])
REFS = {"situation": "alone", "horizon": "soon", "source": "smith-2019", "script": "ask", "worksheet": "log"}
REFS |= {"playbook": "brew", "step": "brew.boil", "": "help"}
# No links, which must lead somewhere, and no blanks, which must be explained.
sound = shown.map(lambda text: text.replace("[", "(")).filter(lambda text: text.strip() != "")
one_line = sound.map(lambda text: " ".join(text.split())[: LONGEST_LINE // 2]).filter(bool)


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Values that a field takes, with nasty words where it takes words."""
    bare, marks = unwrap(annotation)
    names = {getattr(getattr(mark, "func", None), "__name__", "") for mark in marks}
    reference = next((mark for mark in marks if isinstance(mark, Ref)), None)
    if reference:
        return st.just(REFS.get(reference.kind, "help"))
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return models(bare)
    if get_origin(bare) is tuple:
        least = max([0, *(getattr(mark, "min_length", None) or 0 for mark in marks)])
        item = get_args(bare)[0]
        made = st.lists(values(item), min_size=least, max_size=max(least, 2))
        return made.map(_with_own_ids)
    if get_origin(bare) is dict:
        key, item = get_args(bare)
        return st.dictionaries(values(key), values(item), max_size=2)
    if bare is bool:
        return st.booleans()
    if bare is int:
        low = next((mark.ge for mark in marks if hasattr(mark, "ge")), 1)
        high = next((mark.le for mark in marks if hasattr(mark, "le")), low + 3)
        return st.integers(low, min(high, low + 3))
    if bare is date:
        return st.just("2026-11-22")
    if get_origin(bare) is not None and get_args(bare) and isinstance(get_args(bare)[0], str):
        return st.sampled_from(get_args(bare))
    if get_args(bare):
        return st.one_of([models(block) for block in BLOCK_TYPES])
    if "_check_duration" in names:
        return st.sampled_from(["5 min", "10-20 min", "1 h", "weekly", "3 h a week"])
    if names & {"_check_id", "_check_part_id"}:
        return ID
    is_rich = any(isinstance(mark, Markup) and not mark.inline for mark in marks)
    return sound if is_rich else one_line


def models(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """Data for a model: what it needs, and some of the rest."""
    fields = {
        name: values(field.annotation if not field.metadata else _annotated(field))
        for name, field in model.model_fields.items()
        if name not in ("aliases", "doi", "coach", "minutes", "blanks", "example", "row_titles", "low", "high")
    }
    needed = {name: made for name, made in fields.items() if model.model_fields[name].default is PydanticUndefined}
    rest = {name: made for name, made in fields.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=rest)


def _annotated(field: Any) -> Any:
    from typing import Annotated

    return Annotated[(field.annotation, *field.metadata)]


def _with_own_ids(items: list[Any]) -> list[Any]:
    """Items each with an id of its own, references once."""
    for number, item in enumerate(items):
        if isinstance(item, dict) and "id" in item:
            item["id"] = f"{item['id']}-{number}"
    return items if any(isinstance(item, dict) for item in items) else list(dict.fromkeys(items))


OWN = {"p": "playbooks/brew.yml", "w": "worksheets/log.yml", "r": "paths/quick.yml", "s": "scripts/ask.yml"}
KEEP = {"p": {"id": "brew"}, "w": {"id": "log"}, "r": {"id": "quick"}, "s": {"id": "ask"}}


@pytest.mark.parametrize("mark", OWN)
def test_a_handbook_of_nasty_words_is_built_with_text_only(mark: str) -> None:
    path = OWN[mark]
    model = next(kind.model for folder, kind in FOLDERS.items() if path.startswith(folder))
    assert model
    built = 0

    @settings(quietly, max_examples=15)
    @given(models(model))
    def holds(data: dict[str, Any]) -> None:
        nonlocal built
        if mark == "p":
            data["steps"][0]["id"] = "boil"
        problems = try_file(path, render_yaml(data | KEEP[mark]).encode())
        built += not any(problem.severity == "error" and problem.code not in STYLE for problem in problems)

    holds()
    assert built >= 5, "the data that is made up must be good enough to build"


STYLE = {"long-sentence", "grade", "unused", "banned-word"}


@quietly
@given(nasty)
def test_titles_and_descriptions_of_pages_are_only_text(text: str) -> None:
    head = render_yaml({"title": text, "description": text, "also_called": [text]})
    try_file("help.md", f"---\n{head}---\n# Help\n".encode("utf-8", "surrogatepass"))


# --- round trips ----------------------------------------------------------------------------------


@quietly
@given(st.from_regex(r"[0-9]{1,4}(-[0-9]{1,4})? (min|h|days?|weeks?)( (each|a day|a week|a month))?", fullmatch=True))
def test_a_length_of_time_is_from_less_to_more(text: str) -> None:
    duration = read_duration(text)
    assert duration is None or 0 < duration.low <= duration.high
