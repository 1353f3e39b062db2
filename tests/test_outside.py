"""Asking other hosts, which here are servers of the tests' own on this machine."""

from __future__ import annotations

import functools
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.loader import load_files
from generator.outside import Address, Answer, Report, check_addresses, collect_content, collect_settings
from generator.outside.asking import MOST_FORWARDS, ask_address, ask_all
from generator.outside.judging import judge
from tests.conftest import Change

Changed = Callable[[Mapping[str, Change]], dict[str, bytes]]

TIMEOUT = 0.3
STATUSES = {"/gone": 410, "/missing": 404, "/members": 403, "/broken": 500, "/teapot": 299, "/odd": 799}
FORWARDS = {
    "/old": (301, "/fine"),
    "/older": (308, "/old"),
    "/elsewhere": (302, "/fine"),
    "/old-then-elsewhere": (301, "/elsewhere"),
    "/to-missing": (302, "/missing"),
    "/circle": (302, "/round"),
    "/round": (302, "/circle"),
    "/itself": (301, "/itself"),
    "/to-file": (302, "file:///etc/passwd"),
    "/to-letters": (301, "/sch%C3%B6n?a=b c"),
    "/nowhere": (302, ""),
}


class Host:
    """A server, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.release = threading.Event()
        self.is_asked = threading.Event()
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                host.answer(self)

            def do_GET(self) -> None:
                host.answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.top = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(f"{handler.command} {handler.path}")
        self.headers.append({name.lower(): value for name, value in handler.headers.items()})
        self.is_asked.set()
        path = handler.path.partition("?")[0]
        if path == "/slow":
            self.release.wait(30)
            return
        if path == "/hangs-up":
            return
        if path.startswith("/step/"):
            number = int(path.rpartition("/")[2])
            handler.send_response(302)
            handler.send_header("Location", f"/step/{number + 1}")
        elif path == "/get-only" and handler.command == "HEAD":
            handler.send_response(405)
        elif path in FORWARDS:
            status, to = FORWARDS[path]
            handler.send_response(status)
            if to:
                handler.send_header("Location", to)
        else:
            handler.send_response(STATUSES.get(path, 200), "words \x1b[31m of its own")
        if path == "/get-only":
            handler.send_header("Content-Length", str(10**12))
        handler.send_header("Set-Cookie", "seen=yes")
        handler.end_headers()

    def close(self) -> None:
        self.release.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def host() -> Iterator[Host]:
    found = Host()
    yield found
    found.close()


@pytest.fixture
def no_host() -> str:
    """The top of a server that is not there."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{place.getsockname()[1]}"


