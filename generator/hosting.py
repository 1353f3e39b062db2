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
    """The headers for hosts that read a file `_headers`, and for nginx."""
    plain = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers().items())
    nginx = (
        "# Inside `server`: include this file. A `location` that has an `add_header` of its own needs it again.\n"
        + "".join(f'add_header {name} "{value}" always;\n' for name, value in headers().items())
    )
    return [OutputFile("_headers", plain), OutputFile("hosting/nginx-headers.conf", nginx)]


def render_packed_sitemap(site: Mapping[str, bytes]) -> list[OutputFile]:
    """The list of pages as search engines also ask for it, where a site has one; MkDocs would put the day into it."""
    path = "sitemap.xml"
    return [OutputFile(f"{path}.gz", gzip.compress(site[path], mtime=0))] if path in site else []
