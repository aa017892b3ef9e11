"""Heads suggest roles."""

from __future__ import annotations

import pytest

from bokrules.inspection.published.notation import Kind
from bokrules.inspection.published.roles import Role, heads, role_of_head, roles_of_heads


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("alokasi", Role.ALLOCATION),
        ("Alokasi (Rp)", Role.ALLOCATION),
        ("Realisasi", Role.REALISATION),
        ("Serapan (%)", Role.ABSORPTION),
        ("%", Role.ABSORPTION),
        ("Penyerapan (%)", Role.ABSORPTION),
        ("Kebutuhan Riil", Role.NEED),
        ("Selisih", Role.DIFFERENCE),
        ("No.", Role.NUMBER),
        ("kode", Role.CODE),
        ("Kab / Kota", Role.NAME),
        ("baris", Role.LINE),
        ("catatan", Role.LABEL),
    ],
)
def test_heads(head: str, role: Role) -> None:
    assert role_of_head(head) is role


def test_several_names() -> None:
    assert roles_of_heads(["provinsi", "kode", "nama"]) == {
        "provinsi": Role.GROUP,
        "kode": Role.CODE,
        "nama": Role.NAME,
    }
    assert roles_of_heads(["Provinsi", "Kab/Kota"]) == {
        "Provinsi": Role.GROUP,
        "Kab/Kota": Role.NAME,
    }
    assert roles_of_heads(["Provinsi"]) == {"Provinsi": Role.NAME}


def test_kinds() -> None:
    assert Role.ALLOCATION.kind is Kind.RUPIAH
    assert Role.ABSORPTION.kind is Kind.PERCENT
    assert Role.COUNT.kind is Kind.COUNT
    assert Role.NAME.kind is Kind.TEXT


def test_every_head_has_its_role() -> None:
    assert {role_of_head(each).value for each in heads()} == set(heads())
