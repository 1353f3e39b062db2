"""From the files of a content folder to a `Handbook`, or to all the problems in them.

1. Each file's place says what it holds: `kinds`; its name must be one for every system: `names`.
2. YAML is read and validated; what pydantic says is put in an author's words: `messages`.
3. Markdown pages are read: front matter and text.
4. What only shows across files is checked: ids, references, links: `ids`, `checks`; blanks: `blanks`;
   links that people have: `promises`.
5. With no problem found, the handbook is put together in reading order.

`handbook check` also holds the text to the limits of `style.yml`: `style`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.addresses import public_targets
from generator.filenames import shown_path
from generator.loader.checks import check
from generator.loader.kinds import SINGLE_FILES, kind_of, right_ending, unplaced_problem
from generator.loader.loaded import Documents, Loaded, ReadFile
from generator.loader.names import check_names
from generator.loader.promises import LOST_LINK, aliases_in, lost_promises
from generator.loader.reading import ReadFiles, document_of
from generator.model import (
    Glossary,
    Handbook,
    Ledger,
    PageHead,
    Path,
    Playbook,
    Retired,
    Script,
    Settings,
    Sources,
    Worksheet,
    WrittenPage,
)
from generator.problems import ContentError, Problem
from generator.wording import BASE_LANGUAGE, OVERLAY_FILE, load_strings

__all__ = ["ReadFiles", "load_files", "load_handbook", "read_files"]

_Model = TypeVar("_Model", bound=BaseModel)


def load_handbook(
    files: Mapping[str, bytes], *, keeps_promises: bool = True, read: ReadFiles | None = None
) -> Handbook:
    """Load a whole handbook. For the arguments see `load_files`.

    Raises:
        ContentError: With every problem of every file.
    """
    loaded = load_files(files, keeps_promises=keeps_promises, read=read)
    handbook = _assemble(loaded)
    known = public_targets(handbook)
    if keeps_promises and (lost := list(lost_promises(loaded, handbook.aliases, known, sections=True))):
        raise ContentError(lost)
    return handbook


def load_files(files: Mapping[str, bytes], *, keeps_promises: bool = True, read: ReadFiles | None = None) -> Loaded:
    """Read and check all files, without putting them together.

    Args:
        files: Every file of the content folder: its path relative to the folder, with forward
            slashes, and its bytes.
        keeps_promises: Whether a published id that leads nowhere is a problem.
        read: What an earlier load of the same handbook read; files that did not change are not read again.

    Raises:
        ContentError: With every problem of every file.
    """
    loaded, problems = read_files(files, read)
    for path, kind in SINGLE_FILES.items():
        if kind.required and path not in files:
            problems.append(Problem(path, 1, 1, "missing-file", "this file is missing", "every handbook has one"))
            loaded.unread_kinds |= kind.gives
    problems += _check_words(files.get(OVERLAY_FILE), loaded)
    problems += (found for found in check(loaded) if keeps_promises or found.code != LOST_LINK)
    if problems:
        places = {(problem.path, problem.line) for problem in problems}
        raise ContentError([*problems, *(it for it in loaded.warnings if (it.path, it.line) not in places)])
    return loaded


def read_files(files: Mapping[str, bytes], read: ReadFiles | None = None) -> tuple[Loaded, list[Problem]]:
    """Read each file by itself: all that could be read, and what keeps others from it."""
    loaded = Loaded()
    read = ReadFiles() if read is None else read
    problems: list[Problem] = []
    problems += check_names(files)
    unnamed = {problem.path for problem in problems}
    placed = [path for path in sorted(files) if shown_path(path) not in unnamed]
    problems += (unplaced_problem(path) for path in placed if _is_unplaced(path))
    outcomes = read.read([path for path in placed if _is_read(path)], files)
    for path, outcome in outcomes.items():
        if isinstance(outcome, ReadFile):
            _add(path, outcome, loaded)
        else:
            problems += outcome
            _add_unread(path, loaded)
    loaded.documents = Documents(loaded.models, lambda path: document_of(path, files[path]))
    return loaded, problems


def _is_unplaced(path: str) -> bool:
    """Whether a file looks like content, and stands where there is none of its name."""
    if path.endswith(".md"):
        return False
    return right_ending(path) != path or (path.endswith(".yml") and kind_of(path) is None)


def _is_read(path: str) -> bool:
    if path.endswith(".md"):
        return True
    kind = kind_of(path) if right_ending(path) == path else None
    return kind is not None and kind.model is not None


def _add(path: str, read: ReadFile, loaded: Loaded) -> None:
    loaded.facts[path] = read.facts
    loaded.warnings += read.cautions
    if read.page:
        loaded.pages.append(read.page)
    if read.model:
        loaded.models[path] = read.model


def _add_unread(path: str, loaded: Loaded) -> None:
    """Remember which ids may stand in a file that could not be read."""
    folders = path.split("/")[:-1]
    if path.endswith(".md"):
        loaded.unread |= {WrittenPage(path, "", PageHead(), "").id, *folders}
    elif kind := kind_of(path):
        loaded.unread_kinds |= kind.gives
        if kind.id_is_name:
            loaded.unread |= {kind.id_of(path), *folders}


def _check_words(overlay: bytes | None, loaded: Loaded) -> tuple[Problem, ...]:
    """What is wrong with the handbook's own words, or keeps its language from being spoken."""
    settings = _all(loaded, Settings)
    try:
        load_strings(settings[0].language if settings else BASE_LANGUAGE, overlay)
    except ContentError as error:
        return error.problems
    return ()


def _assemble(loaded: Loaded) -> Handbook:
    settings = _all(loaded, Settings)[0]
    by_id = {playbook.id: playbook for playbook in _all(loaded, Playbook)}
    playbooks = tuple(by_id[id_] for id_ in settings.playbooks)
    return Handbook(
        settings=settings,
        playbooks=playbooks,
        worksheets=_in_order(_all(loaded, Worksheet), (id_ for book in playbooks for id_ in book.worksheets)),
        scripts=_in_order(_all(loaded, Script), (id_ for book in playbooks for id_ in book.scripts)),
        sources=tuple(source for sources in _all(loaded, Sources) for source in sources.sources),
        pages=tuple(loaded.pages),
        paths=tuple(sorted(_all(loaded, Path), key=lambda path: _path_order(path, settings))),
        terms=tuple(term for glossary in _all(loaded, Glossary) for term in glossary.terms),
        aliases=aliases_in(loaded),
        promises=tuple(promise for ledger in _all(loaded, Ledger) for promise in ledger.promises),
        retired=tuple(entry for retired in _all(loaded, Retired) for entry in retired.retired),
    )


def _all(loaded: Loaded, model: type[_Model]) -> list[_Model]:
    return [found for found in loaded.models.values() if isinstance(found, model)]


def _in_order(models: list[Any], order: Iterable[str]) -> tuple[Any, ...]:
    """Models in the order in which their ids are first used; those that are not used, last."""
    rank: dict[str, int] = {}
    for id_ in order:
        rank.setdefault(id_, len(rank))
    return tuple(sorted(models, key=lambda model: (rank.get(model.id, len(rank)), model.id)))


def _path_order(path: Path, settings: Settings) -> tuple[int, int, str]:
    """Paths stand by horizon, those without one last; then by situation, those for all first."""
    horizons = [horizon.id for horizon in settings.horizons]
    situations = [situation.id for situation in settings.situations]
    return (
        horizons.index(path.horizon) if path.horizon else len(horizons),
        min(map(situations.index, path.situations), default=-1),
        path.id,
    )
