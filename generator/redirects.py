"""The short links and old addresses as redirects of the host, for hosts that can do that.

Everything works without: each is also a page that forwards. A redirect is quicker and keeps what
stands after `#`.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from generator.output import OutputFile
from generator.permalinks import Permalinks

REDIRECTS_PATH, NGINX_PATH = REDIRECT_PATHS = ("_redirects", "hosting/nginx-redirects.conf")
SHORT, MOVED = 302, 301
"""A short link may lead elsewhere tomorrow; a page that moved does not come back."""


def render_redirects(links: Permalinks, site_url: str) -> list[OutputFile]:
    """The file `_redirects`, and an nginx include for a `server` block.

    Args:
        links: The handbook's links.
        site_url: Where the site will be, ending in a slash, for the folder that it is in; empty for the top of a host.
    """
    top = urlsplit(site_url).path or "/"
    moved = links.old_pages
    rules = [(top + old, top + to, MOVED if old in moved else SHORT) for old, to in links.forwards.items()]
    return [
        OutputFile(REDIRECTS_PATH, "".join(f"{_escaped(old)} {_escaped(to)} {status}\n" for old, to, status in rules)),
        OutputFile(NGINX_PATH, "".join(map(_nginx, rules))),
    ]


def _nginx(rule: tuple[str, str, int]) -> str:
    old, to, status = rule
    # nginx compares with the path as it is when its escapes are taken off.
    place = old.replace("\\", "\\\\").replace('"', '\\"')
    return f'location = "{place}" {{ absolute_redirect off; return {status} "{_escaped(to)}"; }}\n'


def _escaped(address: str) -> str:
    return quote(address, safe="/#")
