"""Writes handbooks of any size, so that speed can be measured: always the same words for the same size.

A handbook of N playbooks has, for each playbook, about 700 words in six steps with a table of times and a list; for
every second one a script and a worksheet with a table and a checklist; one source for each ten; four reading paths.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import yaml

WORDS = """
jar flour water spoon bowl crumb crust oven heat cold slow warm smell taste rise fall feed stir pour wait fold rest
shape bake keep note week day hour hand rye wheat salt room light dark lid cloth scale grain soft firm wet dry small
""".split()  # noqa: SIM905
STEPS = 6


def write_handbook(size: int) -> Iterator[tuple[str, str]]:
    """The content files of a handbook: path and text.

    Args:
        size: How many playbooks it has.
    """
    chance = random.Random(size)
    ids = [f"chapter-{number:05}" for number in range(1, size + 1)]
    yield "handbook.yml", _yaml(_settings(ids))
    yield "index.md", "# Bread\n\nA handbook of many chapters about bread.\n"
    yield "about.md", "# About\n\nMade to measure speed.\n"
    yield "help.md", "# Help\n\nAsk a baker.\n"
    yield "sources.yml", _yaml({"sources": [_source(chance, number) for number in range(1, size // 10 + 2)]})
    for number, id_ in enumerate(ids):
        with_more = number % 2 == 0
        yield f"playbooks/{id_}.yml", _yaml(_playbook(chance, number, ids))
        if with_more:
            yield f"scripts/ask-{id_}.yml", _yaml(_script(chance, id_))
            yield f"worksheets/log-{id_}.yml", _yaml(_worksheet(chance, id_))
    for horizon in ("today", "this-week"):
        for situation in ("beginner", "baker"):
            yield f"paths/{horizon}-{situation}.yml", _yaml(_path(chance, horizon, situation, ids))


def _yaml(data: dict[str, Any]) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def _text(chance: random.Random, words: int) -> str:
    return " ".join(_sentence(chance, 10) for _ in range(words // 10))


def _settings(ids: list[str]) -> dict[str, Any]:
    return {
        "title": "Bread",
        "summary": "A handbook of many chapters about bread.",
        "language": "en",
        "playbooks": ids,
        "situations": [
            {"id": id_, "title": id_.capitalize(), "label": f"If you are a {id_}", "summary": f"You are a {id_}."}
            for id_ in ("beginner", "baker")
        ],
        "horizons": [{"id": "today", "title": "Today"}, {"id": "this-week", "title": "This week"}],
        "care_line": "Do you need help? [Ask](id:help).",
        "licence": "Text: CC BY 4.0.",
    }


def _source(chance: random.Random, number: int) -> dict[str, Any]:
    return {
        "id": f"study-{number:04}",
        "kind": "study",
        "authors": "Baker A, Miller B",
        "year": 2000 + number % 25,
        "title": _sentence(chance, 8),
        "published_in": "Journal of Bread",
        "doi": f"10.1000/{number}",
        "finding": _text(chance, 30),
        "limits": _text(chance, 20),
    }


def _playbook(chance: random.Random, number: int, ids: list[str]) -> dict[str, Any]:
    id_ = ids[number]
    owner = ids[number - number % 2]
    steps = [
        {
            "id": f"step-{step}",
            "title": _sentence(chance, 3).rstrip("."),
            "time": f"{5 * step} min",
            "do": f"{_text(chance, 50)}\n\n- {_sentence(chance, 6)}\n- {_sentence(chance, 6)}\n\n"
            f"Then read [on](id:{chance.choice(ids)}).",
            "done_when": _sentence(chance, 7),
            "situations": {"beginner": _text(chance, 20)} if step % 2 else {},
            "sources": [f"study-{number // 10 + 1:04}"] if step == 1 else [],
            "scripts": [f"ask-{owner}"] if step == 2 else [],
            "worksheets": [f"log-{owner}"] if step == 3 else [],
        }
        for step in range(1, STEPS + 1)
    ]
    return {
        "id": id_,
        "title": f"{_sentence(chance, 3).rstrip('.')} {number + 1}",
        "summary": _sentence(chance, 12),
        "also_called": [f"{chance.choice(WORDS)} {chance.choice(WORDS)}"],
        "when": "On any day",
        "who": "You",
        "ends_with": [_sentence(chance, 6)],
        "reviewed": "2026-11-22",
        "why": f"{_text(chance, 60)}\n\n{_text(chance, 40)}",
        "steps": steps,
        "mistakes": [_sentence(chance, 10), _sentence(chance, 10)],
        "care": _text(chance, 20),
        "comes_from": _text(chance, 30),
    }


def _script(chance: random.Random, owner: str) -> dict[str, Any]:
    return {
        "id": f"ask-{owner}",
        "title": f"Ask about {owner[-5:]}",
        "summary": _sentence(chance, 10),
        "channel": "e-mail",
        "use_when": _sentence(chance, 8),
        "do_not_use_when": _sentence(chance, 8),
        "subject": "A question about [dish]",
        "text": f"Dear [name],\n\n{_text(chance, 60)}\n\nThank you",
        "short": "Could you tell me about [dish]?",
        "blanks": {"name": "their name", "dish": "what you bake"},
    }


def _worksheet(chance: random.Random, owner: str) -> dict[str, Any]:
    return {
        "id": f"log-{owner}",
        "title": f"Log {owner[-5:]}",
        "summary": _sentence(chance, 10),
        "time": "10 min",
        "pages": 2,
        "intro": _text(chance, 20),
        "blocks": [
            {
                "type": "table",
                "id": "rows",
                "label": "What you did",
                "columns": [{"id": "day", "title": "Day"}, {"id": "what", "title": "What"}],
                "rows": 5,
            },
            {
                "type": "checklist",
                "id": "ready",
                "label": "What you need",
                "items": [{"id": f"item-{item}", "text": _sentence(chance, 3)} for item in range(1, 6)],
            },
            {"type": "prompt", "id": "after", "label": "What comes after?"},
        ],
    }


def _path(chance: random.Random, horizon: str, situation: str, ids: list[str]) -> dict[str, Any]:
    return {
        "id": f"{horizon}-{situation}",
        "title": f"{horizon.replace('-', ' ').capitalize()} for a {situation}",
        "summary": _sentence(chance, 10),
        "horizon": horizon,
        "situations": [situation],
        "minutes": 10,
        "stops": [
            {
                "id": f"stop-{stop}",
                "title": _sentence(chance, 3).rstrip("."),
                "time": "5 min",
                "do": _text(chance, 20),
                "steps": [f"{chance.choice(ids)}.step-{stop}"],
            }
            for stop in (1, 2)
        ],
        "closing": _sentence(chance, 8),
    }
