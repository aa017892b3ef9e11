"""What is wrong with an entry of a YAML file, in words that its author knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bokrules.base.messages import Message, msg
from bokrules.base.suggestions import did_you_mean

_WANTED = {
    "int": msg("this is no whole number"),
    "date": msg("this is no date such as 2010-04-22"),
    "string": msg("this is no text: put it between quotation marks"),
    "bool": msg("this is neither `true` nor `false`"),
    "list": msg("this is no list such as [a, b]"),
    "dict": msg("this is no mapping such as {{a: b}}"),
    "model": msg("this is no mapping such as {{a: b}}"),
    "greater": msg("this is too small a number"),
}
"""By the first word of the fault's type."""


def fault_words(fault: ErrorDetails, model: type[BaseModel]) -> tuple[Message, Message | None]:
    """What is wrong, and what to write instead where that is known."""
    kind = fault["type"]
    if kind == "missing":
        return msg("it is missing"), None
    if kind == "extra_forbidden":
        known = sorted(_names(model, fault["loc"][:-1]))
        near = did_you_mean(str(fault["loc"][-1]), known)
        return msg("there is no such entry"), near or msg("one of: {names}", names=known)
    if kind in ("literal_error", "enum"):
        return msg("it is one of: {names}", names=_options(fault)), None
    return _WANTED.get(kind.split("_")[0]) or msg("{what}", what=fault["msg"]), None


def _options(fault: ErrorDetails) -> list[str]:
    quoted = str(fault.get("ctx", {}).get("expected", ""))
    return quoted.split("'")[1::2]


def _names(model: type[BaseModel], loc: Iterable[int | str]) -> set[str]:
    """The names that the entry at `loc` may hold."""
    found: Any = model
    for step in loc:
        fields = {each.alias or name: each for name, each in _model(found).model_fields.items()}
        if str(step) in fields:
            found = fields[str(step)].annotation
    return {each.alias or name for name, each in _model(found).model_fields.items()}


def _model(annotation: Any) -> type[BaseModel]:
    """The model in `Model | None`, `list[Model]` or `dict[str, Model]`."""
    while not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        annotation = next(each for each in reversed(get_args(annotation)) if each is not type(None))
    return annotation
