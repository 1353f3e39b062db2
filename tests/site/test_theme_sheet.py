"""Pages look as with the theme's whole style sheets, of which they load a quarter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.theme_sheet import _rules, _selectors, sheet_texts, theme_sheet
from tests.site.conftest import MakeReader
from tests.site.kinds import PAGE_KINDS

MATCHED = r"""(selectors) => selectors.filter((selector) => {
  // Without states and drawn parts: what they are states and parts of is what counts.
  const states = /:not\(:[a-z-]+\)|::?(?!not\b|root\b|first-|last-|nth-|only-)[a-z-]+(\([^)]*\))?/g;
  const plain = selector.replace(states, "");
  return document.querySelector(plain.replace(/(^|[\s>+~])(?=$|[>+~])/g, "$1*")) !== null;
})"""


def selectors_in(sheet: str) -> Iterator[str]:
    """Every selector of a style sheet, each by itself."""
    for head, body in _rules(sheet):
        if head.startswith(("@media", "@supports")):
            yield from selectors_in(body)
        elif not head.startswith("@"):
            yield from _selectors(head)


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_no_rule_is_missing_that_a_page_would_use(make_reader: MakeReader, kind: str) -> None:
    whole = {selector for sheet in sheet_texts() for selector in selectors_in(sheet)}
    missing = sorted(whole - {*selectors_in(theme_sheet())})
    assert len(missing) > 1000
    page = make_reader().open(PAGE_KINDS[kind])
    assert page.evaluate(MATCHED, missing) == []
    assert page.evaluate(MATCHED, [".md-typeset a:hover", ".md-typeset:not(.md-nav) h1", ".no-such a"]) != []
