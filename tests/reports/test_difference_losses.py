"""The largest possible loss in words."""

from __future__ import annotations

from bokrules.comparison.difference import Difference, compare
from bokrules.comparison.input_ranges import InputRange
from bokrules.comparison.possible_loss import possible_losses
from bokrules.inspection.diff import allocation_sides
from bokrules.reports.blocks import HtmlTable, Listing
from bokrules.reports.difference_losses import losses_section
from tests.helpers import compiled

UNIT = 'satuan u "U" kolom desa : bilangan dasar C '
RULE = (
    'rumus bok "BOK" untuk_setiap u masukan p : rupiah masukan q : bilangan'
    " hasil a = p * q * desa{rest} dasar C"
)
BOUNDED = " minimal Rp1 bulatkan a ke Rp1 sisa_terbesar jumlah_tepat p"
UNITS = [{"kode": "x1", "desa": 1}, {"kode": "x2", "desa": 2}]


def difference(rest: str, after: int) -> Difference:
    policy = compiled(UNIT + RULE.format(rest=rest))
    inputs: tuple[dict[str, object], ...] = ({"p": 4}, {"p": after})
    one, other = allocation_sides(policy, policy, UNITS, "bok", (inputs[0], inputs[1]))
    losses = possible_losses(one, other, [InputRange("q", 0, 2)])
    return compare((policy,), (policy,), losses=losses)


def test_nothing_is_rounded() -> None:
    blocks = list(losses_section(difference("", 3)))
    [points] = [each.items for each in blocks if isinstance(each, Listing)]
    assert "neither formula rounds" in points
    assert "not known: `q`, the same for both, from 0 to 2" in points
    [table] = [each for each in blocks if isinstance(each, HtmlTable)]
    # (4 - 3) * 2 for one desa: 8 before and 6 after.
    assert table.columns == [
        ("unit", ["x2", "x1"]),
        ("loss at most", ["Rp4", "Rp2"]),
        ("2010 (before)", ["Rp16", "Rp8"]),
        ("2010 (after)", ["Rp12", "Rp6"]),
        ("at q", ["2", "2"]),
    ]


def test_what_is_not_analysed() -> None:
    found = difference(BOUNDED, 4)
    [points] = [each.items for each in losses_section(found) if isinstance(each, Listing)]
    assert any(each.startswith("not analysed: x1, x2: `rumus bok`") for each in points)
    assert found.shows_something


def test_nothing_can_differ() -> None:
    found = difference("", 4)
    assert found.is_empty
    captions = [each.caption for each in losses_section(found) if isinstance(each, HtmlTable)]
    assert captions == ["Units that cannot lose"]
