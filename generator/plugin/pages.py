"""A site that MkDocs makes one file at a time, so that a preview waits for the page that it shows and for no other.

What MkDocs does in `mkdocs build`, in the same order and with the same bytes, but a page is read, turned into HTML
and put into its template only when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from mkdocs.commands.build import _build_template, _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from generator.build import BuiltHandbook
from generator.output import KeptOutput, OutputFile
from generator.pages import Draft
from generator.plugin import HandbookPlugin
from generator.plugin.settings import is_alone
from generator.templating import bytecode_cache

_FRAME = "main.html"


class Framed(NamedTuple):
    """A page of the site.

    Attributes:
        content: The whole page.
        robots: What it tells search engines.
        linked: The anchors of pages that it links to, each with the docs file.
    """

    content: bytes
    robots: str
    linked: tuple[tuple[str, str], ...]


class LazySite(Mapping[str, bytes]):
    """The files of a site: path with forward slashes, and bytes, which are made when they are asked for.

    Not for several threads at once: MkDocs keeps the page that it is at in its configuration.
    """

    def __init__(self, config: MkDocsConfig, built: BuiltHandbook, compiled: Path | None = None) -> None:
        """Prepare what all pages share.

        Args:
            config: As `mkdocs.config.load_config` gives it. Each site needs its own, for MkDocs changes it.
            built: The handbook to show.
            compiled: Where compiled templates are kept; None to keep none.
        """
        plugin = config.plugins["handbook"]
        assert isinstance(plugin, HandbookPlugin)
        plugin.use(built, lazily=True)
        has_own_nav = config.nav is not None
        self._config = config.plugins.on_config(config)
        self._config.plugins.on_pre_build(config=self._config)
        env = self._config.theme.get_env()
        files = Files([])
        if not is_alone(config):  # others may want to see what stands in the content folder, and the theme's files
            files = get_files(self._config)
            files.add_files_from_theme(env, self._config)
        self._files: Files = self._config.plugins.on_files(files, config=self._config)
        set_exclusions(self._files, self._config)
        nav = get_navigation(self._files, self._config)
        self._nav: Navigation = self._config.plugins.on_nav(nav, config=self._config, files=self._files)
        self._documents = self._files.documentation_pages()
        self._built = built
        self._drafts = {draft.path: draft for draft in built.drafts}
        self._pages = {file.dest_uri: _page_of(file, self._config) for file in self._documents}
        if has_own_nav:
            for page in self._pages.values():
                self._read(page)  # its title, which menus on other pages show
        self._env = self._config.plugins.on_env(env, config=self._config, files=self._files)
        # Its files are those of this site, also if somebody changes them: Jinja would look at each for every page.
        self._env.auto_reload = False
        self._env.bytecode_cache = bytecode_cache(str(compiled)) if compiled else None
        self._env.cache = {}
        # A page has the titles of its neighbours, most of which the page before had too.
        strip_tags = lru_cache(maxsize=5_000)(self._env.filters["striptags"])
        self._env.filters["striptags"] = lambda text: strip_tags(str(text))
        self._made: dict[str, bytes] = {}

    @cached_property
    def _static(self) -> dict[str, File]:
        theme = Files([])
        if is_alone(self._config):
            theme.add_files_from_theme(self._config.theme.get_env(), self._config)
        return {file.dest_uri: file for file in (*theme, *self._files) if not file.is_documentation_page()}

    @cached_property
    def templates(self) -> list[str]:
        """The theme's files that are no pages of the handbook and made from templates, such as 404.html."""
        own = {file.dest_uri for file in self._files}
        return [name for name in self._config.theme.static_templates if name not in own]

    def theme_files(self) -> dict[str, str]:
        """The files of the theme that are as they are on this disk: place in the site, and where they are."""
        return {place: str(file.abs_src_path) for place, file in self._static.items() if file.abs_src_path}

    def __iter__(self) -> Iterator[str]:
        others = dict.fromkeys([*self._forwards, *self._late, *self.templates])
        yield from {**self._static, **self._pages, **others}

    @cached_property
    def _late(self) -> dict[str, OutputFile]:
        return {file.path: file for file in self._built.late_files}

    @cached_property
    def _kept(self) -> dict[str, KeptOutput]:
        """The files that are read when they are asked for."""
        return {file.path: file for file in self._built.made if isinstance(file, KeptOutput)}

    @cached_property
    def _forwards(self) -> dict[str, Draft]:
        """The pages that stand outside of the frame."""
        return {draft.path: draft for draft in self._built.forwards.drafts()}

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, path: object) -> bool:
        # Those first that are there already: a preview asks this for each page, and need not make the search index.
        if path in self._pages or path in self._built.forwards.paths or path in self.templates:
            return True
        return path in self._static or path in self._late

    def __getitem__(self, path: str) -> bytes:
        if path not in self._made:
            self._made[path] = self._make(path)
        return self._made[path]

    def _make(self, path: str) -> bytes:
        if path in self._pages:
            return self._page(self._pages[path])
        if path in self._built.forwards.paths:
            return self._forwards[path].content.encode()
        if path in self.templates:
            return self._template(path)
        if path in self._late:
            content = self._late[path].content
            return content.encode() if isinstance(content, str) else content
        if path in self._kept:
            return self._kept[path].content
        return _content_of(self._static[path])

    def _read(self, page: Page) -> None:
        """Hand MkDocs the content of a page, which is made now."""
        draft = self._drafts.get(page.file.src_uri)
        if page.markdown is None:
            if draft:
                page.file.content_string = draft.content
            page.read_source(self._config)

    def make_ready(self) -> None:
        """Compile the frame, which every page needs."""
        self._env.get_template(_FRAME)

    def framed(self, place: str, content: str) -> Framed:
        """A page that was made elsewhere, in its frame. Nothing of it is remembered.

        Args:
            place: Where it is in the site.
            content: The docs file.
        """
        page = self._pages[place]
        page.file.content_string = content
        _populate_page(page, self._config, self._files)
        linked = [(file.src_uri, anchor) for file, some in (page.links_to_anchors or {}).items() for anchor in some]
        made = Framed(self._in_frame(page), str(page.meta.get("robots", "")), tuple(linked))
        page.markdown = page.content = page.present_anchor_ids = page.links_to_anchors = None
        page.toc, page.meta = [], {}  # type: ignore[assignment]
        page.file.content_string = ""
        return made

    def has_anchor(self, path: str, anchor: str) -> bool:
        """Whether a page, given by its docs file, has a place of this name; True for what is no page."""
        page = next((page for page in self._pages.values() if page.file.src_uri == path), None)
        if page is None:
            return True
        if page.present_anchor_ids is None:
            self._populate(page)
        return anchor in (page.present_anchor_ids or ())

    def tell_robots(self, said: Mapping[str, str]) -> None:
        """Say what pages, by their places in the site, tell search engines: which pages of the theme look at."""
        for place, robots in said.items():
            self._pages[place].meta = {"robots": robots}

    def _populate(self, page: Page) -> None:
        self._read(page)
        _populate_page(page, self._config, self._files)

    def _page(self, page: Page) -> bytes:
        if page.content is None:
            self._populate(page)
        return self._in_frame(page)

    def _in_frame(self, page: Page) -> bytes:
        self._config._current_page = page
        page.active = True
        try:
            context = get_context(self._nav, self._documents, self._config, page)
            context = self._config.plugins.on_page_context(context, page=page, config=self._config, nav=self._nav)
            output = self._env.get_template(page.meta.get("template", _FRAME)).render(context)
            output = self._config.plugins.on_post_page(output, page=page, config=self._config)
            return str(output).encode(errors="xmlcharrefreplace")
        finally:
            page.active = False
            self._config._current_page = None

    def _template(self, name: str) -> bytes:
        """A file of the theme that is no page of the handbook, such as 404.html."""
        template = self._env.get_template(name)
        return _build_template(name, template, self._files, self._config, self._nav).encode()


def _page_of(file: File, config: MkDocsConfig) -> Page:
    return file.page if file.page is not None else Page(None, file, config)


def _content_of(file: File) -> bytes:
    return file.content_bytes if file.abs_src_path is None else Path(file.abs_src_path).read_bytes()
