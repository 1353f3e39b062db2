"""Writes the author's reference: every kind of file, every field, every block, each with an example.

All of it is read from the models and the examples beside them, so it cannot say anything else than what is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from generator.authoring.schemas import ENDING, SCHEMA_FOLDER, modeline, schema_name
from generator.authoring.structure import doc_of, examples_of, fields_of, is_block_union, marks_of, name_of
from generator.blocks import BLOCK_TYPES, Block, FillableBlock, block_folder, block_type
from generator.fields import Form, Markup, Ref
from generator.loader.kinds import FOLDERS, SINGLE_FILES
from generator.model import PageHead
from generator.output import OutputFile
from generator.pdf import set_picture
from generator.problems import code_reference
from generator.sheets import block_specimen
from generator.wording import BASE_LANGUAGE, load_strings
from generator.yaml_reader import read_yaml

REFERENCE_FILE = "author-reference.md"
PICTURES = "blocks"
"""The folder beside it that holds what each block looks like."""

_PLACES: dict[str, type[BaseModel] | None] = {
    **{f"{folder}/<id>.yml": kind.model for folder, kind in FOLDERS.items()},
    **{path: kind.model for path, kind in SINGLE_FILES.items()},
    "**/*.md": PageHead,
}
"""Each place of a content folder, and the model of what stands there."""
_WORDS_DOC = "The file `strings.yml`: the generator's own words, said in another way or in another language."


def render_reference() -> OutputFile:
    """The reference as Markdown."""
    sections = [
        ("Where files go", _places()),
        ("How things are written", _resource("ways.md")),
        *((_heading(path, model), _kind(path, model)) for path, model in _PLACES.items()),
        ("Blocks", _blocks()),
        ("Problems", f"{_PROBLEMS}\n\n{code_reference(3)}"),
    ]
    contents = "\n".join(f"- [{title}](#{_anchor(title)})" for title, _ in sections)
    body = "\n\n".join(f"## {title}\n\n{text.strip()}" for title, text in sections)
    return OutputFile(REFERENCE_FILE, f"{_HEAD}\n{contents}\n\n{body}\n")


_HEAD = """\
# The author's reference

Every kind of file, every field and every block, with an example of each. The examples are made up.
`handbook reference` writes this page from the generator itself.
"""


def render_pictures() -> Iterator[OutputFile]:
    """What each block of the reference looks like on paper, as PNG."""
    strings = load_strings(BASE_LANGUAGE)
    for block in BLOCK_TYPES:
        example = read_yaml(block_example(block).encode(), "example.yml").data
        yield OutputFile(f"{PICTURES}/{block_type(block)}.png", set_picture(block_specimen(block(**example), strings)))


def block_example(block: type[Block]) -> str:
    """The example of a block type, as YAML."""
    return (files("generator") / "blocks" / block_folder(block) / "example.yml").read_text(encoding="utf-8")


_PROBLEMS = """\
`handbook check` ends each problem with a code in brackets. Each is explained here.
`handbook explain CODE` says the same."""


def example_of(name: str) -> str:
    """The example of a kind of file, by the name of its schema."""
    return _resource(f"examples/{name}.yml")


def _resource(name: str) -> str:
    return (files("generator") / "authoring" / name).read_text(encoding="utf-8")


def _places() -> str:
    rows = "\n".join(
        f"| [`{path}`](#{_anchor(_heading(path, model))}) | {_in_short(doc_of(model) if model else _WORDS_DOC)} |"
        for path, model in _PLACES.items()
    )
    return f"""\
All of it stands in the content folder, which `docs_dir` in `mkdocs.yml` names. Other files there, such as pictures, go
to the site as they are. `{SCHEMA_FOLDER}/*{ENDING}` is for editors, and written by `handbook schema`: the first line
of a file names one, and the editor then completes, explains and checks what you type.

| file | what it holds |
|---|---|
{rows}"""


def _heading(path: str, model: type[BaseModel] | None) -> str:
    if model is PageHead:
        return "Pages in Markdown"
    return f"{name_of(model).capitalize()}: `{path}`" if model else f"Words: `{path}`"


def _kind(path: str, model: type[BaseModel] | None) -> str:
    """A kind of file: what it is, its fields, those of the things inside it, an example."""
    real = path.replace("<id>", "feed-it")
    name = schema_name(real) if model is not PageHead else "page"
    example = example_of(name)
    if model is PageHead:
        body = "# Patience\n\nA page is Markdown. Links name ids: [feed it](id:feed-it)."
        shown = f"```yaml\n---\n{example}---\n\n{body}\n```"
    else:
        shown = f"```yaml\n{modeline(real)}{example}```"
    if model is None:
        text = f"{_WORDS_DOC} Its keys are those of `generator/strings/en.yml`; what is left out stays as it is."
        return f"{text} `{{names}}` in braces are filled in.\n\n{shown}"
    parts = [doc_of(model), _fields(model)]
    for inner in _models_inside(model):
        parts.append(f"**{name_of(inner).capitalize()}.** {doc_of(inner)}\n\n{_fields(inner)}")
    return "\n\n".join([*parts, "An example with every field:", shown])


def _models_inside(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models of the things inside a model, each once; blocks have a section of their own."""
    found: dict[type[BaseModel], None] = {}
    waiting = [annotation for _, _, annotation in fields_of(model)]
    while waiting:
        bare, _ = marks_of(waiting.pop(0))
        if isinstance(bare, type) and issubclass(bare, BaseModel) and bare not in found:
            found[bare] = None
            waiting += [annotation for _, _, annotation in fields_of(bare)]
        elif not is_block_union(bare):
            waiting += get_args(bare) if get_origin(bare) is not Literal else ()
    return iter(found)


