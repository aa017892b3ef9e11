"""The shipped editions: rewritten without changing what they say, and with one thing changed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bokrules import diff, load_edition
from bokrules.base.diagnostics import Diagnostics
from bokrules.base.resources import POLICIES_FOLDER
from bokrules.comparison.changes import ChangeKind
from bokrules.comparison.structural import RuleComparison, compare_rules
from bokrules.editions.revisions import Revision
from bokrules.syntax.to_text import to_text

FILES = [
    f"{path.parent.name}/{path.name}" for path in sorted(POLICIES_FOLDER.glob("20*/[aet]*.bok"))
]


def rewritten(file: str, change: Callable[[str], str]) -> RuleComparison:
    path = POLICIES_FOLDER / file
    text = path.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    return compare_rules(*Revision(str(path), text, changed).policies())


def in_english(text: str) -> str:
    found = to_text(text, "f.bok", "en", Diagnostics())
    assert found is not None
    return found


def backwards(text: str) -> str:
    """Its declarations in the opposite order."""
    parts = re.split(r"^(?=[a-z]+ )", text, flags=re.MULTILINE)
    return "\n".join(reversed(parts))


def terms_backwards(text: str) -> str:
    return re.sub(
        r"(untuk \w+ )(\w+(?:, \w+)*)$",
        lambda match: match[1] + ", ".join(reversed(match[2].split(", "))),
        text,
        flags=re.MULTILINE,
    )


@pytest.mark.parametrize("file", FILES)
def test_english_keywords_change_nothing(file: str) -> None:
    assert rewritten(file, in_english).changes == ()


@pytest.mark.parametrize("file", FILES)
def test_the_order_of_declarations_changes_nothing(file: str) -> None:
    assert rewritten(file, backwards).changes == ()


@pytest.mark.parametrize("file", ["2010/expenditure.bok", "2019/expenditure.bok"])
def test_the_order_of_terms_changes_nothing(file: str) -> None:
    assert rewritten(file, terms_backwards).changes == ()


def test_a_threshold_moved_by_one_rupiah() -> None:
    found = rewritten(
        "2010/expenditure.bok",
        lambda text: text.replace("di atas Rp250.000 s/d", "di atas Rp250.001 s/d"),
    )
    (change,) = found.changes
    assert (change.declared.name, change.change) == ("meterai_3000", ChangeKind.CHANGED)
    assert change.parts == ("when",)


def test_a_document_more() -> None:
    found = rewritten(
        "2010/expenditure.bok",
        lambda text: text.replace(
            "  bukti undangan, daftar_hadir, notulen", "  bukti undangan, daftar_hadir"
        ),
    )
    (change,) = found.changes
    assert (change.declared.name, change.parts) == ("bukti_pertemuan", ("evidence",))


def test_a_ceiling_of_a_table() -> None:
    found = rewritten(
        "2019/allocation.bok", lambda text: text.replace("Rp120.007.427.000", "Rp120.007.427.001")
    )
    assert [(each.declared.name, each.parts) for each in found.changes] == [
        ("pagu_2019", ("entries",))
    ]


def test_from_python() -> None:
    found = diff(2010, 2015, ledger=[{"expense_type": "bahan_pmt_pemulihan", "amount": 5,
                                      "activity": "gizi"}])  # fmt: skip
    assert found.ledger is not None
    assert [each.outcomes for each in found.ledger.rows] == [("unlisted", "conditional")]
    assert found.money is None


def test_2010_and_2015_have_the_shared_scales_in_common() -> None:
    found = compare_rules(load_edition(2010).policy, load_edition(2015).policy)
    assert found.unchanged == 2
    assert found.words == ()
    added = {each.declared.name: each for each in found.changes if each.after is not None}
    assert [each.name for each in added["gaji_lembur_insentif"].related] == ["honor"]
    assert [each.name for each in added["transpor_rujukan"].related] == ["belanja"]
    assert [each.name for each in added["pmt"].related] == ["bahan_pmt_penyuluhan"]
    assert [each.name for each in added["konsumsi"].related] == ["rapat_desa", "konsumsi_lokmin"]
