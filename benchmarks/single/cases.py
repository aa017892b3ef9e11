"""The rows of the table: a workload, its expenses, and who is asked about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.large_editions import LargeEdition
from benchmarks.single import flat_editions, hand, own, workloads
from benchmarks.single.contestants import Contestant
from benchmarks.single.expenses import Expense, Workload
from benchmarks.single.peers import everyone
from benchmarks.single.programs import Programs
from bokrules import load_edition

PEER_TYPES = 20
"""Of the many rules' expense types, so many are put to peers, which compile a program for each."""


@dataclass(frozen=True, slots=True)
class Case:
    """`expenses` are those that are compared; the first of them are timed."""

    name: str
    text: str
    workload: Workload
    expenses: list[Expense]
    contestants: list[Contestant]


def shipped(rows: int) -> Iterator[Case]:
    workload = workloads.shipped()
    edition = load_edition(2010)
    types = (None, *workload.policy.vocabulary.taxonomies["belanja"].terms)
    programs = Programs(workload.policy, types)
    for name, is_complete in (("complete", True), ("missing", False)):
        given = programs.for_complete() if is_complete else programs
        contestants = [
            *hand.of_2010(workload),
            *own.contestants(workload, edition, 2010),
            *everyone(given, is_small=True),
        ]
        yield Case(
            f"2010_{name}",
            f"the edition of 2010, {_words(is_complete)}",
            workload,
            workload.expenses(rows, is_complete=is_complete),
            contestants,
        )


def large(rows: int) -> Iterator[Case]:
    source = workloads.large()
    workload = workloads.generated(source)
    contestants = [
        *hand.of_large(workload, source),
        *own.contestants(workload, workloads.edition_of(workload.policy, source), None),
    ]
    complete = workload.expenses(rows, is_complete=True)
    yield Case("large_complete", f"{workload.text}, complete", workload, complete, contestants)
    typed = workload.expenses(rows, is_complete=False, always=("expense_type",))
    yield Case(
        "large_missing",
        f"{workload.text}, values missing, the type given",
        workload,
        typed,
        contestants,
    )
    untyped = workload.expenses(min(rows, 3000), is_complete=False)
    yield Case(
        "large_untyped",
        f"{workload.text}, values missing, the type too",
        workload,
        untyped,
        contestants,
    )
    types = tuple(source.leaves("belanja"))[:: len(source.leaves("belanja")) // PEER_TYPES]
    programs = Programs(workload.policy, types, is_complete=True, is_certain=True)
    some = [each for each in complete if each.row[0] in types]
    yield Case(
        "large_peers",
        f"{workload.text}, complete, {len(types)} types, no general term",
        workload,
        [each for each in some if each.is_specific(workload.policy)],
        [*contestants, *everyone(programs, is_small=False)],
    )


def flat(rows: int) -> Iterator[Case]:
    for name, edition, has_lists in (
        ("keyed_20", flat_editions.keyed(20), True),
        ("keyed_2000", flat_editions.keyed(2000), True),
        ("unkeyed_20", flat_editions.unkeyed(20), False),
    ):
        text = f"{len(edition.rules) // 10 * 10:,} rules, "
        text += "ten of each type" if has_lists else "none names a type or an activity"
        workload = flat_editions.workload(edition, name, text, has_lists=has_lists)
        yield Case(
            name,
            f"{text}, complete",
            workload,
            workload.expenses(rows, is_complete=True),
            list(_own_and_hand(workload, edition, has_lists=has_lists)),
        )


def _own_and_hand(
    workload: Workload, source: LargeEdition, *, has_lists: bool
) -> Iterator[Contestant]:
    yield from hand.of_large(workload, source, has_lists=has_lists)
    yield from own.contestants(workload, workloads.edition_of(workload.policy, source), None)


def _words(is_complete: bool) -> str:
    return "complete" if is_complete else "values missing"
