"""What web hosts are told to send along with every file: a page may run and load nothing but the handbook's own.

Pages carry the policy too (`extra.content_policy` in the engine's settings, written by the frame),
for hosts that send no headers and for `file://`, where browsers take 'self' to mean other files.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from generator.output import OutputFile

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    # The style sheets of the theme hold their icons as data.
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""The Content-Security-Policy: directive -> sources."""

ONLY_IN_HEADERS = {"frame-ancestors"}
"""Directives that browsers take from headers only, and complain about in pages."""

UNUSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
    "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""What browsers could let a page do, and the handbook never does."""


HASHED = "/assets/stylesheets/"
"""Where the theme has its style sheets, whose names change with what they hold."""
KEEP = "public, max-age=31536000, immutable"
"""How long browsers may keep those: a year, unasked."""
ASK = "no-cache"
"""All else is kept too, but asked for each time: the host then says in a few bytes that nothing changed."""
GZIPPED = (
    "text/css text/javascript application/javascript application/json text/plain text/xml application/xml image/svg+xml"
)
"""What nginx packs besides HTML; PDFs and pictures are packed already."""


def content_policy(*, in_page: bool = False) -> str:
    """The Content-Security-Policy, for a header or for the head of a page."""
    return "; ".join(
        f"{directive} {sources}"
        for directive, sources in POLICY.items()
        if not (in_page and directive in ONLY_IN_HEADERS)
    )


def headers() -> dict[str, str]:
    """Every header: name -> value."""
    return {
        "Content-Security-Policy": content_policy(),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    }


def render_headers() -> list[OutputFile]:
    """The headers for hosts that read a file `_headers`, and for nginx, and what browsers may keep."""
    plain = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers().items())
    # Hosts that read this file ask for all else each time by themselves.
    plain += f"{HASHED}*\n  Cache-Control: {KEEP}\n"
    nginx = (
        "# Inside `server`: include this file. A `location` that has an `add_header` of its own needs it again.\n"
        + "".join(f'add_header {name} "{value}" always;\n' for name, value in headers().items())
    )
    return [
        OutputFile("_headers", plain),
        OutputFile("hosting/nginx-headers.conf", nginx),
        OutputFile("hosting/nginx-cache.conf", _nginx_cache()),
    ]


def _nginx_cache() -> str:
    return (
        "# Inside `server`: include this file for what browsers may keep, and for packed files.\n"
        f"set $handbook_cache {ASK};\n"
        f'if ($uri ~ "{HASHED}") {{ set $handbook_cache "{KEEP}"; }}\n'
        "add_header Cache-Control $handbook_cache always;\n"
        "etag on;\n"
        "gzip on;\n"
        "gzip_vary on;\n"
        "gzip_min_length 1000;\n"
        "gzip_comp_level 6;\n"
        f"gzip_types {GZIPPED};\n"
    )


def render_packed_sitemap(site: Mapping[str, bytes]) -> list[OutputFile]:
    """The list of pages as search engines also ask for it, where a site has one; MkDocs would put the day into it."""
    path = "sitemap.xml"
    return [OutputFile(f"{path}.gz", gzip.compress(site[path], mtime=0))] if path in site else []
