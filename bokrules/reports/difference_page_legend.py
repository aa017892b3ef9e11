"""What the words on the page of a difference mean."""

from __future__ import annotations

from bokrules.base.messages import msg
from bokrules.cells.standing import Open
from bokrules.comparison.difference import Difference
from bokrules.reports.blocks import Badge, Legend
from bokrules.reports.difference_page_words import badge
from bokrules.semantics.outcomes import Outcome


def legend_block(difference: Difference) -> Legend:
    """The words for verdicts; those for a ledger if there is one."""
    words = {
        Open.FORBIDDEN: msg("a clause says that the fund may not pay it"),
        Open.UNLISTED: msg(
            "the text lists what may be paid, and this is not in the list: it may not be paid,"
            " though no clause forbids it by name"
        ),
        Open.PAYABLE: msg("a clause allows it; evidence, conditions or taxes may be asked for"),
        Open.SILENT: msg(
            "the text at hand neither allows nor forbids it, and closes no list: nobody can tell"
        ),
    }
    entries = [(badge(frozenset([each])), text.text()) for each, text in words.items()]
    entries += [
        (
            badge(frozenset([Open.FORBIDDEN, Open.PAYABLE])),
            msg("one of the two, but the text that would tell is not at hand").text(),
        ),
        (
            badge(frozenset([Open.FORBIDDEN, Open.SILENT])),
            msg(
                "not known: a clause that is not at hand may forbid it, and no other one tells"
            ).text(),
        ),
        (
            Badge(msg("gap").text()),
            msg("a part of a regulation that the sources at hand do not hold").text(),
        ),
        (
            Badge(msg("not comparable").text(), "open"),
            msg(
                "a gap leaves open whether both editions say the same: this is no change of law"
            ).text(),
        ),
    ]
    quoted = msg("quoted from {source}", source="…").text()
    entries.append(
        (
            Badge(quoted),
            msg(
                "the regulation itself is not at hand: its words are taken from this source"
            ).text(),
        )
    )
    if difference.ledger is not None:
        entries += [
            (Badge(word.text()), meaning.text())
            for word, meaning in (
                (
                    Outcome.CONDITIONAL.label,
                    msg("the fund may pay it, if the evidence and conditions asked for are met"),
                ),
                (
                    msg("needs data"),
                    msg("the row, or a source, lacks something that decides"),
                ),
                (
                    msg("questioned amount"),
                    msg("rupiah of a row that the edition does not let the fund pay"),
                ),
            )
        ]
    return Legend(entries)
