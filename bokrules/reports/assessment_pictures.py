"""Which pictures show an assessment best, the main one first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import cycle
from typing import TYPE_CHECKING

from bokrules.base.messages import Message, msg
from bokrules.evaluation.assessment import AssessedRow, Assessment, Group, Yardstick
from bokrules.evaluation.assessment.groups import judgement_label
from bokrules.evaluation.assessment.result import PROVINCE_DIGITS, province_of
from bokrules.evaluation.assessment.yardsticks import judgements_of
from bokrules.reports.assessment_text import group_name, judgement_words
from bokrules.reports.charts import (
    Amounts,
    UnitRatio,
    absorption_dots,
    amounts_chart,
    band_table,
    ratio_chart,
    tile_map,
)
from bokrules.reports.charts.drawing import BLUE, ORANGE
from bokrules.reports.charts.province_grid import TILES
from bokrules.semantics.policy import Target
from bokrules.semantics.scales import Scale

if TYPE_CHECKING:
    from bokrules.reports.charts.drawing import Picture

MOST_UNITS = 80
"""Units that a chart with a line for each can show; more are drawn by group."""
MOST_YEARS = 20
BAND_COLOURS = ("#440154", "#3b528b", "#21918c", "#5ec962", "#fde725")
"""From the lowest band of a scale to its highest: dark to light, for any colour vision."""
RATIO_TITLE = msg("Realisation as a share of allocation")


def pictures_of(result: Assessment) -> Iterator[Picture]:
    """At least one picture for every result that has rows."""
    rows = result.rows
    if _is_by_year(rows):
        yield _bands(result)
        return
    of_provinces = _provinces(result)
    if of_provinces is not None:
        yield tile_map(of_provinces, _title(result, _map_title(rows)))
    if len(rows) > MOST_UNITS:
        yield from _dots(result)
        return
    if any(each.measured.realisation or each.measured.need for each in rows):
        yield amounts_chart([_amounts(each) for each in rows], _title(result, _amounts_title(rows)))
    yield _ratios(result)
    if result.groups and result.total.summed:
        yield from _dots(result)


# ---- which ----


def _is_by_year(rows: Sequence[AssessedRow]) -> bool:
    """Whether each unit has a row for each of several years, and no rupiah."""
    years = {each.measured.year for each in rows}
    cells = {(each.measured.unit, each.measured.year) for each in rows}
    return (
        None not in years
        and 1 < len(years) <= MOST_YEARS
        and len(cells) == len(rows)
        and not any(each.measured.has_both for each in rows)
    )


def _provinces(result: Assessment) -> dict[str, Fraction | None] | None:
    """The ratio of each province: its own row's, else that of the sums of its districts."""
    coded = [each.measured for each in result.rows if each.measured.code]
    if not coded or len({province_of(each.code) for each in coded}) * 2 < len(TILES):
        return None
    own = {each.code or "": each.ratio for each in coded if each.code in TILES}
    if len(own) == len(coded):
        return dict(own)
    if any(len(each.code or "") == PROVINCE_DIGITS for each in coded) or not result.total.summed:
        return None
    return {each.name or "": each.ratio for each in result.provinces}


# ---- the pictures ----


def _bands(result: Assessment) -> Picture:
    cells = [
        (each.measured.unit, each.measured.year or 0, each.measured.ratio, judgement_words(each))
        for each in result.rows
    ]
    return band_table(cells, _colours(result.yardsticks), _title(result, msg("Ratios by year")))


def _ratios(result: Assessment) -> Picture:
    rows = [
        UnitRatio(
            unit=each.measured.unit,
            ratio=each.measured.ratio,
            judgement=judgement_words(each),
            target=_target_of(each.yardstick),
        )
        for each in result.rows
    ]
    return ratio_chart(rows, _colours(result.yardsticks), _title(result, msg("Ratio by unit")))


def _dots(result: Assessment) -> Iterator[Picture]:
    """By the column asked for, else by province where units have codes."""
    groups = result.groups or result.provinces
    if not groups:
        yield _ratios(result)
        return
    members: dict[str | None, list[tuple[str, Fraction]]] = {}
    for each in result.rows:
        measured = each.measured
        key = measured.group if result.groups else province_of(measured.code)
        if measured.ratio is not None:
            members.setdefault(key, []).append((measured.unit, measured.ratio))
    lines = [(_group_name(each, result), each.ratio, members.get(each.name, ())) for each in groups]
    title = msg("Ratios by {column}", column=result.by or msg("province"))
    yield absorption_dots(lines, _title(result, title))


def _group_name(group: Group, result: Assessment) -> str:
    tile = None if result.groups else TILES.get(group.name or "")
    return tile.name if tile is not None else group_name(group)


def _amounts(row: AssessedRow) -> Amounts:
    measured = row.measured
    return Amounts(
        unit=measured.unit,
        allocation=measured.allocation,
        realisation=measured.realisation,
        need=measured.need,
    )


# ---- words and colours ----


def _title(result: Assessment, title: Message) -> Message:
    if result.source is None:
        return title
    return msg("{title} ({source})", title=title, source=result.source.name)


def _map_title(rows: Sequence[AssessedRow]) -> Message:
    is_of_provinces = all(each.measured.code in TILES for each in rows if each.measured.code)
    return RATIO_TITLE if is_of_provinces else msg("Absorption of districts, summed by province")


def _amounts_title(rows: Sequence[AssessedRow]) -> Message:
    has_need = any(each.measured.need is not None for each in rows)
    has_realisation = any(each.measured.realisation is not None for each in rows)
    if has_need and has_realisation:
        return msg("Allocation, realisation and need")
    return msg("Allocation and need") if has_need else msg("Allocation and realisation")


def _target_of(yardstick: Yardstick | None) -> Fraction | None:
    if isinstance(yardstick, Target) and yardstick.value is not None:
        return Fraction(yardstick.value)
    return None


def _colours(yardsticks: Sequence[Yardstick]) -> dict[str, str]:
    """By the words of a judgement; bands of a scale from dark to light."""
    colours: dict[str, str] = {}
    for yardstick in yardsticks:
        shades = cycle(BAND_COLOURS) if isinstance(yardstick, Scale) else cycle((BLUE, ORANGE))
        for judgement, colour in zip(judgements_of(yardstick), shades, strict=False):
            colours.setdefault(judgement_label(judgement), colour)
    return colours
