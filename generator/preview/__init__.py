"""The third door: a preview in the browser, which shows what was saved, or what is wrong with it.

1. `watching` sees that a file was saved.
2. `making` builds the handbook in memory: whole, but without setting again what is printed, and with pages that are put
   into their frame when somebody looks at them. What is wrong takes the place of the pages until it is mended.
3. `pressing` sets the PDFs and pictures that changed, after that.
4. `answering` says what a browser gets for an address, and `serving` talks with browsers. A page asks whether there is
   something newer, and loads itself again when there is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from generator.preview.making import Preview, Rebuilt
from generator.preview.serving import start_server
from generator.problems import format_text

LOOKS_EACH = 0.1
"""Seconds between looks at the files."""


def serve_preview(config_file: str, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve a handbook until Ctrl+C, and build it again whenever a file of it is saved.

    Args:
        config_file: Its `mkdocs.yml`.
        host: The name or number of the network interface.
        port: The port; 0 for any that is free.
        say: Shows a line to whoever started it.

    Raises:
        OSError: The port is taken, or the host is not one of this machine.
    """
    preview = Preview(config_file)
    server = start_server(preview, host, port)
    try:
        first = preview.look()
        _report(first and replace(first, changed=()), say)
        say(f"Serving at http://{host}:{server.server_port}{preview.base} (stop with Ctrl+C)")
        threading.Thread(target=preview.keep_pressing, daemon=True).start()
        while True:
            start = time.perf_counter()
            _report(preview.look(), say)
            # At most a tenth of one core goes into looking, however many files there are.
            time.sleep(max(LOOKS_EACH, 10 * preview.seconds_to_look, LOOKS_EACH - (time.perf_counter() - start)))
    except KeyboardInterrupt:
        say("")
    finally:
        server.server_close()


def _report(rebuilt: Rebuilt | None, say: Callable[[str], None]) -> None:
    if rebuilt is None:
        return
    number = len(rebuilt.problems)
    outcome = f"{number} problem{'' if number == 1 else 's'}" if number else f"built in {rebuilt.seconds:.1f} s"
    more = f" and {len(rebuilt.changed) - 1} more" if len(rebuilt.changed) > 1 else ""
    names = f"{rebuilt.changed[0]}{more}: " if rebuilt.changed else ""
    say(f"{datetime.now():%H:%M:%S} {names}{outcome}")
    if rebuilt.problems:
        say(format_text(rebuilt.problems))