@pytest.fixture
def chatter() -> Iterator[str]:
    """A server that does not speak HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(4096)
                    connection.sendall(b"220 mail.example ready\r\n\r\n")

        threading.Thread(target=talk, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


def ask(url: str) -> Answer:
    return ask_address(url, TIMEOUT)


def report_on(*urls: str, **more: object) -> Report:
    addresses = [Address(url, "about.md", number, 1) for number, url in enumerate(urls, start=1)]
    return check_addresses(addresses, **{"ask": ask, **more})  # type: ignore[arg-type]


def said(report: Report) -> list[str]:
    """What an author reads: `code: message (hint)`."""
    assert {problem.severity for problem in report.problems} <= {"warning"}
    return [f"{problem.code}: {problem.message} ({problem.hint})" for problem in report.problems]


# --- answers ------------------------------------------------------------------------------------

OPEN_IT = "open it in a browser; if it stays like this, take the link out"
CASES = {
    "/fine": [],
    "/get-only": [],
    "/elsewhere": [],
    "/missing": [
        "{top}/missing answers 404 Not Found (find out where the page is now, or take the link out)",
    ],
    "/gone": ["{top}/gone answers 410 Gone (find out where the page is now, or take the link out)"],
    "/members": ["{top}/members answers 403 Forbidden (it may let people in and not programs: open it in a browser)"],
    "/broken": ["{top}/broken answers 500 Internal Server Error (its host has a fault: try again another day)"],
    "/odd": ["{top}/odd answers 799 (its host has a fault: try again another day)"],
    "/teapot": [],
    "/to-missing": [
        "{top}/to-missing forwards to {top}/missing, which answers 404 Not Found"
        " (find out where the page is now, or take the link out)"
    ],
    "/circle": [f"{{top}}/circle forwards in a circle ({OPEN_IT})"],
    "/itself": [f"{{top}}/itself forwards in a circle ({OPEN_IT})"],
    "/step/1": [f"{{top}}/step/1 forwards more than {MOST_FORWARDS} times ({OPEN_IT})"],
    "/nowhere": [f"{{top}}/nowhere answers 302 Found ({OPEN_IT})"],
    "/to-file": [
        f"{{top}}/to-file forwards to file:///etc/passwd, which is no address of the web ({OPEN_IT})",
    ],
    "/slow": [f"{{top}}/slow gave no answer in 0.3 seconds ({OPEN_IT})"],
    "/hangs-up": [f"{{top}}/hangs-up ends the connection without an answer ({OPEN_IT})"],
}
MOVED = {
    "/old": "{top}/fine",
    "/older": "{top}/fine",
    "/old-then-elsewhere": "{top}/elsewhere",
    "/to-letters": "{top}/sch%C3%B6n?a=b%20c",
}


@pytest.mark.parametrize("path", CASES)
def test_an_answer_is_reported_with_what_to_do(host: Host, path: str) -> None:
    expected = [f"outside-link: {line.format(top=host.top)}" for line in CASES[path]]
    assert said(report_on(host.top + path)) == expected


@pytest.mark.parametrize("path", MOVED)
def test_an_address_that_has_moved_for_good_comes_with_the_new_one(host: Host, path: str) -> None:
    new = MOVED[path].format(top=host.top)
    assert said(report_on(host.top + path)) == [
        f"outside-moved: {host.top}{path} has moved for good (write {new})",
    ]


def test_a_host_that_is_not_there(no_host: str) -> None:
    assert said(report_on(f"{no_host}/a")) == [f"outside-link: {no_host}/a refuses the connection ({OPEN_IT})"]


def test_a_host_that_does_not_speak_http(chatter: str) -> None:
    assert said(report_on(f"{chatter}/a")) == [f"outside-link: {chatter}/a does not answer in HTTP ({OPEN_IT})"]


def test_a_host_without_a_certificate(host: Host) -> None:
    url = host.top.replace("http:", "https:")
    assert said(report_on(f"{url}/")) == [f"outside-link: {url}/ does not speak HTTPS as it should ({OPEN_IT})"]


def test_a_name_that_nobody_has() -> None:
    url = "http://nobody.invalid/"
    assert said(report_on(url)) == [f"outside-link: {url} has a host whose name is not known ({OPEN_IT})"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://me:secret@127.0.0.1/", "is not asked, because it holds a name or a password"),
        ("http://[::1/", "is not a whole address"),
        ("http:///path", "is not a whole address"),
        ("http://127.0.0.1:99999/", "is not a whole address"),
        ("ftp://127.0.0.1/", "is no address of the web"),
    ],
)
def test_what_is_not_asked_at_all(url: str, reason: str) -> None:
    assert said(report_on(url)) == [f"outside-link: {url} {reason} ({OPEN_IT})"]


@pytest.mark.parametrize("status", [200, 403, 500, None])
def test_a_doi_that_is_known_is_well_whatever_its_publisher_thinks_of_programs(status: int | None) -> None:
    doi = Address("https://doi.org/10.1/a", "sources.yml", 7, 10)
    fault = "" if status else "gave no answer in 15 seconds"
    assert judge(doi, Answer(doi.url, "https://publisher.example/a", status, fault)) is None


def test_a_doi_that_is_not_known_or_leads_to_nothing() -> None:
    doi = Address("https://doi.org/10.1/a", "sources.yml", 7, 10)
    hint = "find out where the page is now, or take the link out"
    unknown = judge(doi, Answer(doi.url, doi.url, 404))
    lost = judge(doi, Answer(doi.url, "https://publisher.example/a", 404))
    assert unknown
    assert (unknown.line, unknown.column) == (7, 10)
    assert (unknown.message, unknown.hint) == ("https://doi.org/10.1/a answers 404 Not Found", hint)
    assert lost
    assert lost.message == (
        "https://doi.org/10.1/a forwards to https://publisher.example/a, which answers 404 Not Found"
    )


# --- manners ------------------------------------------------------------------------------------


def test_each_address_is_asked_once_with_nothing_but_the_request(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRC", "/nowhere")
    report_on(f"{host.top}/fine", f"{host.top}/fine", f"{host.top}/elsewhere", f"{host.top}/get-only")
    assert Counter(host.asked) == {
        "HEAD /fine": 2,
        "HEAD /elsewhere": 1,
        "HEAD /get-only": 1,
        "GET /get-only": 1,
    }
    for headers in host.headers:
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert re.fullmatch(r"handbook/[\d.]+ \(checks links\)", headers["user-agent"])


def test_a_few_at_a_time_and_two_at_most_at_one_host() -> None:
    meet = threading.Barrier(8)
    lock = threading.Lock()
    now: Counter[str] = Counter()
    most: Counter[str] = Counter()

    def note(url: str) -> Answer:
        name = url.split("/")[2]
        with lock:
            now.update((name, "all"))
            most.update({key: max(0, now[key] - most[key]) for key in (name, "all")})
        meet.wait(10)
        with lock:
            now.subtract((name, "all"))
        return Answer(url, url, 200)

    urls = [f"https://{name}.example/{number}" for name in "abcd" for number in range(4)]
    assert {answer.url for answer in ask_all(urls, note)} == set(urls)
    assert most == {"all": 8, **{f"{name}.example": 2 for name in "abcd"}}


def test_a_host_that_is_away_is_not_asked_again() -> None:
    asked: list[str] = []

    def away(url: str) -> Answer:
        asked.append(url)
        is_away = "away" in url
        return Answer(url, url, None if is_away else 200, "cannot be reached" if is_away else "", host_is_away=is_away)

    urls = [f"https://away.example/{number}" for number in range(20)]
    report = report_on(*urls, "https://here.example/", ask=away)
    assert len(asked) <= 4
    assert len(report.problems) == 20
    assert report.problems[19].message == "https://away.example/19 cannot be reached"


def test_an_address_that_never_ends_is_given_up() -> None:
    never = threading.Event()
    answers = list(ask_all(["https://a.example/", "https://a.example/2"], lambda _: never.wait() and None, 0.05))  # type: ignore[arg-type,return-value]
    assert [answer.fault for answer in answers] == ["gave no answer in 0.05 seconds"] * 2


def test_an_error_of_our_own_does_not_end_the_check() -> None:
    def fails(_url: str) -> Answer:
        raise RecursionError

    assert said(report_on("https://a.example/", ask=fails)) == [
        f"outside-link: https://a.example/ cannot be asked (RecursionError) ({OPEN_IT})"
    ]


def test_no_network_is_one_line(no_host: str) -> None:
    report = report_on(f"{no_host}/a", f"{no_host}/b", "http://nobody.invalid/")
    assert report.problems == ()
    assert re.fullmatch(r"None of 3 addresses answered: is there a network\? \(the first, http.*\)", report.summary)


def test_ctrl_c_keeps_what_is_known(host: Host) -> None:
    def stop(_done: int, total: int) -> None:
        assert total == 3
        raise KeyboardInterrupt

    # Longer than a busy machine takes to answer: what is slow must not be known first.
    patient = functools.partial(ask_address, timeout=20)
    report = report_on(f"{host.top}/missing", f"{host.top}/slow", f"{host.top}/slow?2", progress=stop, ask=patient)
    assert [problem.line for problem in report.problems] == [1]
    assert report.summary == "Stopped: 1 of 3 outside addresses asked, 1 to look at"


# --- collecting ---------------------------------------------------------------------------------

PAGE = """\
---
title: About
---

