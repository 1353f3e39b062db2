"""Every mistake that an author can make, with the whole of what they are told.

`tests/mistakes/README.md` says how to add one.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.authoring import stale_schemas, unfinished
from generator.build import build_handbook
from generator.disk import read_content
from generator.ledger import ledger_warnings
from generator.loader import load_files, load_handbook
from generator.outside.collecting import Address
from generator.outside.judging import Answer, judge
from generator.pdf import TypesettingError
from generator.permalinks import Permalinks
from generator.preview.making import Preview
from generator.printing import Document, Press, Print, PrintingError
from generator.problems import CODES, ContentError, Problem, Screen, format_sarif, format_screen, format_text
from generator.style import check_style
from generator.wording import languages, load_strings
from generator.yaml_reader import MAX_NODES
from tests.conftest import BREAD

FOLDER = Path(__file__).parent / "mistakes"
FILES = read_content(BREAD)
TODAY = date(2026, 11, 25)


@dataclass
class Case:
    """One mistake.

    Attributes:
        area, name: The file that it stands in, and what it is called.
        edits: For each file that it changes, what is said behind the file's name, and the lines of the change.
        says: The report.
    """

    area: str
    name: str
    edits: list[tuple[str, str, list[str]]] = field(default_factory=list)
    says: str = ""

    def files(self) -> dict[str, bytes]:
        """The content files with the mistake."""
        found = dict(FILES)
        for path, note, lines in self.edits:
            if note == "gone":
                del found[path]
            elif note == "escapes":
                text = "".join(f"{line[1:]}\n" for line in lines)
                found[path] = text.encode().decode("unicode_escape").encode("latin-1")
            else:
                found[path] = edited(found.get(path, b"").decode(), lines).encode()
        return found


def edited(text: str, lines: list[str]) -> str:
    """A text after the changes that lines with - and + tell."""
    if not any(line.startswith("-") for line in lines):
        return "".join(f"{line[1:]}\n" for line in lines)
    assert lines[0].startswith("-"), "begin with what stands there"
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)*)", "".join(f"{line}\n" for line in lines), re.MULTILINE):
        before, after = (re.sub(r"^[-+]", "", part, flags=re.MULTILINE) for part in (old, new))
        assert f"\n{text}".count(f"\n{before}") == 1, f"must stand once in the file:\n{before}"
        text = f"\n{text}".replace(f"\n{before}", f"\n{after}").removeprefix("\n")
    return text


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of one area."""
    case = Case(path.stem, "")
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("=== "):
            if case.name:
                yield case
            case = Case(path.stem, line.removeprefix("=== "))
        elif line.startswith("--- "):
            match = re.fullmatch(r"--- (\S.*?)(?: \((gone|escapes)\))?", line)
            assert match, line
            lines = []
            if match[1] != "says":
                case.edits.append((match[1], match[2] or "", lines))
        elif line.startswith(("-", "+")):
            lines.append(line)
        else:
            case.says = f"{case.says}\n{line}".strip("\n")
    yield case


CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in read_cases(path)]


def problems_of(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """All that `handbook check` says about the content."""
    try:
        loaded = load_files(files)
        links = Permalinks(load_handbook(files))
    except ContentError as error:
        return error.problems
    told_to_authors = [*stale_schemas(files, loaded), *unfinished(loaded)]
    return tuple(sorted([*loaded.warnings, *ledger_warnings(links), *check_style(loaded, TODAY), *told_to_authors]))


USUAL = problems_of(FILES)
"""What is said about the handbook without a mistake: nothing leads to its worksheet, its script and its sources."""


def report(files: Mapping[str, bytes]) -> str:
    return format_text([problem for problem in problems_of(files) if problem not in USUAL])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.area}: {case.name}")
def test_one_mistake(case: Case, request: pytest.FixtureRequest) -> None:
    said = report(case.files())
    if request.config.getoption("--update-golden") and said != case.says:
        write_report(case, said)
        case.says = said
    assert said == case.says
    assert said, "this is no mistake"


def write_report(case: Case, said: str) -> None:
    """Put a new report into the case's file."""
    path = FOLDER / f"{case.area}.txt"
    text = path.read_text(encoding="utf-8")
    start = text.index(f"=== {case.name}\n")
    start = text.index("\n--- says", start) + len("\n--- says")
    end = text.find("\n=== ", start)
    rest = f"\n{text[end:]}" if end >= 0 else "\n"
    path.write_text(f"{text[:start]}\n{said}{rest}", encoding="utf-8")


