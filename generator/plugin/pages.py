"""A site that MkDocs makes one file at a time, so that a preview waits for the page that it shows and for no other.

What MkDocs does in `mkdocs build`, in the same order and with the same bytes, but a page is read, turned into HTML
and put into its template only when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from mkdocs.commands.build import _build_template, _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from generator.build import BuiltHandbook
from generator.plugin import HandbookPlugin
from generator.plugin.settings import is_alone


class LazySite(Mapping[str, bytes]):
    """The files of a site: path with forward slashes, and bytes, which are made when they are asked for.

    Not for several threads at once: MkDocs keeps the page that it is at in its configuration.
    """

    def __init__(self, config: MkDocsConfig, built: BuiltHandbook) -> None:
        """Prepare what all pages share.

        Args:
            config: As `mkdocs.config.load_config` gives it. Each site needs its own, for MkDocs changes it.
            built: The handbook to show.
        """
        plugin = config.plugins["handbook"]
        assert isinstance(plugin, HandbookPlugin)
        plugin.use(built, lazily=True)
        has_own_nav = config.nav is not None
        self._config = config.plugins.on_config(config)
        self._config.plugins.on_pre_build(config=self._config)
        # No other plugin may want to see what stands in the content folder.
        files = Files([]) if is_alone(config) else get_files(self._config)
        env = self._config.theme.get_env()
        files.add_files_from_theme(env, self._config)
        self._files: Files = self._config.plugins.on_files(files, config=self._config)
        set_exclusions(self._files, self._config)
        nav = get_navigation(self._files, self._config)
        self._nav: Navigation = self._config.plugins.on_nav(nav, config=self._config, files=self._files)
        self._documents = self._files.documentation_pages()
        self._drafts = {draft.path: draft for draft in built.drafts}
        self._pages = {file.dest_uri: _page_of(file, self._config) for file in self._documents}
        if has_own_nav:
            for page in self._pages.values():
                self._read(page)  # its title, which menus on other pages show
        self._env = self._config.plugins.on_env(env, config=self._config, files=self._files)
        self._static = {file.dest_uri: file for file in self._files if not file.is_documentation_page()}
        self._templates = [name for name in self._config.theme.static_templates if name not in self._static]
        self._made: dict[str, bytes] = {}

    def __iter__(self) -> Iterator[str]:
        yield from {**self._static, **self._pages, **dict.fromkeys(self._forwards), **dict.fromkeys(self._templates)}

    @cached_property
    def _forwards(self) -> tuple[str, ...]:
        """The pages that stand outside of the frame."""
        return tuple(path for path in self._drafts if not path.endswith(".md"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, path: object) -> bool:
        return path in self._pages or path in self._static or path in self._drafts or path in self._templates

    def __getitem__(self, path: str) -> bytes:
        if path not in self._made:
            self._made[path] = self._make(path)
        return self._made[path]

    def _make(self, path: str) -> bytes:
        if path in self._pages:
            return self._page(self._pages[path])
        if path in self._drafts:
            return self._drafts[path].content.encode()
        if path in self._templates:
            return self._template(path)
        return _content_of(self._static[path])

    def _read(self, page: Page) -> None:
        """Hand MkDocs the content of a page, which is made now."""
        draft = self._drafts.get(page.file.src_uri)
        if page.markdown is None:
            if draft:
                page.file.content_string = draft.content
            page.read_source(self._config)

    def _page(self, page: Page) -> bytes:
        if page.content is None:
            self._read(page)
            _populate_page(page, self._config, self._files)
        self._config._current_page = page
        page.active = True
        try:
            context = get_context(self._nav, self._documents, self._config, page)
            context = self._config.plugins.on_page_context(context, page=page, config=self._config, nav=self._nav)
            output = self._env.get_template(page.meta.get("template", "main.html")).render(context)
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
