"""What a formula asks for and does not use: inputs, lines, columns, tables, units."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from bokrules.base import codes
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.messages import Message, msg
from bokrules.semantics.allocation import (
    Formula,
    Lookup,
    Ref,
    Table,
    UnitKind,
    nodes_of,
    refs_of,
)
from bokrules.semantics.declared import Declared
from bokrules.semantics.policy import Policy
from bokrules.semantics.types import TEXT


def find_unused_inputs(policies: Sequence[Policy], own: Container[str], out: Diagnostics) -> None:
    """Report what the files `own` declare for formulas and no formula of `policies` uses.

    A table by a choice that no unit has is there to be read, not to be looked up in; a column of
    text is there to name the unit.
    """
    formulas = [each for policy in policies for each in policy.formulas]
    units = [each for policy in policies for each in policy.units]
    for policy in policies:
        for declared in (*policy.formulas, *policy.units, *policy.tables):
            if declared.span.file in own:
                for name, message in _unused(declared, formulas, units):
                    out.warning(
                        codes.UNUSED_INPUT,
                        declared.place_of(name),
                        message,
                        msg("use it in the formula as the clause does, or leave it out"),
                    )


def _unused(
    declared: Declared, formulas: Sequence[Formula], units: Sequence[UnitKind]
) -> Iterator[tuple[str, Message]]:
    """What is not used, and a message that says so."""
    match declared:
        case Formula(name=name):
            used = set(_used(declared))
            for each in declared.inputs:
                if Ref("input", each) not in used:
                    yield (
                        each,
                        msg(
                            "`masukan {input}` of `rumus {name}` is never used",
                            input=each,
                            name=name,
                        ),
                    )
            for line in declared.lines:
                if line.name != declared.result and Ref("line", line.name) not in used:
                    yield (
                        line.name,
                        msg(
                            "the line `{line}` of `rumus {name}` is never used",
                            line=line.name,
                            name=name,
                        ),
                    )
        case UnitKind(name=name, columns=columns):
            over = [each for each in formulas if each.unit == name]
            if not over:
                yield name, msg("no formula uses `satuan {name}`", name=name)
                return
            used = {ref for each in over for ref in _used(each)}
            used |= {Ref("column", each.rounding.ties) for each in over if each.rounding}
            for each, type_ in columns.items():
                if type_ != TEXT and Ref("column", each) not in used:
                    yield (
                        each,
                        msg(
                            "the column `{column}` of `satuan {name}` is never used",
                            column=each,
                            name=name,
                        ),
                    )
        case Table(name=name, choice=choice):
            looked_up = {table for each in formulas for table in _lookups(each)}
            choices = {type_.of for each in units for type_ in each.columns.values()}
            if name not in looked_up and choice in choices:
                yield name, msg("no formula uses `tabel {name}`", name=name)
        case _:
            return


def _used(formula: Formula) -> Iterator[Ref]:
    """What the result and the total read, and what that reads in turn."""
    values = {each.name: each.value for each in formula.lines}
    nodes = [values[formula.result], *formula.nodes[len(formula.lines) :]]
    seen: set[Ref] = set()
    while nodes:
        for ref in refs_of(nodes.pop()):
            if ref not in seen:
                seen.add(ref)
                yield ref
                if ref.kind == "line":
                    nodes.append(values[ref.name])


def _lookups(formula: Formula) -> Iterator[str]:
    for node in formula.nodes:
        for each in nodes_of(node):
            if isinstance(each, Lookup):
                yield each.table
