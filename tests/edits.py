"""Edits a handbook at random, as its authors would, and compares what is built upon the last build with a clean one.

By hand: `python -m tests.edits 100` for so many edits; `python -m tests.edits 100 7` for others than usual.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from benchmarks.handbooks import write_handbook
from generator.disk import FolderFiles
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from generator.problems import ContentError

SOURDOUGH = Path(__file__).parent / "handbooks/sourdough"
TEXTS = {
    "title",
    "summary",
    "do",
    "why",
    "done_when",
    "text",
    "meaning",
    "care",
    "label",
    "finding",
    "care_line",
    "intro",
}
"""Keys of texts that an edit may change."""
WORDS = [
    "slowly",
    "gently",
    "again",
    "today",
    "jar",
    "crumb",
    "*soft*",
    "nobody",
    "twice",
    "`rye`",
    "warmly",
    "&",
    "<so>",
]

Edit = Callable[["Handbook", random.Random], None]


class Handbook:
    """A project on a disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"

    def files(self, pattern: str) -> list[Path]:
        return sorted(self.content.glob(pattern))

    def read(self, path: Path) -> Any:
        return yaml.safe_load(path.read_text(encoding="utf-8"))

    def write(self, path: Path, data: Any) -> None:
        path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")

    @property
    def settings(self) -> Path:
        return self.content / "handbook.yml"


def texts_in(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every text that may be changed: what it stands in, and its key there."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        if isinstance(value, str) and key in TEXTS:
            yield data, key
        elif isinstance(value, (dict, list)):
            yield from texts_in(value)


def change_a_text(book: Handbook, chance: random.Random) -> None:
    path = chance.choice([path for path in book.files("**/*.yml") if "schema" not in path.parts])
    data = book.read(path)
    if texts := list(texts_in(data)):
        holder, key = chance.choice(texts)
        holder[key] = f"{holder[key].rstrip()} {chance.choice(WORDS)}"
        book.write(path, data)


def link_somewhere(book: Handbook, chance: random.Random) -> None:
    ids = [path.stem for folder in ("playbooks", "worksheets", "scripts") for path in book.files(f"{folder}/*.yml")]
    path = chance.choice(book.files("playbooks/*.yml"))
    data = book.read(path)
    data["why"] = f"{data['why'].rstrip()} See [there](id:{chance.choice(ids)})."
    book.write(path, data)


def write_on_a_page(book: Handbook, chance: random.Random) -> None:
    path = chance.choice(book.files("**/*.md"))
    more = chance.choice([chance.choice(WORDS), f"\n\n## About {chance.choice(WORDS)}\n\nMore.", "\n\n[up](id:index)"])
    path.write_text(path.read_text(encoding="utf-8").rstrip() + f" {more}\n", encoding="utf-8")


def add_a_playbook(book: Handbook, chance: random.Random) -> None:
    data = book.read(chance.choice(book.files("playbooks/*.yml")))
    data |= {"id": f"more-{chance.randrange(10**6)}", "title": f"More {chance.choice(WORDS)}", "aliases": []}
    settings = book.read(book.settings)
    settings["playbooks"].insert(chance.randint(0, len(settings["playbooks"])), data["id"])
    book.write(book.settings, settings)
    book.write(book.content / f"playbooks/{data['id']}.yml", data)


def remove_a_playbook(book: Handbook, chance: random.Random) -> None:
    settings = book.read(book.settings)
    id_ = settings["playbooks"].pop(chance.randrange(len(settings["playbooks"])))
    book.write(book.settings, settings)
    (book.content / f"playbooks/{id_}.yml").unlink()


def change_the_order(book: Handbook, chance: random.Random) -> None:
    settings = book.read(book.settings)
    chance.shuffle(settings["playbooks"])
    book.write(book.settings, settings)


def rename_a_playbook(book: Handbook, chance: random.Random) -> None:
    path = chance.choice(book.files("playbooks/*.yml"))
    old, new = path.stem, f"renamed-{chance.randrange(10**6)}"
    for file in (*book.files("**/*.yml"), *book.files("**/*.md")):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text), encoding="utf-8")
    data = book.read(path)
    data["aliases"] = [*data.get("aliases", []), old]
    path.unlink()
    book.write(path.with_stem(new), data)


def remove_or_add_a_step(book: Handbook, chance: random.Random) -> None:
    path = chance.choice(book.files("playbooks/*.yml"))
    data = book.read(path)
    if len(data["steps"]) > 2 and chance.random() < 0.5:
        data["steps"].pop(chance.randrange(len(data["steps"])))
    else:
        step = {"title": f"And {chance.choice(WORDS)}", "time": "5 min", "do": "Do it.", "done_when": "It is done."}
        data["steps"].insert(chance.randint(0, len(data["steps"])), {"id": f"and-{chance.randrange(10**6)}"} | step)
    book.write(path, data)


def forget_a_sheet(book: Handbook, chance: random.Random) -> None:
    path = chance.choice(book.files("playbooks/*.yml"))
    data = book.read(path)
    for step in data["steps"]:
        step[chance.choice(["worksheets", "scripts", "sources"])] = []
    book.write(path, data)


def add_or_remove_a_picture(book: Handbook, chance: random.Random) -> None:
    pictures = book.files("extra/*.svg")
    if pictures and chance.random() < 0.4:
        chance.choice(pictures).unlink()
    else:
        (book.content / "extra").mkdir(exist_ok=True)
        size = chance.randrange(100)
        (book.content / f"extra/{chance.randrange(5)}.svg").write_text(f'<svg width="{size}"/>', encoding="utf-8")


