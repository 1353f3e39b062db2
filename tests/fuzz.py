"""Looks for content that the generator cannot bear: `python -m tests.fuzz SECONDS [FOLDER]`, or `make fuzz`.

atheris changes files of a small handbook, follows which lines of the generator each change reaches, and keeps what
reached new ones. Half of its changes are made to the bytes, half to the data in them, by the fields of the models. What
breaks a rule of `tests.hostile`, takes too long or too much memory is written to FOLDER/findings, once a place.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

import atheris
import yaml

with atheris.instrument_imports(include=["generator"]):
    from generator.blocks import BLOCK_TYPES
    from generator.loader.kinds import kind_of
    from generator.model import PageHead
    from tests.hostile import PLACES, SMALL, read_case, read_once, try_file

CORPUS = Path(__file__).parent / "corpus"
MOST_SECONDS = 5
"""Processor time that one small file may take."""
NASTY = (
    *(
        "",
        " ",
        "no",
        "1:30",
        "{{ 7*7 }}",
        "{% raw %}",
        "{#x}",
        "#eval(x)",
        "$x$",
        "@x",
        "<script>x</script>",
        "<b onclick=x>",
    ),
    *(
        "[x](javascript:x)",
        "[x](id:brew)",
        "[x](id:)",
        "[x](http://[)",
        "![x](//e.example)",
        "&#106;avascript:",
        "x" * 600,
    ),
    *(
        "../../x",
        "/etc/passwd",
        "con",
        "a.b",
        "A",
        "a--b",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\U0001f600",
        "a\u0301",
        "\x00",
        "\ud800",
    ),
    *(
        "2026-02-30",
        "0000-00-00",
        "5 min",
        "0-0 h",
        "daily",
        "[name]",
        "[[name]",
        "*a",
        "- a\n- b",
        "> a",
        "# a",
        "```\na",
        "|a|b|",
    ),
    *(
        "{: onclick=x }",
        "\n---\n",
        "*[a]: b",
        "[a]: javascript:x",
        "<!--",
        "-->",
        "]]>",
        "</article>",
        "\\",
        "'",
        '"',
        "\r",
        "\t",
    ),
    *(None, True, 0, -1, 10**17, 1.5, [], {}, [[]], {"a": 1}),
)


def _fields_of(model: Any) -> set[str]:
    fields = set()
    for name, field in getattr(model, "model_fields", {}).items():
        fields |= {name} | _fields_inside(field.annotation)
    return fields


def _fields_inside(annotation: Any) -> set[str]:
    if hasattr(annotation, "model_fields"):
        return _fields_of(annotation)
    return {name for part in getattr(annotation, "__args__", ()) for name in _fields_inside(part)}


def _model_of(path: str) -> Any:
    kind = kind_of(path)
    return kind.model if kind else PageHead


KEYS = {
    mark: sorted(
        _fields_of(_model_of(path))
        | ({name for block in BLOCK_TYPES for name in _fields_of(block)} if mark == "w" else set())
    )
    for mark, path in PLACES.items()
}
KEYS["n"] = [*yaml.safe_load(Path("generator/strings/en.yml").read_text(encoding="utf-8"))]


def mutate(case: bytes, most: int, seed: int) -> bytes:
    """Another case: a change of its data where it is YAML, else of its bytes."""
    chance = random.Random(seed)
    if chance.random() < 0.5 or not case:
        return bytes(atheris.Mutate(case, most))
    mark, text = case[:1], case[1:].decode("utf-8", "replace")
    head, body = "", text
    if read_case(case)[0].endswith(".md"):
        if chance.random() < 0.6:
            lines = text.split("\n")
            lines.insert(
                chance.randrange(len(lines) + 1),
                "".join(str(chance.choice(NASTY)) for _ in range(chance.randint(1, 3))),
            )
            return (mark + "\n".join(lines).encode("utf-8", "surrogatepass"))[:most]
        _, head, body = (
            text.split("---\n", 2) if text.startswith("---\n") and text.count("---\n") > 1 else ("", "title: x", text)
        )
    try:
        data = yaml.safe_load(head or body)
        for _ in range(chance.randint(1, 3)):
            data = _changed(data, KEYS.get(mark.decode("latin-1")) or KEYS["p"], chance)
        made = yaml.safe_dump(data, allow_unicode=chance.random() < 0.5, sort_keys=False)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError):
        return bytes(atheris.Mutate(case, most))
    whole = f"---\n{made}---\n{body}" if head else made
    return (mark + whole.encode("utf-8", "surrogatepass"))[:most]


def _changed(data: Any, keys: list[str], chance: random.Random) -> Any:
    """Plain data with one change somewhere in it."""
    if isinstance(data, dict) and data and chance.random() < 0.8:
        key = chance.choice([*data])
        return data | {key: _changed(data[key], keys, chance)}
    if isinstance(data, list) and data and chance.random() < 0.8:
        index = chance.randrange(len(data))
        if chance.random() < 0.3:
            return (
                [*data[:index], data[index], *data[index:]]
                if chance.random() < 0.5
                else data[:index] + data[index + 1 :]
            )
        return [*data[:index], _changed(data[index], keys, chance), *data[index + 1 :]]
    if isinstance(data, dict):
        return data | {chance.choice(keys): chance.choice(NASTY)}
    if isinstance(data, str) and chance.random() < 0.6:
        at = chance.randrange(len(data) + 1)
        return data[:at] + str(chance.choice(NASTY)) + data[at:]
    return chance.choice(NASTY)


class Findings:
    """What was found, one case a place in the code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.places: set[str] = set()
        self.runs = 0

    def note(self, place: str, case: bytes, what: str) -> None:
        """Keep a case, if none of its place is kept."""
        if place in self.places:
            return
        self.places.add(place)
        name = f"{len(self.places):03d}"
        (self.folder / f"{name}.case").write_bytes(case)
        (self.folder / f"{name}.txt").write_text(
            f"{place}\n{read_case(case)[0]}\n{what}", encoding="utf-8", errors="replace"
        )
        print(f"FOUND {name} {place}", flush=True)

    def try_case(self, case: bytes) -> None:
        """Run one case, and note what is wrong with it."""
        self.runs += 1
        start = time.process_time()
        try:
            try_file(*read_case(case))
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            here = next((f for f in reversed(frames) if "generator" in f.filename), frames[-1])
            about = str(error).split(":")[0][:40] if isinstance(error, AssertionError) else ""
            self.note(
                f"{type(error).__name__} {Path(here.filename).name}:{here.lineno} {about}", case, traceback.format_exc()
            )
        if (spent := time.process_time() - start) > MOST_SECONDS:
            self.note(f"slow {read_case(case)[0]}", case, f"{spent:.1f} s of processor time")


