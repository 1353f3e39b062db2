"""The table of problem codes as a page of the author's reference."""

from __future__ import annotations

from generator.problems.codes import AREAS


def code_reference(level: int = 2) -> str:
    """Every code as Markdown: a heading for each area, below it one for each code, with what, why and how to mend.

    Args:
        level: Level of the headings of areas, from 1.
    """
    parts = []
    for area, codes in AREAS.items():
        parts.append(f"{'#' * level} {area}")
        for code, entry in sorted(codes.items()):
            parts += [f"{'#' * (level + 1)} `{code}`", entry.what, entry.why, f"**To mend it:** {entry.mend}"]
    return "\n\n".join(part.replace("<", "&lt;") for part in parts) + "\n"
