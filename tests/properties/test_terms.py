"""A formula as terms of the solver: at fixed inputs what the formula itself computes."""

from __future__ import annotations

from fractions import Fraction

import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from bokrules.allocation.solve import Allocation, solve
from bokrules.backends.polynomials import Polynomial
from bokrules.backends.to_smt.formulas import FormulaEncoder, Value
from bokrules.backends.to_smt.unknowns import Unknown, Unknowns
from bokrules.base.errors import InvalidValue
from bokrules.comparison.fiscal import Side
from bokrules.comparison.input_ranges import InputRange, Of
from bokrules.comparison.possible_loss import possible_losses
from bokrules.semantics.policy import Policy
from tests.helpers import compiled

HEAD = (
    'satuan u "U" kolom desa : bilangan, lokus : ya_tidak, wilayah : jenis_wilayah dasar C '
    'tabel bobot "B" per jenis_wilayah desa 2 kota 1,5 pulau 0 dasar C '
    'rumus bok "BOK" untuk_setiap u masukan p : rumus_p masukan q : bilangan masukan r : bilangan '
).replace("rumus_p", "rupiah")
NUMBERS = st.recursive(
    st.sampled_from(["q", "r", "desa", "1", "0,5", "bobot[wilayah]", "hitung(lokus)", "cacah(u)"]),
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("({} - {})".format, inner, inner),
        st.builds("({} * {})".format, inner, inner),
        st.builds("({} / {})".format, inner, inner),
    ),
    max_leaves=4,
)
SCALARS = st.sampled_from(["1", "jumlah(desa)", "jumlah(w)", "jumlah(bobot[wilayah] * desa)", "r"])
ENDS = st.sampled_from(
    [
        "bulatkan a ke Rp1 sisa_terbesar",
        "bulatkan a ke Rp10 sisa_terbesar",
        "bulatkan a ke Rp10 sisa_terbesar sisa_ke_terbesar",
        "bulatkan a ke Rp10 sisa_terbesar sisa_tidak_dibagi",
        "bulatkan a ke Rp1 sisa_terbesar jumlah_tepat p",
        "minimal Rp5 bulatkan a ke Rp1 sisa_terbesar",
        "maksimal p bulatkan a ke Rp10 sisa_terbesar sisa_ke_terbesar",
        "minimal Rp5 * q maksimal Rp30 bulatkan a ke Rp10 sisa_terbesar sisa_ke_terbesar",
        "",
    ]
)
UNITS = st.lists(
    st.tuples(st.integers(0, 4), st.booleans(), st.sampled_from(["desa", "kota", "pulau"])),
    min_size=1,
    max_size=3,
)
INPUTS = st.tuples(
    st.integers(0, 12).map(lambda each: 10 * each),
    st.fractions(0, 4, max_denominator=2),
    st.fractions(0, 4, max_denominator=2),
)


def solved(
    policy: Policy, units: list[dict[str, object]], inputs: dict[str, object]
) -> Allocation | None:
    try:
        return solve(policy.formulas[0], policy, units, inputs)
    except InvalidValue:
        return None


def value_of(each: object) -> Value:
    if isinstance(each, bool | str):
        return each
    assert isinstance(each, int | Fraction)
    return Polynomial.constant(each)


@settings(max_examples=150, deadline=None)
@given(NUMBERS, SCALARS, ENDS, UNITS, INPUTS)
def test_terms_agree_with_the_formula(
    number: str,
    scalar: str,
    end: str,
    rows: list[tuple[int, bool, str]],
    values: tuple[int, Fraction, Fraction],
) -> None:
    policy = compiled(f"{HEAD} w = {number} + 0 * desa hasil a = p * w / {scalar} {end} dasar C")
    units: list[dict[str, object]] = [
        {"kode": str(place), "desa": desa, "lokus": lokus, "wilayah": wilayah}
        for place, (desa, lokus, wilayah) in enumerate(rows)
    ]
    inputs: dict[str, int | Fraction] = dict(zip("pqr", values, strict=True))
    expected = solved(policy, units, {**inputs})
    unknowns = Unknowns()
    terms = FormulaEncoder(
        unknowns,
        len(units),
        {each.name: each for each in policy.tables},
        {
            name: [value_of(each[name]) for each in units]
            for name in ("kode", "desa", "lokus", "wilayah")
        },
        {
            "p": unknowns.add(Unknown("p", Fraction(0), Fraction(200), is_whole=True)),
            "q": unknowns.add(Unknown("q", Fraction(0), Fraction(4), is_whole=False)),
            # Known: both ways to be given meet in one formula.
            "r": Polynomial.constant(values[2]),
        },
    ).encode(policy.formulas[0])
    solver = z3.Solver()
    solver.add(*unknowns.conditions, *unknowns.whole)
    for name in ("p", "q"):
        at = Fraction(inputs[name])
        term = unknowns.term(Polynomial.variable(name))
        solver.add(term == z3.Q(at.numerator, at.denominator))
    # Defined just where the formula gives shares.
    assert solver.check() == (z3.unsat if expected is None else z3.sat)
    if expected is None:
        return
    model = solver.model()

    def read(polynomial: object) -> Fraction:
        assert isinstance(polynomial, Polynomial)
        exact = z3.simplify(model.eval(unknowns.term(polynomial), model_completion=True))
        return Fraction(exact.numerator_as_long(), exact.denominator_as_long())

    for place, unit in enumerate(expected.units):
        assert {name: read(line[place]) for name, line in terms.lines.items()} == unit.lines
        assert read(terms.quotas[place]) == unit.quota


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["desa", "desa + q", "bobot[wilayah] * desa", "desa * q + hitung(lokus)"]),
    st.tuples(ENDS, ENDS),
    UNITS,
    st.tuples(st.integers(0, 30), st.integers(0, 12)),
    st.sampled_from(Of),
    st.integers(0, 3),
)
def test_the_greatest_loss_is_that_of_all_inputs_tried(
    number: str,
    ends: tuple[str, str],
    rows: list[tuple[int, bool, str]],
    span: tuple[int, int],
    of: Of,
    q: int,
) -> None:
    units: list[dict[str, object]] = [
        {"kode": str(place), "desa": desa, "lokus": lokus, "wilayah": wilayah}
        for place, (desa, lokus, wilayah) in enumerate(rows)
    ]
    policies = [
        compiled(f"{HEAD} w = {number} hasil a = p * w + 0 * r * Rp1 {end} dasar C") for end in ends
    ]
    known: list[dict[str, object]] = [
        {"q": q, "r": 1} if of.is_of(place) else {"p": 20, "q": q, "r": 1} for place in (0, 1)
    ]
    tried: dict[str, Fraction] = {}
    for p in range(span[0], sum(span) + 1):
        before, after = (
            solved(policy, units, {"p": p, **given})
            for policy, given in zip(policies, known, strict=True)
        )
        if before is None or after is None:
            continue
        for old, new in zip(before.units, after.units, strict=True):
            loss = old.quota - new.quota
            tried[old.unit] = max(loss, tried.get(old.unit, loss))
    one, other = (
        Side(formula=policy.formulas[0], policy=policy, inputs=given, units=units)
        for policy, given in zip(policies, known, strict=True)
    )
    try:
        found = possible_losses(one, other, [InputRange("p", span[0], sum(span), of)])
    except InvalidValue:
        assert tried == {}
        return
    assert found.is_analysed
    assert {each.unit: each.loss for each in found.units} == tried
