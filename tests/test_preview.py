"""The preview: what was saved is shown, what is wrong is told, and nobody else is answered."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator.hosting import headers
from generator.preview.answering import Answer, answer
from generator.preview.making import Preview
from generator.preview.serving import PreviewServer, start_server
from generator.preview.watching import changed_between, look_at
from generator.printing import Press

PAGE = "/playbooks/wake-it/"


@pytest.fixture
def preview(project: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """A preview of a handbook without PDFs, that has looked once."""
    monkeypatch.chdir(project)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("- handbook", "- handbook: {pdf: false}"))
    preview = Preview("mkdocs.yml")
    assert preview.look() is not None
    assert preview.problems == ()
    return preview


@pytest.fixture
def server(preview: Preview) -> Iterator[PreviewServer]:
    server = start_server(preview, "localhost", 0)
    yield server
    server.shutdown()
    server.server_close()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def heading(preview: Preview, address: str = PAGE) -> str:
    found = BeautifulSoup(answer(preview, address).body, "html.parser").h1
    assert found is not None
    return found.get_text()


# --- what was saved is shown -------------------------------------------------------------------


def test_what_was_saved_is_shown(preview: Preview, project: Path) -> None:
    before = preview.version
    edit(project / "content/playbooks/wake-it.yml", "title: Wake it", "title: Wake it up")
    rebuilt = preview.look()
    assert rebuilt is not None
    assert (rebuilt.changed, rebuilt.problems) == (("content/playbooks/wake-it.yml",), ())
    assert heading(preview) == "Wake it up"
    assert preview.version != before


def test_nothing_is_built_where_nothing_changed(preview: Preview, project: Path) -> None:
    before = preview.version
    assert preview.look() is None
    page = project / "content/playbooks/wake-it.yml"
    page.write_text(page.read_text())
    (project / "content/.wake-it.yml.swp").write_text("an editor's")
    (project / "content/wake-it.yml~").write_text("an editor's")
    assert preview.look() is None
    assert preview.version == before


def test_a_file_can_be_saved_by_renaming_made_renamed_and_deleted(preview: Preview, project: Path) -> None:
    page = project / "content/playbooks/wake-it.yml"
    beside = page.with_name(".wake-it.yml.new")
    beside.write_text(page.read_text().replace("title: Wake it", "title: By renaming"))
    beside.replace(page)
    assert preview.look() is not None
    assert heading(preview) == "By renaming"

    made = project / "content/new.md"
    made.write_text("# A new page\n")
    assert preview.look() is not None
    assert heading(preview, "/new/") == "A new page"

    made.rename(project / "content/other.md")
    rebuilt = preview.look()
    assert rebuilt is not None
    assert rebuilt.changed == ("content/new.md", "content/other.md")
    assert answer(preview, "/new/").status == 404
    assert heading(preview, "/other/") == "A new page"

    (project / "content/other.md").unlink()
    assert preview.look() is not None
    assert answer(preview, "/other/").status == 404


def test_settings_theme_files_and_words_are_followed_too(preview: Preview, project: Path) -> None:
    edit(project / "mkdocs.yml", "site_name: Looking after a sourdough starter", "site_name: Sourdough")
    assert preview.look() is not None
    assert b"Wake it - Sourdough</title>" in answer(preview, PAGE).body

    (project / "theme").mkdir()
    edit(project / "mkdocs.yml", "name: material", "name: material\n  custom_dir: theme")
    assert preview.look() is not None
    (project / "theme/main.html").write_text('{% extends "base.html" %}{% block footer %}Our footer{% endblock %}')
    assert preview.look() is not None
    assert b"Our footer" in answer(preview, "/").body

    (project / "content/strings.yml").write_text("nav: {search: Look it up}\n")
    assert preview.look() is not None
    assert heading(preview, "/search/") == "Look it up"


def test_a_save_during_a_build_is_seen_by_the_next_look(
    preview: Preview, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = project / "content/playbooks/wake-it.yml"
    edit(page, "title: Wake it", "title: First")
    make = preview._make

    def make_slowly(*arguments: object, **options: object) -> None:
        edit(page, "title: First", "title: Second")
        make(*arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(preview, "_make", make_slowly)
        assert preview.look() is not None
    assert heading(preview) == "First"
    assert preview.look() is not None
    assert heading(preview) == "Second"
    assert preview.look() is None


def test_a_burst_of_saves_is_one_build(preview: Preview, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = sorted((project / "content/playbooks").glob("*.yml"))
    edit(pages[0], "title: ", "title: So ")
    looks = iter([pages[1]])

    def save_another(_seconds: float) -> None:
        for page in looks:
            edit(page, "title: ", "title: So ")

    monkeypatch.setattr("generator.preview.making.time.sleep", save_another)
    rebuilt = preview.look()
    assert rebuilt is not None
    assert len(rebuilt.changed) == 2
    assert preview.look() is None


def test_looking_sees_a_file_that_has_another_size_time_or_number(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("a")
    before = look_at([tmp_path])
    assert look_at([tmp_path]) == before
    (tmp_path / "b.yml").write_text("a")
    (tmp_path / "b.yml").replace(file)
    assert changed_between(before, look_at([tmp_path])) == [str(file)]
    assert look_at([tmp_path / "gone"]) == {}


# --- PDFs --------------------------------------------------------------------------------------


def test_a_page_does_not_wait_for_its_pdfs(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: list[str] = []
    press = Press.print

    def spy(self: Press, documents: object) -> object:
        documents = list(documents)  # type: ignore[call-overload]
        pressed.extend(one.path for one in documents)
        return press(self, documents)

    monkeypatch.chdir(project)
    preview = Preview("mkdocs.yml")
    monkeypatch.setattr(Press, "print", spy)
    preview.look()
    assert preview.problems == ()
    assert pressed == []
    assert answer(preview, "/worksheets/feeding-log/").status == 200
    preview.press_once()
    assert "worksheets/feeding-log-a4.pdf" in pressed
    before = preview.version
    pdf = answer(preview, "/worksheets/feeding-log-a4.pdf")
    assert (pdf.status, pdf.type) == (200, "application/pdf")
    assert pdf.body.endswith(b"%%EOF\n")
    pressed.clear()
    edit(project / "content/worksheets/feeding-log.yml", "title: Feeding log", "title: Log of feeding")
    preview.look()
    assert heading(preview, "/worksheets/feeding-log/") == "Log of feeding"
    assert pressed == []
    number = preview.version
    assert number != before
    preview.press_once()
    assert preview.version == number, "a PDF that is ready is no reason to load a page again"
    assert "worksheets/feeding-log-a4.pdf" in pressed
    assert "worksheets/smell-check-a4.pdf" not in pressed
    assert answer(preview, "/worksheets/feeding-log-a4.pdf").body != pdf.body


def test_a_sheet_that_cannot_be_set_is_a_problem(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    edit(
        project / "content/worksheets/feeding-log.yml",
        "title: Feeding log",
        "title: Feeding log \N{MAHJONG TILE RED DRAGON}",
    )
    preview = Preview("mkdocs.yml")
    preview.look()
    assert preview.problems == ()
    preview.press_once()
    assert [problem.code for problem in preview.problems if problem.severity == "error"] == ["no-glyph"]
    edit(project / "content/worksheets/feeding-log.yml", "\N{MAHJONG TILE RED DRAGON}", "")
    preview.look()
    assert preview.problems == ()


# --- what is wrong is told ---------------------------------------------------------------------


def test_every_page_tells_what_is_wrong_until_it_is_mended(preview: Preview, project: Path) -> None:
    before = preview.version
    page = project / "content/playbooks/wake-it.yml"
    edit(page, "title: Wake it", "titel: <b>Wake it")
    edit(project / "content/about.md", "id:not-a-link", "x\n\n[the jar](id:jar)")
    rebuilt = preview.look()
    assert rebuilt is not None
    assert len(rebuilt.problems) == 2
    found = answer(preview, PAGE)
    assert found.status == 500
    soup = BeautifulSoup(found.body, "html.parser")
    assert soup.title is not None
    assert soup.title.get_text() == "2 problems"
    told = [" ".join(item.get_text(" ").split()) for item in soup.select("li")]
    assert told[1:] == [
        'content/playbooks/wake-it.yml:2:1 unknown key "titel" [unknown-key] What to do: did you mean "title"?',
    ]
    broken = preview.version
    assert broken != before
    # What pages need, and the last good site, stay.
    assert answer(preview, "/assets/handbook/handbook.css").status == 200
    link = soup.select_one("a")
    assert link is not None
    assert link["href"] == "/_preview/last-good/playbooks/wake-it/"
    assert heading(preview, str(link["href"])) == "Wake it"
    assert answer(preview, "/_preview/last-good/assets/handbook/handbook.css").status == 200

    edit(page, "titel: <b>Wake it", "title: Wake it")
    edit(project / "content/about.md", "id:jar", "id:jars")
    assert preview.look() is not None
    assert (preview.problems, heading(preview)) == ((), "Wake it")
    assert preview.version not in (before, broken)
    assert answer(preview, "/_preview/last-good/playbooks/wake-it/").headers == {"Location": PAGE}


def test_text_of_the_author_is_text_on_the_page_of_problems(preview: Preview, project: Path) -> None:
    (project / "content/about.md").write_text("# About\n\n[x](id:<script>alert(1)</script>)\n")
    (project / "content/playbooks/<img src=x>.yml").write_text("title: x\n")
    preview.look()
    soup = BeautifulSoup(answer(preview, "/").body, "html.parser")
    assert soup.find("img") is None
    assert {script.get("src") for script in soup.find_all("script")} == {"/_preview/early.js", "/_preview/preview.js"}


@pytest.mark.parametrize("break_it", ["settings", "yaml", "plugin", "gone", "theme"])
def test_settings_and_theme_files_with_mistakes_are_told_and_mended(
    preview: Preview, project: Path, break_it: str
) -> None:
    settings = project / "mkdocs.yml"
    good = settings.read_text()
    if break_it == "settings":
        settings.write_text(good.replace("docs_dir: content", "docs_dir: nowhere"))
    elif break_it == "yaml":
        settings.write_text(good + "a: [\n")
    elif break_it == "plugin":
        settings.write_text(good.replace("- handbook: {pdf: false}", "- search"))
    elif break_it == "gone":
        settings.unlink()
    else:
        (project / "theme").mkdir()
        (project / "theme/main.html").write_text("{% extends 'base.html' %}\n{% nonsense %}")
        settings.write_text(good.replace("name: material", "name: material\n  custom_dir: theme"))
    assert preview.look() is not None
    found = answer(preview, PAGE)
    place = "theme/main.html:2:1" if break_it == "theme" else "mkdocs.yml:1:1"
    soup = BeautifulSoup(found.body, "html.parser")
    assert (found.status, [code.get_text() for code in soup.select("li code")]) == (500, [place])
    settings.write_text(good)
    assert preview.look() is not None
    assert heading(preview) == "Wake it"


def test_a_preview_can_start_with_mistakes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    page = project / "content/about.md"
    good = page.read_text()
    page.write_text("# About\n\n[x](id:jar)\n")
    preview = Preview("mkdocs.yml")
    preview.look()
    found = answer(preview, "/")
    assert found.status == 500
    assert b"last-good" not in found.body
    page.write_text(good)
    preview.look()
    assert answer(preview, "/").status == 200


# --- what a browser gets -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "type_"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/?q=1", 200, "text/html; charset=utf-8"),
        (PAGE, 200, "text/html; charset=utf-8"),
        ("/assets/handbook/handbook.css", 200, "text/css; charset=utf-8"),
        ("/assets/handbook/page.js", 200, "text/javascript; charset=utf-8"),
        ("/assets/handbook/mark.svg", 200, "image/svg+xml"),
        ("/handbook.json", 200, "application/json; charset=utf-8"),
        ("/_preview/preview.js", 200, "text/javascript; charset=utf-8"),
        ("/nothing/", 404, "text/html; charset=utf-8"),
        ("/nothing.pdf", 404, "text/html; charset=utf-8"),
        ("/_preview/nothing", 404, "text/plain; charset=utf-8"),
        ("/../mkdocs.yml", 404, "text/html; charset=utf-8"),
        ("/%2e%2e/%2e%2e/etc/passwd", 404, "text/html; charset=utf-8"),
        ("//etc/passwd", 404, "text/html; charset=utf-8"),
        ("/..%5cmkdocs.yml", 404, "text/html; charset=utf-8"),
        ("/%00", 404, "text/html; charset=utf-8"),
        ("/_preview/../making.py", 404, "text/plain; charset=utf-8"),
    ],
)
def test_an_address_has_its_answer(preview: Preview, address: str, status: int, type_: str) -> None:
    found = answer(preview, address)
    assert (found.status, found.type) == (status, type_)


def test_an_address_without_its_slash_leads_to_the_one_with_it(preview: Preview) -> None:
    assert answer(preview, PAGE.rstrip("/")) == Answer(301, headers={"Location": "wake-it/"})


@pytest.mark.parametrize("address", ["/_preview/last-good//evil.example/", "/_preview/last-good/%0d%0aX:%20y/"])
def test_an_answer_never_leads_elsewhere(preview: Preview, address: str) -> None:
    location = answer(preview, address).headers["Location"]
    assert re.fullmatch(r"/[a-z%0-9A-Z.]+/", location), location


def test_pages_carry_what_a_host_would_send(preview: Preview) -> None:
    for address in ("/", "/nothing/"):
        found = answer(preview, address)
        assert found.headers == headers()
        page = BeautifulSoup(found.body, "html.parser")
        assert page.select_one('meta[http-equiv="Content-Security-Policy"]')
        assert all(script.get("src") for script in page.find_all("script"))
        script = page.select_one('script[src="/_preview/preview.js"]')
        assert script is not None
        assert script["data-version"] == preview.version


def test_a_frame_with_scripts_in_its_pages_is_not_stopped(preview: Preview, project: Path) -> None:
    (project / "theme").mkdir()
    (project / "theme/main.html").write_text("<head></head><script>1</script>")
    edit(project / "mkdocs.yml", "name: material", "name: material\n  custom_dir: theme")
    preview.look()
    assert "Content-Security-Policy" not in answer(preview, "/").headers


def test_a_site_below_a_path_is_served_below_it(preview: Preview, project: Path) -> None:
    edit(project / "mkdocs.yml", "https://sourdough.example.org/", "https://example.org/bread/")
    preview.look()
    assert answer(preview, "/") == Answer(302, headers={"Location": "/bread/"})
    assert heading(preview, f"/bread{PAGE}") == "Wake it"


def get(server: PreviewServer, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    found = response.status, response.read()
    connection.close()
    return found


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("192.168.1.5:8000", 200),
        ("evil.example:8000", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("", 403),
        ("[", 403),
    ],
)
def test_only_names_of_this_machine_are_answered(server: PreviewServer, host: str, status: int) -> None:
    found, body = get(server, Host=host)
    assert found == status
    assert (b"sourdough" in body) == (status == 200)


def test_other_methods_are_refused_and_head_has_no_body(server: PreviewServer) -> None:
    assert get(server, method="HEAD") == (200, b"")
    assert get(server, method="POST")[0] == 501


def test_a_page_that_waits_is_told_of_another_version_and_of_nothing_else(
    server: PreviewServer, preview: Preview, project: Path
) -> None:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request("GET", f"/_preview/events?since={preview.version}")
    response = connection.getresponse()
    assert response.getheader("Content-Type") == "text/event-stream"
    edit(project / "content/playbooks/wake-it.yml", "title: Wake it", "title: Wake it up")
    preview.look()
    assert response.read() == f'data: "{preview.version}"\n\n'.encode()
    connection.close()
    assert get(server, "/_preview/events?since=of-a-preview-before")[1].startswith(b"data: ")


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def serve(project: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts `handbook serve`."""
    started: list[subprocess.Popen[str]] = []
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("- handbook", "- handbook: {pdf: false}"))
    command = [str(Path(sys.executable).with_name("handbook")), "serve"]

    def start(*arguments: str) -> subprocess.Popen[str]:
        started.append(
            subprocess.Popen(
                [*command, *arguments],
                cwd=project,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                bufsize=1,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_the_command_says_where_and_what_and_ends_quietly(
    serve: Callable[..., subprocess.Popen[str]], project: Path
) -> None:
    process = serve("-a", "localhost:0")
    assert process.stdout is not None
    assert re.fullmatch(r"\d\d:\d\d:\d\d built in \d+\.\d s\n", process.stdout.readline())
    told = re.fullmatch(r"Serving at (http://localhost:(\d+)/) \(stop with Ctrl\+C\)\n", process.stdout.readline())
    assert told
    edit(project / "content/playbooks/wake-it.yml", "title: Wake it", "titel: Wake it")
    assert re.fullmatch(r"[\d:]{8} content/playbooks/wake-it\.yml: 1 problem\n", process.stdout.readline())
    assert process.stdout.readline().startswith("content/playbooks/wake-it.yml:2:1: error: ")
    assert process.stdout.readline().startswith("  hint: ")
    edit(project / "content/playbooks/wake-it.yml", "titel: Wake it", "title: Wake it")
    line = process.stdout.readline()
    assert re.fullmatch(r"[\d:]{8} content/playbooks/wake-it\.yml: built in \d+\.\d s\n", line)
    # A browser that waits does not keep it from ending.
    with socket.create_connection(("localhost", int(told[2])), timeout=10) as waiting:
        waiting.sendall(b"GET /_preview/events?since=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=10)
    assert (process.returncode, rest.strip()) == (0, "")
    assert not (project / "site").exists()


def test_a_port_that_is_taken_is_told_with_the_way_out(serve: Callable[..., subprocess.Popen[str]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = serve("-a", f"localhost:{port}")
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    hint = f"Try: --address localhost:{port + 1}"
    assert said == f"Error: localhost:{port} is in use, perhaps by another preview. {hint}\n"


@pytest.mark.parametrize("address", ["8000", "localhost:", "localhost:x", "localhost:70000"])
def test_an_address_that_is_none_is_refused(serve: Callable[..., subprocess.Popen[str]], address: str) -> None:
    process = serve("-a", address)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 2
    assert f"{address} is not like localhost:8000" in said


def test_a_preview_writes_nothing_beside_the_content(preview: Preview, project: Path) -> None:
    assert preview.has_site
    assert sorted(path.name for path in project.iterdir()) == ["content", "mkdocs.yml"]
