"""Where the package's own files are: the grammar, the shipped policies, the message catalogues.

In a checkout `grammar/` and `policies/` stand beside the package; in a wheel they are inside it, in
`_data/`. This module alone knows the two places.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_INSIDE = _PACKAGE / "_data"
_ROOT = _INSIDE if _INSIDE.is_dir() else _PACKAGE.parent

LOCALE_FOLDER = _PACKAGE / "locale"
POLICIES_FOLDER = _ROOT / "policies"


@cache
def grammar_text() -> str:
    """The lark grammar of the policy language."""
    return (_ROOT / "grammar" / "bok.lark").read_text(encoding="utf-8")


@cache
def keywords_text() -> str:
    """The keywords in both spellings, YAML."""
    return (_ROOT / "grammar" / "keywords.yaml").read_text(encoding="utf-8")
