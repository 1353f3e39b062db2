"""How long playbooks and paths take, in words: pages and preview cards say the same."""

from __future__ import annotations

from generator.model import Path, Playbook
from generator.wording import Strings


def playbook_time(strings: Strings, playbook: Playbook) -> str:
    """How long a playbook takes; empty where its steps only have a rhythm."""
    if playbook.time:
        return playbook.time
    minutes = playbook.minutes
    return strings.minutes(minutes) if minutes else ""


def path_time(strings: Strings, path: Path) -> str:
    """What the path says of its time, else the minutes of all stops; empty where a stop's time is no sum of minutes."""
    durations = [stop.duration for stop in path.stops]
    if path.time_shown or any(duration.minutes is None for duration in durations):
        return path.time_shown or ""
    low = sum(duration.least_minutes or 0 for duration in durations)
    high = sum(duration.minutes or 0 for duration in durations)
    words = strings.minutes(high)
    return words if low == high else strings.text("path.between", low=strings.minutes(low), high=words)
