from __future__ import annotations

from contextvars import copy_context

import pytest

from bokrules.base.messages import (
    LANGUAGES,
    Message,
    choose_language,
    current_language,
    msg,
    translate,
)

KNOWN = "did you mean {names}?"
"""A message of the catalogue."""


def test_a_message_is_filled_in_when_it_is_shown() -> None:
    message = msg("{a} and {b}", a=1, b=["x", "y"])
    assert message.text("en") == "1 and x, y"
    assert str(message) == "1 and x, y"
    assert message == Message("{a} and {b}", (("a", 1), ("b", ("x", "y"))))
    assert hash(message) == hash(msg("{a} and {b}", a=1, b=["x", "y"]))


def test_braces_in_what_is_filled_in_are_left_alone() -> None:
    assert msg("{a}", a="{b} {").text("en") == "{b} {"


def test_a_message_in_a_message_is_put_into_the_same_language() -> None:
    inner = msg(KNOWN, names=["`a`"])
    outer = msg("{first}", first=inner)
    for language in LANGUAGES:
        assert outer.text(language) == inner.text(language)


def test_indonesian_is_another_text_and_english_the_template() -> None:
    assert translate(KNOWN, "en") == KNOWN
    assert translate(KNOWN, "id") == "mungkin maksud Anda {names}?"
    assert translate("", "id") == ""
    assert translate("is in no catalogue", "id") == "is in no catalogue"


@pytest.mark.parametrize(
    ("named", "language"),
    [("id", "id"), ("en", "en"), ("", "id"), ("fr", "id"), ("EN", "id")],
)
def test_the_environment_names_the_language(
    named: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOKRULES_LANG", named)
    assert current_language() == language


def test_indonesian_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOKRULES_LANG")
    assert current_language() == "id"


def test_a_choice_goes_before_the_environment() -> None:
    choose_language("id")
    assert current_language() == "id"
    assert str(msg(KNOWN, names=["a"])) == "mungkin maksud Anda a?"
    choose_language(None)
    assert current_language() == "en"


def test_a_choice_is_of_its_context_only() -> None:
    copy_context().run(choose_language, "id")
    assert current_language() == "en"
