"""The file around the page. It may run its own script and nothing else, and fetch nothing."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

from bokrules.base.messages import Language
from bokrules.reports.html_page import STYLE
from bokrules.reports.inspection_page.script import SCRIPT
from bokrules.reports.inspection_page.style import OWN_STYLE


def framed(title: str, body: str, language: Language) -> str:
    """`body` is HTML; `title` is text."""
    style = STYLE + OWN_STYLE
    policy = (
        f"default-src 'none'; script-src {_source(SCRIPT)}; style-src {_source(style)};"
        " base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n"
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def _source(text: str) -> str:
    """As the policy names an inline script or style."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
