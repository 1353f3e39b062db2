"""The page on which a reader keeps the handbook on their device, to read it without a network."""

from __future__ import annotations

from generator.addresses import relative_url
from generator.model.target import OFFLINE_PAGE, index_path
from generator.pages.draft import Draft
from generator.pages.writer import PageWriter

OFFLINE_PATH = index_path(OFFLINE_PAGE)


def render(writer: PageWriter) -> Draft:
    """The one page. How much there is to keep is read from a list that is made when the site is whole."""
    words = writer.strings.group("offline.say")
    return writer.page("offline", OFFLINE_PATH, None, offline_words=words, offline_top=relative_url(OFFLINE_PATH, ""))
