"""An inspector's choices as drafts of examples, for the authors of an edition."""

from __future__ import annotations

from collections.abc import Iterator

from bokrules.base.messages import msg
from bokrules.inspection.classify.choices import Choices, Chosen


def proposed_examples(choices: Choices) -> str:
    """A policy file that holds only comments: what becomes of an expense the clause says.

    An author completes each example from the clause, and takes the number signs away.
    """
    remarks = [
        msg("Drafts of examples, from an inspector's choices."),
        msg("Read the clause, write its outcome for the …, and take the number signs away."),
    ]
    lines = [f"# {each.text()}" for each in remarks]
    for each in choices.chosen:
        lines += ["", *(f"# {line}" for line in _example(each))]
    return "\n".join(lines) + "\n"


def _example(chosen: Chosen) -> Iterator[str]:
    label = " ".join(chosen.text.split()).replace('"', "'")
    given = {"belanja": chosen.expense_type, "kegiatan": chosen.activity}
    known = [f"{name} = {value}" for name, value in given.items() if value is not None]
    if chosen.reason:
        yield f"# {' '.join(chosen.reason.split())}"
    yield f'contoh "{label}"'
    yield f"  diberi {', '.join(known)}"
    yield "  maka …"