def main() -> None:
    """Fuzz for as long as the command line says; end with 1 if something was found."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="handbook-fuzz-"))
    grown = folder / "grown"
    grown.mkdir(parents=True, exist_ok=True)
    for mark, path in PLACES.items():
        (grown / f"seed-{mark}").write_bytes(mark.encode() + SMALL[path])
    findings = Findings(folder / "findings")
    read_once()
    words = sorted({word for keys in KEYS.values() for word in keys} | {str(word) for word in NASTY if word})
    quoted = (
        "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass")) for word in words if len(word) < 60
    )
    (folder / "words.dict").write_text("".join(f'"{word}"\n' for word in quoted))
    end = time.monotonic() + seconds

    def run(case: bytes) -> None:
        findings.try_case(case)
        if time.monotonic() > end:
            print(f"{findings.runs} cases, {len(findings.places)} findings in {folder / 'findings'}", flush=True)
            sys.stdout.flush()
            import os

            os._exit(bool(findings.places))

    options = [
        f"-dict={folder / 'words.dict'}",
        "-max_len=6000",
        "-rss_limit_mb=1500",
        "-timeout=60",
        "-print_final_stats=1",
        f"-artifact_prefix={folder / 'findings'}/",
    ]
    atheris.Setup([sys.argv[0], *options, str(grown), str(CORPUS)], run, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
