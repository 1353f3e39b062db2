"""The words of the generator: complete, all in use, and open to a handbook's own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from jinja2 import nodes

from generator.build import build_handbook
from generator.durations import read_duration
from generator.problems import ContentError
from generator.templating import _environment
from generator.wording import Strings, languages, load_strings
from generator.yaml_reader import render_yaml

GENERATOR = Path(__file__).parent.parent / "generator"


def refusal_of(language: str, overlay: str | None) -> str:
    with pytest.raises(ContentError) as caught:
        load_strings(language, overlay.encode() if overlay is not None else None)
    return str(caught.value)


# --- the words of a language -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 min", "1 minute"),
        ("15 min", "15 minutes"),
        ("10-20 min", "10 to 20 minutes"),
        ("1 h", "1 hour"),
        ("20 min a day", "20 minutes a day"),
        ("3-5 h a week", "3 to 5 hours a week"),
        ("5 min each", "5 minutes each"),
        ("1 day", "1 day"),
        ("1-2 weeks", "1 to 2 weeks"),
        ("weekly", "weekly"),
    ],
)
def test_durations_in_words(strings: Strings, text: str, words: str) -> None:
    duration = read_duration(text)
    assert duration is not None
    assert strings.duration(duration) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (45, "45 minutes"), (119, "119 minutes"), (120, "2 hours"), (125, "2 hours 5 minutes")],
)
def test_sums_of_minutes_in_words(strings: Strings, minutes: int, words: str) -> None:
    assert strings.minutes(minutes) == words


def test_days_in_words(strings: Strings) -> None:
    assert strings.date(date(2026, 1, 2)) == "2 January 2026"
    assert strings.date(date(2026, 12, 31)) == "31 December 2026"


def test_an_unknown_key_is_an_error_and_not_an_empty_place(strings: Strings) -> None:
    with pytest.raises(KeyError, match=r"nav\.nowhere"):
        strings.text("nav.nowhere")


# --- a handbook's own words --------------------------------------------------------------------


def test_a_handbook_may_say_single_things_in_its_own_words(strings: Strings) -> None:
    own = load_strings("en", b'nav: {home: Begin}\nstep: {number: "No. {number}"}\n')
    assert own.text("nav.home") == "Begin"
    assert own.text("step.number", number=3) == "No. 3"
    different = {key for key in strings.words if strings.words[key] != own.words[key]}
    assert different == {"nav.home", "step.number"}


def test_a_handbook_may_bring_a_whole_language(strings: Strings) -> None:
    nested: dict[str, object] = {}
    for key, text in strings.words.items():
        *folders, name = key.split(".")
        place = nested
        for folder in folders:
            place = place.setdefault(folder, {})  # type: ignore[assignment]
        place[name] = f"X {text}"
    own = load_strings("xx", render_yaml(nested).encode())
    assert own.language == "xx"
    assert own.words == {key: f"X {text}" for key, text in strings.words.items()}


def test_all_mistakes_of_an_overlay_come_together() -> None:
    assert refusal_of("en", "nav: {hom: x}\nstep: {nmber: x}\n").count(": error: ") == 2


@pytest.mark.parametrize("place", ["{date:d}", "{date:{x}}", "{date!r}"])
def test_a_place_takes_no_format(place: str) -> None:
    assert "playbook.reviewed can hold only {date} in braces" in refusal_of("en", f'playbook: {{reviewed: "{place}"}}')


def test_a_language_without_words_is_named_with_what_to_do() -> None:
    said = refusal_of("de", "nav: {home: Anfang}\n")
    missing = [key for key in load_strings("en").words if key != "nav.home"]
    assert said == (
        f'strings.yml:1:1: error: the language "de" has no words for {len(missing)} keys: '
        f"{', '.join(missing[:3])} ... "
        "[missing-words]\n"
        f"  hint: write strings.yml with all words, or use one of: {', '.join(languages())}"
    )


# --- every word in its place -------------------------------------------------------------------


def template_keys() -> Iterator[tuple[str, str]]:
    """Template and key of every `t(...)` and `count(...)`; a key that is put together ends with `*`."""
    environment = _environment()
    for name in environment.list_templates(filter_func=lambda name: name.endswith(".jinja")):
        assert environment.loader is not None
        tree = environment.parse(environment.loader.get_source(environment, name)[0])
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("t", "count"):
                for key in _key_of(call.args[0]):
                    yield name, key if call.node.name == "t" else f"{key}.other"


def _key_of(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr):
        yield from _key_of(node.expr1)
        if node.expr2 is not None:
            yield from _key_of(node.expr2)
    elif isinstance(node, nodes.Concat):
        yield from (f"{key}*" for key in _key_of(node.nodes[0]))
    elif isinstance(node, nodes.Add):
        yield from (f"{key}*" for key in _key_of(node.left))
    else:
        raise AssertionError(f"write the key out, or begin it with a text: {node!r}")


def module_keys() -> Iterator[tuple[str, str]]:
    """Module and key of every `strings.text(...)` and `strings.count(...)` that is written out."""
    for path in sorted(GENERATOR.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            base = node.func.value
            owner = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
            if node.func.attr in ("text", "count") and owner in ("strings", "self"):
                for key in _texts(node.args[0]):
                    if key.startswith("*"):
                        continue
                    yield path.name, key if node.func.attr == "text" else f"{key}.other"


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts that an expression writes out; each `{...}` of an f-string as `*`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def as_pattern(key: str) -> re.Pattern[str]:
    return re.compile(re.escape(key).replace(r"\*", r"[a-z0-9_.-]+").replace(r"\.other", r"\.(one|other)"))


@pytest.mark.parametrize("find", [template_keys, module_keys])
def test_every_key_that_is_used_has_words(strings: Strings, find: object) -> None:
    found = list(find())  # type: ignore[operator]
    assert len(found) > 10
    for where, key in found:
        assert any(as_pattern(key).fullmatch(known) for known in strings.words), f"{where}: en.yml has no {key}"


KNOWN_UNUSED: set[str] = set()
"""Words that nothing says yet. Say them or take them out of en.yml, and then out of here."""

OPEN_GROUPS = (
    *("duration.", "months.", "weekdays.", "script.channel.", "source.kind.", "search.kind.", "download."),
    *("plan.group.", "links.group."),
)
"""Groups of which a single handbook says only some words."""


SAID_BY_SCRIPTS = ("search.", "link.", "plan.say.", "links.say.", "qr.", "offline.say.")
"""Groups of words that a page hands to its script."""


def test_every_word_is_used_somewhere(
    strings: Strings, sourdough: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {key for _, key in [*template_keys(), *module_keys()]}
    written_out = [as_pattern(key) for key in keys if "*" not in key]
    put_together = [as_pattern(key) for key in keys if "*" in key]
    said = set()
    text = Strings.text

    def listen(self: Strings, key: str, **values: object) -> str:
        said.add(key)
        return text(self, key, **values)

    monkeypatch.setattr(Strings, "text", listen)
    assert all(file.content for file in build_handbook(sourdough).files)
    scripts = "".join(path.read_text() for path in sorted((GENERATOR / "static").rglob("*.js")))

    sheets = "".join(path.read_text() for path in sorted(GENERATOR.rglob("*.typ")))

    def is_used(key: str) -> bool:
        if any(_said_by(scripts, key.removeprefix(group)) for group in SAID_BY_SCRIPTS if key.startswith(group)):
            return True
        if key.startswith("sheet.") and key.replace("sheet.", "words.") in sheets:
            return True
        if any(pattern.fullmatch(key) for pattern in written_out):
            return True
        if key.startswith(OPEN_GROUPS):
            return any(pattern.fullmatch(key) for pattern in put_together)
        return key in said

    unused = {key for key in strings.words if not is_used(key)}
    assert unused - KNOWN_UNUSED == set(), "say these words somewhere, or take them out of en.yml"


def _said_by(scripts: str, key: str) -> bool:
    """Whether a page's script says the words with this key: `say.none`, `say["results.one"]`, `count("results", n)`."""
    folder = key.rpartition(".")[0]
    by_count = key.endswith((".one", ".other")) and f'count("{folder}"' in scripts
    return f".{key}" in scripts or f'"{key}"' in scripts or by_count or (bool(folder) and f"`{folder}.${{" in scripts)


def test_every_language_fills_the_same_places() -> None:
    base = load_strings("en")
    for language in languages():
        words = load_strings(language).words
        assert list(words) == list(base.words)
        for key, text in words.items():
            places = set(re.findall(r"\{\w+\}", text))
            assert places <= set(re.findall(r"\{\w+\}", base.words[key])), f"{language}.yml: {key}"
