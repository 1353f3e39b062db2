"""Serves a folder with nginx, as a real host would: `python -m tests.nginx` finds or installs one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.debian import install_package

ADVICE = """\
The tests need nginx, and none could be found or installed. Do one of these:
  - install it:               apt-get install nginx   (or your system's package)
  - name the one you have:    NGINX_PATH=/path/to/nginx make test"""

CONFIG = """\
daemon off;
{user}
worker_processes 1;
pid nginx.pid;
events {{}}
http {{
  access_log off;
  absolute_redirect off;
  client_body_temp_path body; proxy_temp_path proxy;
  fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  default_type application/octet-stream;
  types {{
    text/html html; text/css css; text/javascript js mjs; application/json json; text/plain txt; text/xml xml;
    image/svg+xml svg; image/png png; application/pdf pdf; application/manifest+json webmanifest; text/csv csv;
  }}
  {server}
}}
"""

SERVER = """\
  server {{
    listen {listen};
    {snippet}
    location {prefix} {{
      alias "{folder}/";
    }}
  }}
"""


def find_nginx() -> str | None:
    """The path of an nginx, from NGINX_PATH or the search path; Debian's is where only root looks."""
    if named := os.environ.get("NGINX_PATH"):
        return named if Path(named).exists() else None
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))


@contextmanager
def nginx_serving(folder: Path, server_snippet: str = "", prefix: str = "/") -> Iterator[str]:
    """The address at which nginx serves a folder, ending in a slash.

    Args:
        folder: The built site.
        server_snippet: What stands in the `server` block besides, such as `include "/somewhere/redirects.conf";`.
        prefix: The path below which the folder is served, with a slash at both ends.
    """
    server = SERVER.format(listen="LISTEN", snippet=server_snippet, prefix=prefix, folder=folder.resolve())
    with nginx_with(server, "listen LISTEN;") as address:
        yield address.removesuffix("/") + prefix


@contextmanager
def nginx_with(server: str, listens: str) -> Iterator[str]:
    """The address of an nginx that runs one `server` block, ending in a slash.

    Args:
        server: The block.
        listens: The line of it that says where it listens, for which a free port is put.
    """
    path = find_nginx()
    assert path, "no nginx: run `python -m tests.nginx`, which says what to do"
    with tempfile.TemporaryDirectory() as work, socket.create_server(("127.0.0.1", 0)) as listening:
        # nginx takes over a socket that listens already: no port is lost to others, and no reader has to wait.
        listen = f"127.0.0.1:{listening.getsockname()[1]}"
        config = Path(work) / "nginx.conf"
        # Folders of tests are closed to others, so the worker stays who its master is.
        user = "user root;" if os.geteuid() == 0 else ""
        assert server.count(listens) == 1, "the server must listen at one place"
        config.write_text(CONFIG.format(user=user, server=server.replace(listens, f"listen {listen};")))
        command = [path, "-p", work, "-e", "stderr", "-c", str(config)]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        handle = listening.fileno()
        with subprocess.Popen(
            command, env=os.environ | {"NGINX": f"{handle};"}, pass_fds=[handle], stderr=subprocess.DEVNULL
        ) as server:
            listening.close()
            try:
                yield f"http://{listen}/"
            finally:
                server.terminate()


if __name__ == "__main__":
    if find_nginx() is None:
        print("Installing nginx for the tests ...", file=sys.stderr)
        install_package("nginx")
    if (nginx := find_nginx()) is None:
        sys.exit(ADVICE)
    print(f"nginx for the tests: {nginx}")
