"""Where the package's own files are: the grammar, the shipped policies, the message catalogues.

In a checkout `grammar/` and `policies/` stand beside the package; in a wheel they are inside it, in
`_data/`. This module alone knows the two places.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).resolve().parent.parent
_INSIDE = PACKAGE_FOLDER / "_data"
_ROOT = _INSIDE if _INSIDE.is_dir() else PACKAGE_FOLDER.parent

LOCALE_FOLDER = PACKAGE_FOLDER / "locale"
GRAMMAR_FOLDER = _ROOT / "grammar"
POLICIES_FOLDER = _ROOT / "policies"


@cache
def grammar_text() -> str:
    """The lark grammar of the policy language."""
    return (GRAMMAR_FOLDER / "bok.lark").read_text(encoding="utf-8")


@cache
def keywords_text() -> str:
    """The keywords in both spellings, YAML."""
    return (GRAMMAR_FOLDER / "keywords.yaml").read_text(encoding="utf-8")