def test_no_two_mistakes_have_one_name() -> None:
    names = [(case.area, case.name) for case in CASES]
    assert len(set(names)) == len(names)


def test_there_are_many_mistakes() -> None:
    assert len(CASES) >= 200


# --- mistakes that no small text file can hold -------------------------------------------------


class PressThatFails(Press):
    """A press on which every worksheet fails in one way, or takes some pages."""

    def print(self, documents: Iterable[Document]) -> dict[str, Print]:
        made = {document.path: Print(3, 4, document.path, bytes) for document in documents}
        if not self.fault:
            return made
        raise PrintingError([(document, self.fault) for document in documents if document.source], {})

    fault: TypesettingError | None = None


def printed(files: Mapping[str, bytes], fault: TypesettingError | None = None) -> str:
    """What is said when the worksheets of a handbook fail in print; or, without a fault, take three pages."""
    press = type("Press", (PressThatFails,), {"fault": fault})()
    try:
        return format_text(build_handbook(files, "", press).warnings)
    except ContentError as error:
        return str(error)


def read(change: Callable[[Path], object]) -> str:
    """What is said about a folder with something odd in it."""
    with TemporaryDirectory() as name:
        change(Path(name))
        try:
            read_content(Path(name))
        except ContentError as error:
            return str(error)
    return ""


def asked(answer: Answer) -> str:
    problem = judge(Address(answer.url, "about.md", 3, 5), answer)
    return str(problem)


def previewed(settings: str) -> str:
    """What a preview says about a `mkdocs.yml`, with a theme file that has a mistake beside it."""
    with TemporaryDirectory() as name, chdir(name):
        folder = Path(name)
        (folder / "theme").mkdir()
        (folder / "theme/main.html").write_text("{% nonsense %}")
        shutil.copytree(BREAD, folder / "content")
        (folder / "mkdocs.yml").write_text(settings)
        preview = Preview("mkdocs.yml")
        preview.look()
        problems = preview.problems or (preview.problem_of(failure_of(preview)),)
        return format_text(problems)


def failure_of(preview: Preview) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever a template raises
        preview.read("index.html")
    return caught.value


