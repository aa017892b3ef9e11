"""The results as one table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.single.goals import best_ways

NOTES = """\
µs: one expense, the least of the rounds and their median; ×: by the best hand-written way of the
row. compared: so many answers were the reference's before anything was timed - outcome, rules in
their order, missing facts. timed: so many different expenses. * the best way of a peer.
hand-written: written as the edition reads (hand_2010.py), or generated as records by expense type
  (hand_large.py). remembered: what the type, the activity and remoteness lead to is kept in a dict.
bokrules, decide: values that were checked before. validate: any dict, checked; the full answer.
Peers have no logic of three values: each condition is given to them as where it is true and where
  it is false. Programs for complete expenses have no tests for missing facts.
.. for each type: the application keeps a program for each expense type, and chooses by hand.
Peers are fed what they like best (dicts or JSON text, dates as numbers where texts do not compare),
  made before the clock starts. Of many rules they get only what leaves no term too general: the
  conditions for everything that is then open take megabytes for each expense type.
regorus: PyPI has no wheel of that name; this one is of a fork (gordon-to-regorus).
cedarpy: what is not allow or deny is read from the identifiers of the policies that decided.
OpenFisca: has no missing values, so no row with them; arrays of one expense."""


def table_of(document: Mapping[str, Any]) -> str:
    machine = ", ".join(f"{name} {value}" for name, value in document["machine"].items())
    lines = [machine, f"made-up expenses, seed {document['seed']}"]
    for case in document["cases"]:
        lines += ["", *_case(case)]
    lines += ["", *_processes(document), "", *_goals(document), "", NOTES]
    return "\n".join(lines)


def _case(case: Mapping[str, Any]) -> Iterator[str]:
    outcomes = ", ".join(f"{name} {share:.0%}" for name, share in case["outcomes"].items())
    yield f"{case['text']}: {outcomes}"
    yield f"{'':58}{'least µs':>10}{'median µs':>11}{'×':>9}{'compared':>10}{'timed':>7}"
    contestants = case["contestants"]
    best = best_ways(contestants.values())
    peer = best["hand-written"]["least_us"]
    for title, each in contestants.items():
        mark = "*" if best[each["name"]] is each else " "
        yield (
            f" {mark}{title:56}{each['least_us']:10,.2f}{each['median_us']:11,.2f}"
            f"{each['least_us'] / peer:9,.2f}{each['compared']:10,}{each['timed']:7,}"
        )


def _processes(document: Mapping[str, Any]) -> Iterator[str]:
    yield "fresh processes"
    for name, steps in document["cold_start"].items():
        each = ", ".join(f"{step.removesuffix('_ms')} {ms} ms" for step, ms in steps.items())
        yield f"  {name} cache: {each}"
    shell = document["shell"]
    yield f"  from the shell: {shell['bokrules_ms']} ms; typer alone {shell['typer_ms']} ms"
    yield f"  {'rules':>8}{'compile s':>11}{'decide µs':>11}{'loaded MB':>11}{'peak MB':>9}"
    for size, each in document["growth"].items():
        yield (
            f"  {size:>8}{each['load_s']:11.2f}{each['decide_us']:11.2f}"
            f"{each['loaded_mb']:11.0f}{each['peak_mb']:9.0f}"
        )


def _goals(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'goals':74}{'goal':>10}{'reached':>12}"
    for each in document["goals"]:
        sign = "≥" if each["at"] == "least" else "≤"
        goal, reached = f"{sign} {each['goal']:g} {each['unit']}", each["reached"]
        mark = "" if each["is_met"] else "  missed"
        yield f"  {each['what']:72}{goal:>10}{reached:10,.2f} {each['unit']}{mark}"
