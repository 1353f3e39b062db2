"""Checks what only shows when all files are read: ids, references and links."""

from __future__ import annotations

from collections.abc import Iterator

from generator.loader.ids import PublicIds
from generator.loader.loaded import Loaded
from generator.loader.promises import check_promises
from generator.model import Playbook, Settings
from generator.problems import Problem


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every problem between the files that have been read."""
    ids = PublicIds(loaded)
    yield from ids.problems
    for path, facts in loaded.facts.items():
        yield from facts.problems
        for named in facts.references:
            if not ids.has(named.id, named.kind):
                yield ids.dangling(path, named.line, named.column, named.id, named.kind)
    yield from check_promises(loaded, ids)
    yield from _unlisted_playbooks(loaded)
    yield from _coach_minutes(loaded)


def _unlisted_playbooks(loaded: Loaded) -> Iterator[Problem]:
    settings = next((model for model in loaded.models.values() if isinstance(model, Settings)), None)
    if settings is None:
        return
    listed = {*settings.playbooks}
    for path, model in loaded.models.items():
        if isinstance(model, Playbook) and model.id not in listed:
            place = loaded.documents["handbook.yml"].place(("playbooks",))
            message = f'the playbook "{model.id}" ({path}) is not in the list'
            hint = f"add - {model.id} where it belongs in the reading order"
            yield Problem("handbook.yml", place.line, place.column, "unlisted-playbook", message, hint)


def _coach_minutes(loaded: Loaded) -> Iterator[Problem]:
    """Coach sessions whose parts do not add up to the time that `handbook.yml` sets."""
    settings = next((model for model in loaded.models.values() if isinstance(model, Settings)), None)
    for path, model in loaded.models.items():
        if not settings or not isinstance(model, Playbook) or not model.coach:
            continue
        for name, limit in (("session", settings.coach_session), ("group", settings.coach_group)):
            parts = getattr(model.coach, name)
            total = sum(part.duration.minutes or 0 for part in parts)
            if limit and parts and total != limit:
                place = loaded.documents[path].key_place(("coach", name))
                message = f"the times of the coach {name} add up to {total} minutes, not {limit}"
                hint = f"change the times, or coach_{name} in handbook.yml"
                yield Problem(path, place.line, place.column, "minutes", message, hint)
