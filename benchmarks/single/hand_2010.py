"""The edition of 2010 as a Python programmer would write it by hand: the peer of all peers.

The sets of terms stand in `hand_2010_rules.py`. `decide` gives the
outcome, the rules that decided and the missing facts of a tuple. `heads.py` makes functions for
slotted objects and for dicts out of it, and those that remember what they found of an expense
type, an activity and remoteness.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from benchmarks.single.hand_2010_rules import (
    ACTIVITY_BANS_OF,
    BANS_IN_ORDER,
    FACTS_IN_ORDER,
    FIRST_DAY,
    LAST_DAY,
    LISTED_ACTIVITIES_OF,
    LISTED_TYPES_OF,
    MEETING,
    MEETING_COST,
    MEETING_WITH_RECEIPT,
    OFFICE,
    OFFICE_SUPPLIES,
    PERMISSIONS_IN_ORDER,
    PROOF,
    PROOF_OF_PURCHASE,
    PROOF_OF_TRANSPORT,
    PROOF_OF_TRAVEL,
    PURCHASE,
    REMOTE_OF,
    SPECIAL_TYPES,
    TOGETHER_OF,
    TRANSPORT,
    TRAVEL,
    TYPE_BANS_OF,
    Names,
    Truth,
)

Result = tuple[str, Names, Names]


def permission(
    expense_type: str | None, activity: str | None, remote: bool | None
) -> tuple[str | None, Names, Names]:
    """The rules about the type and the activity; no outcome (None) where it is permitted."""
    basis: list[str] = []
    doubts: list[str] = []
    type_asked = activity_asked = False
    for name, truth in ACTIVITY_BANS_OF[activity]:
        if truth:
            basis.append(name)
        else:
            doubts.append(name)
            activity_asked = True
    for name, truth in TYPE_BANS_OF[expense_type]:
        if truth:
            basis.append(name)
        else:
            doubts.append(name)
            type_asked = True
    if expense_type in OFFICE_SUPPLIES and activity in OFFICE:
        supplies, office = OFFICE_SUPPLIES[expense_type], OFFICE[activity]
        if supplies and office:
            basis.append("atk_kantor")
        else:
            doubts.append("atk_kantor")
            type_asked = type_asked or supplies is None
            activity_asked = activity_asked or office is None
    if basis:
        return "forbidden", in_order(basis, BANS_IN_ORDER), ()
    if doubts:
        asked = ("expense_type",) * type_asked + ("activity",) * activity_asked
        return "undetermined", in_order(doubts, BANS_IN_ORDER), asked

    on_activities: Truth = False
    on_types: Truth = False
    asked_for_activities: set[str] = set()
    asked_for_types: set[str] = set()
    for name, truth in LISTED_ACTIVITIES_OF[activity]:
        if truth:
            on_activities = True
            basis.append(name)
        else:
            on_activities = on_activities or None
            asked_for_activities.add("activity")
    for name, truth in LISTED_TYPES_OF[expense_type]:
        if truth:
            on_types = True
            basis.append(name)
        else:
            on_types = on_types or None
            asked_for_types.add("expense_type")
    for name, of_type, activities in TOGETHER_OF[expense_type]:
        if activity not in activities:
            continue
        of_activity = activities[activity]
        if of_type and of_activity:
            on_types = on_activities = True
            basis.append(name)
        else:
            on_types, on_activities = on_types or None, on_activities or None
            both = ("expense_type",) * (of_type is None) + ("activity",) * (of_activity is None)
            asked_for_types.update(both)
            asked_for_activities.update(both)
    if remote is not False:
        for name, of_type in REMOTE_OF[expense_type]:
            if of_type and remote:
                on_types = True
                basis.append(name)
            else:
                on_types = on_types or None
                if of_type is None:
                    asked_for_types.add("expense_type")
                if remote is None:
                    asked_for_types.add("remote")
    if on_activities is False or on_types is False:
        return "unlisted", closed(on_activities is False, on_types is False), ()
    if on_activities is None or on_types is None:
        asked_for = asked_for_activities if on_activities is None else set()
        if on_types is None:
            asked_for |= asked_for_types
        lists = closed(on_activities is None, on_types is None)
        return "undetermined", lists, in_order(asked_for, FACTS_IN_ORDER)
    return None, in_order(basis, PERMISSIONS_IN_ORDER), ()


permission_remembered = cache(permission)


def closed(activities: bool, types: bool) -> Names:
    if activities:
        return ("kegiatan", "belanja") if types else ("kegiatan",)
    return ("belanja",)


def in_order(names: Iterable[str], order: Names) -> Names:
    found = set(names)
    return tuple(each for each in order if each in found)


def decide(row: tuple[Any, ...]) -> Result:
    """An expense's values in vocabulary order, None where missing."""
    (
        expense_type, activity, _, _, amount, day, _, documents, _, _, _, in_plan, _,
        over_unit_cost, _, _, _, _, _, remote, _, stamp, taxes, _, _, _, voucher_amount, _,
    ) = row  # fmt: skip
    outcome, basis, asked = permission(expense_type, activity, remote)
    if outcome is not None:
        return outcome, basis, asked

    met = day is None or FIRST_DAY <= day <= LAST_DAY
    missing: list[str] = []
    if not in_plan:
        met = False
        if in_plan is None:
            missing.append("in_plan")
    if over_unit_cost is not False:
        met = False
        if over_unit_cost is None:
            missing.append("over_unit_cost")
    if documents is None:
        met = False
        missing.append("documents")
    elif PROOF.isdisjoint(documents):
        met = False

    if expense_type in SPECIAL_TYPES:
        if expense_type in TRANSPORT:
            of_type = TRANSPORT[expense_type]
            if documents is None:
                if of_type is None:
                    missing.append("expense_type")
            elif "surat_tugas" not in documents or PROOF_OF_TRANSPORT.isdisjoint(documents):
                met = False
                if of_type is None:
                    missing.append("expense_type")
        if expense_type in TRAVEL and remote is not False:
            of_type = TRAVEL[expense_type]
            if documents is None or not (
                "kuitansi" in documents
                and "rincian_biaya" in documents
                and "surat_tugas" in documents
                and "sppd" in documents
                and "laporan_dinas" in documents
                and not PROOF_OF_TRAVEL.isdisjoint(documents)
            ):
                met = False
                if documents is None or not (of_type and remote):
                    if of_type is None:
                        missing.append("expense_type")
                    if remote is None:
                        missing.append("remote")
        if expense_type in PURCHASE:
            of_type = PURCHASE[expense_type]
            if documents is None:
                if of_type is None:
                    missing.append("expense_type")
            elif PROOF_OF_PURCHASE.isdisjoint(documents):
                met = False
                if of_type is None:
                    missing.append("expense_type")
            voucher = amount if voucher_amount is None else voucher_amount
            if voucher is None or voucher > 250_000:
                is_sure = of_type and voucher is not None
                if (voucher is None or voucher <= 1_000_000) and (stamp is None or stamp < 3000):
                    met = False
                    if stamp is None or not is_sure:
                        if of_type is None:
                            missing.append("expense_type")
                        if voucher is None:
                            missing.append("amount")
                        if stamp is None:
                            missing.append("stamp")
                if voucher is None or voucher > 1_000_000:
                    if stamp is None or stamp < 6000:
                        met = False
                        if stamp is None or not is_sure:
                            if of_type is None:
                                missing.append("expense_type")
                            if voucher is None:
                                missing.append("amount")
                            if stamp is None:
                                missing.append("stamp")
                    if amount is None or taxes is None:
                        met = False
                        if of_type is None:
                            missing.append("expense_type")
                        if amount is None:
                            missing.append("amount")
                        if taxes is None:
                            missing.append("taxes")
                    elif amount // 10 > taxes.get("ppn", 0) or amount * 3 // 200 > taxes.get(
                        "pph22", 0
                    ):
                        met = False
                        if of_type is None:
                            missing.append("expense_type")
        if (
            expense_type in MEETING_COST
            and activity in MEETING_WITH_RECEIPT
            and (documents is None or "kuitansi" not in documents)
        ):
            met = False
            is_sure = MEETING_COST[expense_type] and MEETING_WITH_RECEIPT[activity]
            if documents is None or not is_sure:
                if MEETING_COST[expense_type] is None:
                    missing.append("expense_type")
                if MEETING_WITH_RECEIPT[activity] is None:
                    missing.append("activity")
    if activity in MEETING and (
        documents is None
        or not ("undangan" in documents and "daftar_hadir" in documents and "notulen" in documents)
    ):
        met = False
        if MEETING[activity] is None:
            missing.append("activity")

    if met:
        return "allowed", basis, ()
    return "conditional", basis, in_order(missing, FACTS_IN_ORDER) if missing else ()
