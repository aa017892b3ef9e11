"""How the documentation is built: `make docs`."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

HERE = Path(__file__).parent
# The directives of our own, and the golden pages that they show.
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent)]

project = "bokrules"
author = "The bokrules contributors"
project_copyright = f"2026, {author}"
release = version_of("bokrules")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "diagnostic_pages", "edition_pages"]
exclude_patterns = ["_build", "decisions/template.md"]

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
# The constructors of results are not for callers.
autodoc_class_signature = "separated"
# Types in signatures whose own pages would say nothing more.
nitpick_ignore_regex = [("py:class", r".*")]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["editions.css"]
html_title = f"bokrules {release}"
html_show_sourcelink = False
