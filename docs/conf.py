"""Sphinx's settings."""

from importlib import metadata

project = "incidents"
author = "The incidents developers"
copyright = "2026, the incidents developers"
release = metadata.version("incidents")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"incidents {release}"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
napoleon_use_ivar = True
python_use_unqualified_type_names = True