PAGE = "https://example.org/a"
SETTINGS = "site_name: Bread\ndocs_dir: content\nplugins: [handbook: {pdf: false}]\n"
MADE: dict[str, tuple[Callable[[], str], str]] = {
    "a file of more than a megabyte": (
        lambda: report({**FILES, "scripts/ask.yml": b"a: " + b"x" * 1_000_000}),
        "scripts/ask.yml:1:1: error: the file is larger than 1 MB [too-large]\n  hint: split it into several files",
    ),
    "settings without the handbook": (
        lambda: previewed(SETTINGS.replace("handbook: {pdf: false}", "")),
        "mkdocs.yml:1:1: error: plugins has no handbook [settings]\n  hint: add handbook to the list",
    ),
    "a theme file with a tag that is none": (
        lambda: previewed(SETTINGS + "theme: {name: material, custom_dir: theme}\n"),
        "theme/main.html:1:1: error: Encountered unknown tag 'nonsense'. [theme]",
    ),
    "lists in lists without end": (
        lambda: report({**FILES, "scripts/ask.yml": b"[" * 40 + b"]" * 40}),
        "scripts/ask.yml:1:32: error: lists and keys are nested more than 30 deep [too-deep]\n  hint: flatten it",
    ),
    "a list that never ends": (
        lambda: report({**FILES, "scripts/ask.yml": b"a: [" + b"1," * MAX_NODES + b"]"}),
        f"scripts/ask.yml:1:{2 * MAX_NODES + 1}: error: the file holds more than {MAX_NODES} values [too-many-values]\n"
        "  hint: split it into several files, and do not use aliases",
    ),
    "a sign that no font has": (
        lambda: printed(
            {**FILES, "worksheets/log.yml": FILES["worksheets/log.yml"].replace(b"Write.", "Write \u2603.".encode())},
            TypesettingError("", "\u2603"),
        ),
        'worksheets/log.yml:4:14: error: no font has the character "\u2603" (U+2603), so the sheet cannot be printed '
        "[no-glyph]\n"
        "  hint: write it in words",
    ),
    "a sheet that cannot be set": (
        lambda: printed(FILES, TypesettingError("out of memory")),
        "worksheets/log.yml:1:1: error: the sheet cannot be set as PDF: out of memory [print]",
    ),
    "a sheet that takes more pages than it says": (
        lambda: printed(FILES),
        "worksheets/log.yml:1:1: warning: on a4 the sheet takes 3 pages, not 1 [too-long]\n"
        "  hint: shorten it, or change pages\n"
        "worksheets/log.yml:1:1: warning: on us-letter the sheet takes 3 pages, not 1 [too-long]\n"
        "  hint: shorten it, or change pages",
    ),
    "a text of more than a novel's chapter": (
        lambda: report({**FILES, "about.md": b"# About\n\n" + b"word " * 20_001}),
        "about.md:1:1: error: a page has 100000 characters at most, not 100014 [too-long-text]\n"
        "  hint: make several pages of it",
    ),
    "files with names that the handbook needs": (
        lambda: printed({**FILES, "assets/handbook/page.js": b"mine", "playbooks/bake/index.html": b"mine"}),
        "assets/handbook/page.js:1:1: error: the handbook makes a file of this name itself [file-taken]\n"
        "  hint: give it another name, or put it into a folder\n"
        "playbooks/bake/index.html:1:1: error: the handbook makes a file of this name itself [file-taken]\n"
        "  hint: give it another name, or put it into a folder",
    ),
    "a link out of the folder": (
        lambda: read(lambda folder: (folder / "out.yml").symlink_to("/etc/hostname")),
        "out.yml:1:1: error: this link leads out of the content folder, to a folder, or nowhere [link-out]\n"
        "  hint: put a copy of the file in its place",
    ),
    "a pipe in place of a file": (
        lambda: read(lambda folder: os.mkfifo(folder / "pipe.yml")),
        "pipe.yml:1:1: error: this cannot be read: it is no file [unreadable-file]\n"
        "  hint: take it out of the content folder, or mend it",
    ),
    "a language that has no words": (
        lambda: report({**FILES, "handbook.yml": FILES["handbook.yml"].replace(b"language: en", b"language: xx")}),
        f'strings.yml:1:1: error: the language "xx" has no words for {len(load_strings("en").words)} keys: '
        f"{', '.join([*load_strings('en').words][:3])} ... [missing-words]\n"
        f"  hint: write strings.yml with all words, or use one of: {', '.join(languages())}",
    ),
    "a page of another host that is gone": (
        lambda: asked(Answer(PAGE, PAGE, 404)),
        "about.md:3:5: warning: https://example.org/a answers 404 Not Found [outside-link]\n"
        "  hint: find out where the page is now, or take the link out",
    ),
    "a page of another host that moved": (
        lambda: asked(Answer(PAGE, PAGE, 200, moved_to="https://example.org/b")),
        "about.md:3:5: warning: https://example.org/a has moved for good [outside-moved]\n"
        "  hint: write https://example.org/b",
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_one_made_mistake(name: str) -> None:
    say, expected = MADE[name]
    assert say() == expected


def test_every_code_has_a_mistake_that_shows_it() -> None:
    says = [case.says for case in CASES] + [expected for _, expected in MADE.values()]
    shown = set(re.findall(r" \[([a-z0-9-]+)\]$", "\n".join(says), re.MULTILINE))
    assert sorted(set(CODES) - shown) == [], "write a case for these codes"
    assert sorted(shown - set(CODES)) == [], "put these codes into the table"


# --- mistakes that stand nowhere ---------------------------------------------------------------

SLIPS = [
    *"@`%*&!|>{}[]\"'#:-?,<\t \n\\\u00a0\u201c\u8a9e\u202e\x07\x00",
    ": ",
    " #",
    "- ",
    "---\n",
    "&a ",
    "<<: ",
    "\\x",
    "\r\n",
]


@pytest.mark.parametrize("seed", range(20))
def test_no_slip_of_the_hand_gives_a_traceback(seed: int) -> None:
    """Every one is loaded or reported, with codes of the table, in every form."""
    chance = random.Random(seed)
    for case in chance.sample(CASES, 15):
        files = case.files()
        path = chance.choice(sorted(files))
        text = files[path].decode(errors="replace")
        place, length = chance.randint(0, len(text)), chance.choice([0, 0, 1, 4])
        files[path] = f"{text[:place]}{chance.choice(SLIPS)}{text[place + length :]}".encode()
        problems = problems_of(files)
        assert {problem.code for problem in problems} <= set(CODES)
        format_sarif(problems)
        format_screen(problems, files, Screen())
