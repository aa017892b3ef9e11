from __future__ import annotations

import re

from bokrules.base import codes
from bokrules.base.resources import (
    LOCALE_FOLDER,
    POLICIES_FOLDER,
    grammar_text,
    keywords_text,
)


def test_the_package_finds_its_own_files() -> None:
    assert "start: header? declaration*" in grammar_text()
    assert "LARANG: {id: [larang], en: [forbid]}" in keywords_text()
    assert (POLICIES_FOLDER / "common" / "fakta.bok").is_file()
    assert (LOCALE_FOLDER / "id" / "LC_MESSAGES" / "bokrules.mo").is_file()


def test_no_code_stands_for_two_things() -> None:
    found = [value for name, value in vars(codes).items() if name.isupper()]
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"BOK[1-7]\d\d", code) for code in found)
