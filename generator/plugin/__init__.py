"""The MkDocs door: hands the built handbook to MkDocs.

What happens in a build, in MkDocs' order of events:

1. `on_config` adds the handbook's style sheets and scripts, the policy that its pages carry, the Markdown
   extensions that they need, and the frame around them.
2. `on_pre_build` reads the content folder, builds the handbook in memory, and tells the frame about it. It is the last
   event before MkDocs empties the site folder, so bad content never costs the last good site.
3. `on_files` puts the handbook's files in the place of the content folder's, and sets the navigation.
   Each file keeps the content file it was made from, for the "edit this page" link.
4. `on_pre_page` spares the pages that are not written by hand the Markdown parser.
5. `on_post_build` takes out the theme's scripts that no page loads, packs the list of pages, and lists the finished
   site for readers who keep it on their device.
"""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.assets import script_paths, style_sheet_paths
from generator.build import BuiltHandbook, build_handbook
from generator.disk import read_content
from generator.engines import DEFAULT, ENGINES
from generator.finishing import finish_site
from generator.frame import FRAME_KEY
from generator.hosting import content_policy
from generator.nav import as_config
from generator.output import AnyOutput, KeptOutput
from generator.pages import Draft, missing_extensions
from generator.plugin.quick import can_be_quick, make_quick
from generator.plugin.settings import beside_handbook, lay_frame, press_for, published_address, set_theme, site_address
from generator.problems import ContentError, format_text

log = get_plugin_logger("handbook")


class HandbookConfig(base.Config):
    """The plugin's options; what a handbook is stands in its content."""

    engine = config_options.Choice(tuple(ENGINES), default=DEFAULT)
    """What `handbook build` makes the site with."""

    pdf = config_options.Type(bool, default=True)
    """Whether to set the worksheets as PDF, and the cards for previews as pictures."""


class HandbookPlugin(BasePlugin[HandbookConfig]):
    """Makes a handbook out of the YAML and Markdown in `docs_dir`."""

    def __init__(self) -> None:
        self._built: BuiltHandbook | None = None
        self._given: BuiltHandbook | None = None
        self._is_preview = False
        self._is_quick = False
        self._is_lazy = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - the names are MkDocs'
        """Remember whether this is a preview. Also keeps the plugin between the builds of one."""
        self._is_preview = command == "serve"

    def use(self, built: BuiltHandbook, *, lazily: bool = False) -> None:
        """Take a handbook that is built already, in place of building it in the next `on_pre_build`.

        With `lazily`, its pages come to MkDocs without their content, its short links and the search index not at all.
        """
        self._given = built
        self._is_lazy = lazily

    def _address(self, config: MkDocsConfig) -> str:
        return published_address(config) if self._is_preview else site_address(config)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the style sheets and scripts before those that the author lists, and the extensions after them."""
        config.extra_css = [path for path in style_sheet_paths() if path not in config.extra_css] + config.extra_css
        config.extra_javascript = [*script_paths(), *config.extra_javascript]
        # MkDocs puts a script into the pages of a preview, which the policy would forbid.
        if not self._is_preview:
            config.extra.setdefault("content_policy", content_policy(in_page=True))
        config.markdown_extensions += missing_extensions(config.markdown_extensions)
        lay_frame(config)
        self._is_quick = can_be_quick(config)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build the handbook in memory. Raises `PluginError` with every problem of the content."""
        self._is_lazy = self._is_lazy and self._given is not None
        self._built, self._given = self._given or self._build(config), None
        config.extra[FRAME_KEY] = self._built.frame.extra_beside(beside_handbook(config))
        set_theme(config, self._built.frame.theme)

    def _build(self, config: MkDocsConfig) -> BuiltHandbook:
        folder = os.path.relpath(config.docs_dir)
        try:
            content = read_content(Path(config.docs_dir))
            built = build_handbook(content, self._address(config), press_for(config))
        except ContentError as error:
            report = format_text([problem.under(folder) for problem in error.problems])
            raise PluginError(f"the content has mistakes\n{report}") from None
        for problem in built.warnings:
            log.info(format_text([problem.under(folder)]))
        return built

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the handbook's files in the place of all that MkDocs found in the content folder."""
        assert self._built is not None, "MkDocs calls on_pre_build first"
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            files.remove(file)
        for made in self._built.made if self._is_lazy else self._built.files:
            is_late = self._is_lazy and isinstance(made, KeptOutput)
            files.append(_generated(config, made, b"" if is_late else made.content))
        for draft in self._built.drafts if self._is_lazy else ():
            files.append(_generated(config, draft, ""))
        if not config.nav:
            config.nav = as_config(self._built.nav)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG002 - the names are MkDocs'
        """Spare pages of the generator's own the Markdown parser."""
        if self._is_quick and page.file.generated_by and not str(page.file.edit_uri).endswith(".md"):
            make_quick(page)
        return page

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """List the files of the site, except those of a preview, whose pages change as they are served."""
        if self._built is None or self._is_preview:
            return
        finish_site(Path(config.site_dir), self._built)


def _generated(config: MkDocsConfig, made: Draft | AnyOutput, content: str | bytes) -> File:
    file = File.generated(config, made.path, content=content)
    file.edit_uri = made.source
    return file