def _fields(model: type[BaseModel], without: frozenset[str] = frozenset()) -> str:
    rows = [_row(name, info, annotation) for name, info, annotation in fields_of(model) if name not in without]
    return "\n".join(["| field | what you write | needed | what it is |", "|---|---|---|---|", *rows])


def _row(name: str, info: Any, annotation: Any) -> str:
    default = info.default
    needed = "**yes**" if info.is_required() else "no"
    if not info.is_required() and default not in (None, ()) and not isinstance(default, dict):
        needed = f"no; else `{str(default).lower() if isinstance(default, bool) else default}`"
    examples = examples_of(info, marks_of(annotation)[1])
    what = _what(annotation) + (f", such as `{examples[0]}`" if examples else "")
    return f"| `{name}` | {what} | {needed} | {(info.description or '').replace('|', chr(92) + '|')} |".replace(
        "\n", " "
    )


def _what(annotation: Any) -> str:
    """What an author writes for a value, in plain words."""
    bare, marks = marks_of(annotation)
    if is_block_union(bare):
        return "[block](#blocks)"
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return f"keys of {_a(name_of(bare))}"
    if get_origin(bare) is tuple:
        return f"list{_limits(marks, 'min_length', 'max_length')}: {_what(get_args(bare)[0])}"
    if get_origin(bare) is dict:
        key, value = get_args(bare)
        return f"keys with values: {_what(key)}, and {_what(value)}"
    if get_origin(bare) is Literal:
        *others, last = (f"`{choice}`" for choice in get_args(bare))
        return f"{', '.join(others)} or {last}" if others else last
    if bare is bool:
        return "`true` or `false`"
    if bare is int:
        return f"whole number{_limits(marks, 'ge', 'le')}"
    return _text(bare, marks)


def _text(bare: Any, marks: tuple[Any, ...]) -> str:
    if reference := next((mark for mark in marks if isinstance(mark, Ref)), None):
        return f"id of {_a(reference.kind)}" if reference.kind else "id of any part"
    markup = next((mark for mark in marks if isinstance(mark, Markup)), None)
    if markup:
        return "one line of [rich text](#rich-text)" if markup.inline else "[rich text](#rich-text)"
    form = next((mark for mark in marks if isinstance(mark, Form)), None)
    named = {"line": "one line", "id": "[id](#ids)", "id or part": "[id](#ids), or that of a part"}
    links = {"time": "[length of time](#times-and-days)", "day": "[day](#times-and-days)"}
    assert bare in (str, date)
    return (named | links).get(form.name, form.name) if form else "text"


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _limits(marks: tuple[Any, ...], low: str, high: str) -> str:
    bounds = [next((n for mark in marks if (n := getattr(mark, name, None)) is not None), None) for name in (low, high)]
    match bounds:
        case [None, None]:
            return ""
        case [least, None]:
            return f" ({least} or more)"
        case [least, most]:
            return f" (from {least or 0} to {most})"
    return ""


def _blocks() -> str:
    shared = _fields(FillableBlock)
    head = f"""\
A worksheet is a list of blocks. Each begins with its `type`. What the reader fills in has an id, under which the answer
is kept, and these fields:

{shared}"""
    return "\n\n".join([head, *map(_block, BLOCK_TYPES)])


def _block(block: type[Block]) -> str:
    name = block_type(block)
    example = block_example(block)
    shared = frozenset(FillableBlock.model_fields) if issubclass(block, FillableBlock) else frozenset({"type"})
    own = set(block.model_fields) - shared
    parts = [f"### `{name}`", doc_of(block), f"![{doc_of(block)}]({PICTURES}/{name}.png)"]
    parts += [_fields(block, shared)] if own else ["It has no fields of its own."]
    for inner in _models_inside(block):
        parts.append(f"**{name_of(inner).capitalize()}.** {doc_of(inner)}\n\n{_fields(inner)}")
    rows = example.splitlines()
    shown = "\n".join([f"- {rows[0]}", *(f"  {row}" for row in rows[1:])])
    return "\n\n".join([*parts, f"```yaml\n{shown}\n```"])


def _in_short(text: str) -> str:
    """The docs of a file without saying that it is one."""
    short = text.partition(": ")[2] if text.startswith("The file") else text.partition(": a file in")[0]
    return short[:1].upper() + short[1:].removesuffix(".")


def _anchor(title: str) -> str:
    """The anchor that a Markdown renderer gives a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