def add_a_page(book: Handbook, chance: random.Random) -> None:
    name = f"page-{chance.randrange(20)}"
    pictures = [f"![a picture]({path.relative_to(book.content).as_posix()})" for path in book.files("extra/*.svg")[:1]]
    links = ["[about](about.md)", f"[own](#{chance.choice(WORDS).strip('*&<>`')})", *pictures]
    text = f"# Page {chance.choice(WORDS)}\n\n{chance.choice(links)}\n\n## So {chance.choice(WORDS)}\n\nWords.\n"
    (book.content / f"{name}.md").write_text(text, encoding="utf-8")


def remove_a_page(book: Handbook, chance: random.Random) -> None:
    chance.choice(book.files("*.md")).unlink()


def change_the_settings(book: Handbook, chance: random.Random) -> None:
    path = book.folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    line = chance.choice(["site_name", "copyright"])
    text = re.sub(rf"^{line}:.*\n", "", text, flags=re.MULTILINE)
    path.write_text(f"{line}: Words {chance.randrange(100)}\n{text}", encoding="utf-8")


def change_the_theme(book: Handbook, chance: random.Random) -> None:
    path = book.folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    (book.folder / "theme/partials").mkdir(parents=True, exist_ok=True)
    word = chance.choice(["logo", "{{ config.site_name }}", "{{ nav.homepage.title }}", "{{ page.title }}"])
    (book.folder / "theme/partials/logo.html").write_text(f"<b>{word}</b>", encoding="utf-8")
    if "custom_dir" not in text:
        path.write_text(re.sub(r"name: material", "name: material\n  custom_dir: theme", text), encoding="utf-8")


def change_the_words(book: Handbook, chance: random.Random) -> None:
    words = {"playbook": {"why": f"Why {chance.randrange(100)}"}}
    book.write(book.content / "strings.yml", words)


def take_a_name_back(book: Handbook, chance: random.Random) -> None:
    path = book.content / "retired.yml"
    data = book.read(path) if path.exists() else {"retired": []}
    data["retired"].append({"id": f"gone-{chance.randrange(10**6)}", "reason": "It was wrong."})
    book.write(path, data)


USUAL: tuple[Edit, ...] = (change_a_text, link_somewhere, write_on_a_page, remove_or_add_a_step)
SELDOM: tuple[Edit, ...] = (
    add_a_playbook,
    remove_a_playbook,
    change_the_order,
    rename_a_playbook,
    forget_a_sheet,
    add_or_remove_a_picture,
    add_a_page,
    remove_a_page,
    change_the_settings,
    change_the_theme,
    change_the_words,
    take_a_name_back,
)


def outcome(folder: Path) -> str:
    """Build a project: what kept it from being built, or nothing."""
    try:
        build_site(read_project(str(folder / "mkdocs.yml")))
    except ContentError as error:
        return str(error)
    except Exception as error:
        return f"{type(error).__name__}"
    return ""


def differences(one: Path, other: Path) -> list[str]:
    """The files of two sites that are not the same."""
    first, second = FolderFiles(one), FolderFiles(other)
    return sorted({*first} ^ {*second} | {path for path in {*first} & {*second} if first[path] != second[path]})


def edit_and_compare(project: Path, scratch: Path, edits: int, seed: int) -> Iterator[tuple[str, bool, list[str]]]:
    """Edit a project so many times, and build it each time.

    Args:
        project: A project, which is changed.
        scratch: An empty folder.
        edits: How many edits.
        seed: Which edits.

    Yields:
        The name of the edit, whether there is a site, and how it differs from a clean one; or how the problems differ.
    """
    chance = random.Random(seed)
    assert outcome(project) == ""
    for number in range(edits):
        before = scratch / "before"
        copy_of(project, before)
        edit = chance.choice(USUAL if chance.random() < 0.4 else SELDOM)
        edit(Handbook(project), chance)
        clean = scratch / f"clean-{number}"
        copy_of(project, clean)
        told, wanted = outcome(project), outcome(clean)
        if told or wanted:
            yield edit.__name__, False, [] if told == wanted else [told, wanted]
            for name in ("content", "theme", "mkdocs.yml"):
                put_back(before / name, project / name)
        else:
            yield edit.__name__, True, differences(project / "site", clean / "site")
        shutil.rmtree(clean)
        shutil.rmtree(before)


def copy_of(project: Path, to: Path) -> None:
    """What a project is built from, in another place."""
    to.mkdir()
    for name in ("content", "theme", "mkdocs.yml"):
        put_back(project / name, to / name)


def put_back(source: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.is_file():
        shutil.copy2(source, target)


def start(folder: Path, playbooks: int = 0) -> Path:
    """A project to edit: the small handbook of the tests, or a made-up one of so many playbooks."""
    shutil.copytree(SOURDOUGH, folder)
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("  - handbook\n", "  - handbook: {pdf: false}\n")
    settings.write_text(text, encoding="utf-8")
    if playbooks:
        shutil.rmtree(folder / "content")
        for path, words in write_handbook(playbooks):
            (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "content" / path).write_text(words, encoding="utf-8")
    return folder


def main(arguments: list[str]) -> None:
    """Edit both handbooks, and say how the sites differ."""
    edits, seed = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1
    wrong = 0
    for playbooks in (0, 60):
        with tempfile.TemporaryDirectory() as top:
            project = start(Path(top) / "project", playbooks)
            (Path(top) / "scratch").mkdir()
            found = edit_and_compare(project, Path(top) / "scratch", edits, seed)
            for number, (name, is_built, differing) in enumerate(found, start=1):
                wrong += bool(differing)
                state = "built" if is_built else "refused"
                print(number, name, state, *(["DIFFERS", *differing[:20]] if differing else []), flush=True)
    print(f"{wrong} of {2 * edits} differ")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
