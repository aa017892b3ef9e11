"""How generated code gets at the facts of an expense: of a tuple, an object, or checked facts."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from keyword import iskeyword
from types import SimpleNamespace
from typing import Any, NoReturn

from bokrules.backends.decision import Facts
from bokrules.backends.to_python import nodes
from bokrules.backends.to_python.constants import Constants
from bokrules.backends.to_python.running import ROW
from bokrules.semantics.types import Kind
from bokrules.semantics.vocabulary import Fact, Vocabulary


class Access(Enum):
    """What an expense is given as."""

    TUPLE = "tuple"
    OBJECT = "object"
    FACTS = "facts"
    CHECKED = "checked tuple"

    @property
    def is_checked(self) -> bool:
        """Whether all values are known to be of their facts' types and vocabulary."""
        return self in (Access.FACTS, Access.CHECKED)

    @property
    def is_tuple(self) -> bool:
        return self in (Access.TUPLE, Access.CHECKED)


@dataclass(frozen=True, slots=True)
class Layout:
    """The facts that an expense may say, in their order; it has no others."""

    facts: Sequence[Fact]

    def read(self, name: str, access: Access, constants: Constants) -> ast.expr:
        """A fact by its Indonesian name; None where it is missing."""
        place = next((n for n, each in enumerate(self.facts) if each.name == name), None)
        if place is None:
            return nodes.NONE
        row = nodes.load(ROW)
        if access.is_tuple:
            return nodes.item(row, nodes.whole(place))
        if access is Access.FACTS:
            get = ast.Attribute(row, "get", ast.Load())
            return nodes.call(get, constants.name_of(name))
        alias = self.facts[place].alias
        if is_plain(alias):
            return ast.Attribute(row, alias, ast.Load())
        return nodes.call(constants.name_of(getattr), row, constants.name_of(alias))

    def given_as(self, access: Access, facts: Facts) -> Any:
        """Checked facts in another shape."""
        if access is Access.FACTS:
            return facts
        if access.is_tuple:
            return tuple(facts.get(each.name) for each in self.facts)
        return SimpleNamespace(**{each.alias: facts.get(each.name) for each in self.facts})


def is_plain(alias: str) -> bool:
    """Whether a name may stand after a dot: an ASCII identifier that means nothing to Python."""
    return (
        alias.isascii()
        and alias.isidentifier()
        and not alias.startswith("_")
        and not iskeyword(alias)
    )


class Refused(Exception):
    """A value is not of its fact's type; the slow way says which."""


def refuse(*_: object) -> NoReturn:
    raise Refused


TYPES: dict[Kind, type] = {
    "rupiah": int,
    "count": int,
    "number": Fraction,
    "date": date,
    "yes_no": bool,
    "text": str,
    "term": str,
    "choice": str,
    "documents": frozenset,
    "taxes": dict,
}


class Values:
    """The variables of one generated function: each fact is read once, when first asked for."""

    def __init__(
        self, vocabulary: Vocabulary, layout: Layout, access: Access, constants: Constants
    ) -> None:
        self.statements: list[ast.stmt] = []
        self.are_checked = access.is_checked
        self._vocabulary = vocabulary
        self._layout = layout
        self._access = access
        self._constants = constants
        self._own: dict[str, ast.expr] = {}
        self._taken: dict[str, ast.expr] = {}
        self._checked: set[str] = set()

    def own(self, name: str, *, checked: bool = False) -> ast.expr:
        """A fact itself; `checked` refuses values of another type where nobody checked them."""
        checked = checked and not self.are_checked
        known = self._own.get(name)
        if known is None:
            known = self._layout.read(name, self._access, self._constants)
            if not isinstance(known, ast.Constant):
                variable = f"v{len(self._own)}"
                self.statements.append(nodes.assign(variable, known))
                known = nodes.load(variable)
            self._own[name] = known
        is_variable = not isinstance(known, ast.Constant)
        if checked and is_variable and name not in self._checked:
            self._checked.add(name)
            self._check(known, TYPES[self._vocabulary.facts[name].type.kind])
        return known

    def taken(self, name: str, *, checked: bool = False) -> ast.expr:
        """A fact, or the first given one that it is taken from where it is missing."""
        default = self._vocabulary.facts[name].default
        own = self.own(name, checked=checked)
        if default is None:
            return own
        other = self.taken(default, checked=checked)
        known = self._taken.get(name)
        if known is None:
            variable = f"t{len(self._taken)}"
            self.statements.append(
                nodes.assign(variable, nodes.either(nodes.is_given(own), own, other))
            )
            known = self._taken[name] = nodes.load(variable)
        return known

    def _check(self, value: ast.expr, type_: type) -> None:
        kind = nodes.call(self._constants.name_of(type), value)
        another = nodes.compared(kind, ast.IsNot(), self._constants.name_of(type_))
        test = nodes.all_of([another, nodes.is_given(value)])
        refused = ast.Expr(nodes.call(self._constants.name_of(refuse)))
        self.statements.append(ast.If(test, [refused], []))
