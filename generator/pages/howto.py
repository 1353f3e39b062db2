"""A playbook as structured data, so that programs that read a page find its steps: schema.org's `HowTo` in JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from generator.addresses import target_url
from generator.model import Playbook, Step
from generator.pages.writer import PageWriter
from generator.richtext import render_text


def render_howto(writer: PageWriter, playbook: Playbook) -> Markup:
    """The data as JSON that can stand in a `<script>`: nothing in it ends one, or begins a comment.

    It holds addresses only where that of the site is known.
    """
    card = writer.card_keys(writer.handbook.targets[playbook.id].page).get("card")
    data = {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "name": playbook.title,
        "description": writer.description(playbook.summary),
        "inLanguage": writer.strings.language,
        "url": _address(writer, playbook.id),
        "image": writer.site_url + card if writer.site_url and card else None,
        "totalTime": iso_duration(playbook.minutes),
        "step": [_step(writer, playbook, number, step) for number, step in enumerate(playbook.steps, start=1)],
    }
    text = json.dumps(_said(data), ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def iso_duration(minutes: int) -> str | None:
    """Minutes as an ISO 8601 duration, such as `PT1H20M`; None for none."""
    hours, rest = divmod(minutes, 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{rest}M' if rest else ''}" if minutes else None


def _step(writer: PageWriter, playbook: Playbook, number: int, step: Step) -> dict[str, Any]:
    return _said(
        {
            "@type": "HowToStep",
            "position": number,
            "name": step.title,
            "text": " ".join(render_text(step.do).split()),
            "url": _address(writer, f"{playbook.id}.{step.id}"),
        }
    )


def _address(writer: PageWriter, id_: str) -> str | None:
    return writer.site_url + target_url(writer.handbook.targets[id_]) if writer.site_url else None


def _said(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}
