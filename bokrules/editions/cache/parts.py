"""A policy as parts, each a JSON document, and a policy that makes its parts when they are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bokrules.editions.cache.shapes import Context, Damaged, Shape
from bokrules.semantics.policy import Policy

if TYPE_CHECKING:
    from bokrules.semantics.policy import EditionInfo

_INFO = "edition"
PARTS = (
    *(_INFO, "vocabulary", "outline"),
    *("closed_lists", "permissions", "prohibitions", "obligations", "gaps", "duties"),
    *("recipients", "targets", "examples", "limits"),
    *("scales", "units", "tables", "formulas", "claims", "amendment"),
)
"""The fields of a policy."""


def _shape(part: str) -> Shape[Any]:
    """Imported when a part is first read: a verdict needs no formulas."""
    from bokrules.editions.cache.shapes import TEXT, by_name, many, optional

    if part in ("scales", "units", "tables", "formulas"):
        from bokrules.editions.cache import formula_shapes

        return many(getattr(formula_shapes, part.removesuffix("s").upper()))
    from bokrules.editions.cache import rule_shapes as rules

    match part:
        case "edition":
            return rules.EDITION
        case "vocabulary":
            return rules.VOCABULARY
        case "outline":
            return by_name(rules.CLAUSE, TEXT)
        case "amendment":
            return optional(rules.AMENDMENT)
        case "duties":
            return many(rules.DUTY)
        case "recipients":
            return many(rules.RECIPIENTS)
        case _:
            return many(getattr(rules, part.removesuffix("s").upper()))


def encoded(policy: Policy, files: Sequence[str]) -> list[bytes]:
    """The parts in their order, each without a line break.

    Raises ValueError if the policy names a file that is not among `files`.
    """
    context = Context(lambda: files, lambda: policy)
    assert {each.name for each in fields(policy)} == set(PARTS)
    return [_dumped(_shape(part).encode(getattr(policy, part), context)) for part in PARTS]


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def decoded(
    parts: Sequence[bytes], files: Callable[[], Sequence[str]], rebuilt: Callable[[], Policy]
) -> Policy:
    """The policy. `files` are the names of its files, in the order that it was encoded with.

    Whatever is found to be damaged later is taken from `rebuilt`, which compiles the sources.
    Raises an exception if the edition's own entry is damaged, or a part is lacking.
    """
    if len(parts) != len(PARTS):
        raise Damaged
    context = Context(files, rebuilt)
    given: Mapping[str, bytes] = dict(zip(PARTS, parts, strict=True))

    def part(name: str) -> object:
        try:
            return _shape(name).decode(json.loads(given[name]), context)
        except Exception:  # whatever is wrong with it, its source is not
            return getattr(rebuilt(), name)

    info: EditionInfo = _shape(_INFO).decode(json.loads(given[_INFO]), context)
    return Policy.made_when_read(info, part)