# About

See [one](https://one.example/a_(b)#part) and <https://two.example>, and [one](https://one.example/a_(b)) again.
Not [this](id:jars), [this](mailto:a@b.example), `https://code.example/` or plain https://plain.example/.

    https://code.example/

[a picture](https://three.example/p.png "title") and [by name][ref].

<p><a class="x" href="https://four.example/?a=1&amp;b=2">four</a>
<a href='https://five.example/p.png'>five</a></p>

[ref]: https://six.example/schön
[own]: https://bread.example/about/ and [own][own]
"""


def test_every_address_is_found_where_it_first_stands(changed: Changed) -> None:
    files = changed({"about.md": PAGE + "\n[own page](https://bread.example/about/)\n\n## Mould {#mould}\n"})
    found = [vars(address) for address in collect_content(load_files(files), "https://bread.example/")]
    assert [(address["url"], address["path"], address["line"], address["column"]) for address in found] == [
        ("https://one.example/a_(b)", "about.md", 7, 11),
        ("https://two.example/", "about.md", 7, 48),
        ("https://three.example/p.png", "about.md", 12, 13),
        ("https://six.example/sch%C3%B6n", "about.md", 12, 1),
        ("https://four.example/?a=1&b=2", "about.md", 14, 1),
        ("https://five.example/p.png", "about.md", 15, 10),
        ("https://doi.org/10.1234/bread.1", "sources.yml", 7, 10),
    ]


def test_addresses_in_rich_text_and_not_in_plain_text(changed: Changed) -> None:
    edits: dict[str, Change] = {
        "playbooks/wake-it.yml": ("title: Wake it\n", "title: Wake it https://plain.example/\n"),
        "sources.yml": ("    limits: Twelve jars in one kitchen.", "    limits: See [it](http://Rich.example/x#y)."),
    }
    found = collect_content(load_files(changed(edits)))
    assert [(address.url, address.line, address.column) for address in found if "doi" not in address.url] == [
        ("http://Rich.example/x", 10, 22)
    ]


def test_addresses_of_the_settings() -> None:
    text = "site_url: https://own.example/\nextra:\n  footer_links:\n    - {title: A, path: https://a.example/b}\n"
    settings = {
        "site_url": "https://own.example/",
        "repo_url": "https://code.example/",
        "nav": ["index.md", {"Blog": "https://blog.example"}, {"Own": "https://own.example/x/"}],
        "extra": {"generator": False, "footer_links": [{"title": "A", "path": "https://a.example/b"}]},
    }
    assert collect_settings(settings, text, "mkdocs.yml", "https://own.example/") == (
        Address("https://blog.example/", "mkdocs.yml", 1, 1),
        Address("https://a.example/b", "mkdocs.yml", 4, 24),
    )


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def linked(project: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project with links to the server on its page "About" and in its footer."""
    monkeypatch.chdir(project)
    (project / "content/about.md").write_text(
        f"# About\n\n[a]({host.top}/missing) [b]({host.top}/fine)\n[c]({host.top}/old)\n\n## Mould {{#mould}}\n"
    )
    sources = project / "content/sources.yml"
    sources.write_text(sources.read_text().replace("    doi: 10.1234/bread.1\n", ""))
    with (project / "mkdocs.yml").open("a") as file:
        file.write(f"extra:\n  footer_links:\n    - {{title: x, path: '{host.top}/gone'}}\n")
    return project


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


@pytest.mark.usefixtures("linked")
def test_nothing_is_asked_without_the_flag(host: Host) -> None:
    result = check()
    assert (result.exit_code, result.stderr, host.asked) == (0, "", [])
    assert result.stdout.endswith(": no problems found\n")


@pytest.mark.usefixtures("linked")
def test_what_did_not_answer_well_is_a_warning_and_never_an_error(host: Host) -> None:
    result = check("--external")
    assert result.exit_code == 0
    *problems, _, counts = result.stdout.splitlines()
    assert problems == [
        f"content/about.md:3:5: warning: {host.top}/missing answers 404 Not Found [outside-link]",
        "  hint: find out where the page is now, or take the link out",
        f"content/about.md:4:5: warning: {host.top}/old has moved for good [outside-moved]",
        f"  hint: write {host.top}/fine",
        f"mkdocs.yml:22:25: warning: {host.top}/gone answers 410 Gone [outside-link]",
        "  hint: find out where the page is now, or take the link out",
    ]
    assert counts.endswith(": 3 warnings")
    assert result.stderr == "4 outside addresses asked, 3 to look at\n"


@pytest.mark.usefixtures("linked")
def test_programs_get_the_warnings_too(host: Host) -> None:
    result = check("--external", "--format", "json")
    assert result.exit_code == 0
    assert [(problem["code"], problem["severity"]) for problem in json.loads(result.stdout)] == [
        ("outside-link", "warning"),
        ("outside-moved", "warning"),
        ("outside-link", "warning"),
    ]
    result = check("--external", "--format", "github")
    assert result.stdout.splitlines()[0] == (
        f"::warning file=content/about.md,line=3,col=5,title=outside-link::{host.top}/missing answers 404 Not Found"
        "%0Ahint: find out where the page is now, or take the link out"
    )


def test_an_error_in_the_content_still_fails_and_nothing_is_asked(linked: Path, host: Host) -> None:
    (linked / "content/jars.md").write_text("[x](id:nothing)\n")
    result = check("--external")
    assert (result.exit_code, host.asked) == (1, [])


def test_without_a_network_the_check_passes(linked: Path, host: Host, no_host: str) -> None:
    for file in (linked / "content/about.md", linked / "mkdocs.yml"):
        file.write_text(file.read_text().replace(host.top, no_host))
    result = check("--external")
    assert result.exit_code == 0
    assert "warning" not in result.stdout
    assert re.fullmatch(r"None of 4 addresses answered: is there a network\? \(the first, .*\)\n", result.stderr)


def test_ctrl_c_ends_the_asking_and_not_the_check(linked: Path, host: Host) -> None:
    (linked / "content/about.md").write_text(f"# About\n\n[a]({host.top}/slow)\n\n## Mould {{#mould}}\n")
    command = [str(Path(sys.executable).with_name("handbook")), "check", "--external"]
    # A shell that runs the tests in its background lets nothing hear Ctrl+C.
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert host.is_asked.wait(120)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 0
    assert re.fullmatch(r"Stopped: [01] of 2 outside addresses asked, [01] to look at\n", stderr)
    assert "content: 2 playbooks" in stdout
