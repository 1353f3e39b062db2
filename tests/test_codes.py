"""The table of problem codes: every code that the source uses is in it, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.loader.messages import _WRONG_TYPE
from generator.problems import AREAS, CODES, code_reference
from generator.style.reading import grade, sentences, words

GENERATOR = Path(__file__).parent.parent / "generator"
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(GENERATOR.rglob("*.py"))}
PLACES = {"PydanticCustomError": 0}
"""Which argument of a call is a code, counted from 0; functions and records of our own say so by its name."""


def functions_with_codes(tree: ast.AST) -> Iterator[tuple[str, int, ast.expr | None]]:
    """Each function that takes a code: its name, which argument it is for those who call it, and its default."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [field.target.id for field in node.body if isinstance(field, ast.AnnAssign)]  # type: ignore[union-attr]
            if "code" in fields:
                yield node.name, fields.index("code"), None
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args]
            kinds = {
                argument.arg: ast.unparse(argument.annotation) for argument in node.args.args if argument.annotation
            }
            if kinds.get("code") == "str":
                index = names.index("code")
                defaults = [None] * (len(names) - len(node.args.defaults)) + list(node.args.defaults)
                yield node.name, index - (names[0] == "self"), defaults[index]


def codes_used() -> Iterator[tuple[str, str]]:
    """Every code in the source, and where it stands."""
    public = {name: index for tree in TREES.values() for name, index, _ in functions_with_codes(tree) if name[0] != "_"}
    for path, tree in TREES.items():
        if "problems" in path.relative_to(GENERATOR).parts or path.name == "explain.py":
            continue
        takes = public | PLACES
        constants = {
            node.targets[0].id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for name, index, default in functions_with_codes(tree):
            takes[name] = index
            if isinstance(default, ast.Constant):
                yield str(default.value), f"{path.name}:{default.lineno}"
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            owner = node.func.value if isinstance(node.func, ast.Attribute) else None
            if owner and not (isinstance(owner, ast.Name) and owner.id in ("self", "slip")):
                continue
            if name not in takes or len(node.args) <= takes[name] or isinstance(node.args[0], ast.Starred):
                continue
            code = node.args[takes[name]]
            code = constants.get(code.id, code) if isinstance(code, ast.Name) else code
            if isinstance(code, ast.Constant):
                yield str(code.value), f"{path.name}:{node.lineno}"
            elif not isinstance(code, ast.Starred | ast.Attribute):
                assert isinstance(code, ast.Name), f"{path.name}:{node.lineno}: write the code as a word"
                # What pydantic was given stands in the source as the code of a PydanticCustomError.
                assert code.id in ("code", "kind"), f"{path.name}:{node.lineno}: write the code as a word"


def test_the_table_has_every_code_of_the_source_and_no_other() -> None:
    used = dict(codes_used())
    for renamed in _WRONG_TYPE:
        used.pop(renamed, None)
    assert {code: place for code, place in used.items() if code not in CODES} == {}
    assert sorted(set(CODES) - set(used)) == []


def test_a_code_stands_in_one_area() -> None:
    assert len(CODES) == sum(map(len, AREAS.values()))


@pytest.mark.parametrize("code", CODES)
def test_an_entry_is_whole_plain_and_kind(code: str) -> None:
    assert re.fullmatch(r"[a-z]+[0-9]*(-[a-z0-9]+)*", code)
    entry = CODES[code]
    for text in (entry.what, entry.why, entry.mend):
        assert text[0].isupper() or text[0] in "<[*"
        assert text.rstrip('")').endswith((".", "?", "|"))
        assert not re.search(r"\b(?:invalid|illegal|forbidden|fail|must not|simply|obviously)", text)
    texts = [entry.what, entry.why, entry.mend]
    assert grade(texts) <= 8, f"reads at grade {grade(texts):.1f}"
    assert max(len(words(sentence)) for text in texts for sentence in sentences(text)) <= 30


def test_the_reference_has_every_entry() -> None:
    page = code_reference()
    for code, entry in CODES.items():
        assert f"\n### `{code}`\n\n{entry.what.replace('<', '&lt;')}\n" in page
        assert entry.mend.replace("<", "&lt;") in page
    assert [line for line in code_reference(3).splitlines() if re.match("### ", line)] == [
        f"### {area}" for area in AREAS
    ]
