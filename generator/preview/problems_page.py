"""The page that a preview shows in the place of every other while something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from generator.problems import Problem
from generator.templating import PageContext, render_page
from generator.wording import BASE_LANGUAGE, load_strings


def render_problems(problems: Sequence[Problem], version: str, own: str, last_good: str | None) -> str:
    """A whole HTML page.

    Args:
        problems: What is wrong.
        version: The version of what is shown, for the script that waits for another.
        own: Where style sheets and scripts are, ending in a slash.
        last_good: Where the last good version of what was asked for is, if there is one.
    """
    context = PageContext(load_strings(BASE_LANGUAGE), lambda id_: id_)
    return render_page(
        "preview/problems.html.jinja",
        context,
        problems=problems,
        version=version,
        own=own,
        last_good=last_good,
        language=BASE_LANGUAGE,
    )
