"""The words of an audit's reports: what each check looks for, and where a finding stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from bokrules.base.messages import Message, msg
from bokrules.inspection.audit import DocumentAudit
from bokrules.inspection.audit.counting_words import row_count
from bokrules.inspection.audit.finding import CellPlace, Finding
from bokrules.inspection.audit.statements import Status
from bokrules.inspection.published.table import PublishedTable

STATEMENTS = "pernyataan"
CHECK_TITLES = {
    "angka_rusak": msg("Numbers that cannot be read"),
    "jumlah": msg("Totals that are not the sum"),
    "selisih": msg("Differences that are not the difference"),
    "tanpa_nilai_dihitung_nol": msg("Differences that take a missing amount for 0"),
    "persen": msg("Percentages that are not the quotient"),
    "faktor": msg("Amounts out of proportion"),
    "realisasi_melebihi": msg("More realised than allocated"),
    "pagu": msg("Sums against a ceiling of another table"),
    "blok_ganda": msg("Blocks of rows printed twice"),
    "kode_ganda": msg("Units printed twice"),
    "nama_ganda": msg("Names printed twice"),
    "kosong_lalu_terisi": msg("Units printed blank, and again with amounts"),
    "dua_nama": msg("Units with several names"),
    "nama_rancu": msg("Names that several units have"),
    "kosong_atau_nol": msg("Blank or zero"),
    "judul_berangka": msg("Headings with amounts"),
    "kode_terlewat": msg("Numbers or codes that are skipped"),
    "urutan": msg("Out of order"),
    "unit_kurang": msg("Units that are missing"),
    "nilai_sama": msg("One amount for several units"),
    "serapan_penuh": msg("Realised to the last rupiah"),
    "alokasi_tidak_bulat": msg("Allocations that are no whole thousands"),
    "beda_tabel": msg("Two tables that differ"),
    "pita_bertumpang": msg("Bands that overlap"),
    "pita": msg("Criteria that are not the band of the ratio"),
    "perubahan": msg("Changes that are not the change"),
    "responden": msg("Answers against respondents"),
    STATEMENTS: msg("Statements of the text"),
}
STATUS_WORDS = {
    Status.HOLDS: msg("holds"),
    Status.FAILS: msg("does not hold"),
    Status.OPEN: msg("cannot be told"),
}


def table_title(table: PublishedTable) -> Message:
    if not table.number:
        return msg("{file} ({rows})", file=table.file, rows=row_count(len(table.rows)))
    return msg(
        "Table {number}: {title} ({rows})",
        number=table.number,
        title=table.title,
        rows=row_count(len(table.rows)),
    )


def by_table(
    audit: DocumentAudit,
) -> list[tuple[PublishedTable, list[tuple[str, list[Finding]]]]]:
    """Tables with findings, and these by check; statements of the text stand elsewhere."""
    found = []
    for table in audit.document.tables:
        of_table = [
            each for each in audit.findings if each.table == table.id and each.check != STATEMENTS
        ]
        checks = [(name, list(group)) for name, group in groupby(of_table, lambda each: each.check)]
        if checks:
            found.append((table, checks))
    return found


def check_counts(audit: DocumentAudit) -> list[tuple[str, Message, int]]:
    """Each check that found something: its name, its title, how often."""
    counted = audit.summary()
    return [(name, title, counted[name]) for name, title in CHECK_TITLES.items() if name in counted]


def statement_counts(audit: DocumentAudit) -> Message:
    """How many statements of the text hold, do not hold, and cannot be told."""
    of_text = [each for each in audit.statements if not each.statement.ours]
    counted = [
        msg("{status}: {n}", status=words, n=sum(each.status is status for each in of_text))
        for status, words in STATUS_WORDS.items()
    ]
    return msg("{n} statements of the text: {counted}", n=len(of_text), counted=counted)


def headline(finding: Finding) -> Message:
    """The message, behind the unit that it is about, and marked if it is only a remark."""
    if finding.remark:
        return msg("remark: {finding}", finding=_of_unit(finding))
    return _of_unit(finding)


def _of_unit(finding: Finding) -> Message:
    if finding.unit:
        return msg("{unit}: {message}", unit=finding.unit, message=finding.message)
    return finding.message


def where_found(cells: Sequence[CellPlace]) -> list[Message]:
    """The places of a finding, one line a file: rows, lines of the source, columns."""
    found = []
    for file, group in groupby(cells, lambda each: each.file):
        members = list(group)
        rows = {each.row for each in members}
        lines = {each.line for each in members if each.line is not None}
        columns = list(dict.fromkeys(each.column for each in members))
        place = (
            msg("{file}, row {rows}", file=file, rows=ranges(rows))
            if len(rows) == 1
            else msg("{file}, rows {rows}", file=file, rows=ranges(rows))
        )
        if lines:
            place = msg("{place} ({lines} of the source)", place=place, lines=_lines(lines))
        found.append(
            msg("{place}, column {columns}", place=place, columns=columns)
            if len(columns) == 1
            else msg("{place}, columns {columns}", place=place, columns=columns)
        )
    return found


def _lines(numbers: Collection[int]) -> Message:
    shown = ranges(numbers)
    if len(numbers) == 1:
        return msg("line {lines}", lines=shown)
    return msg("lines {lines}", lines=shown)


def ranges(numbers: Iterable[int]) -> str:
    """1, 2, 3, 7 as `1-3, 7`."""
    runs: list[list[int]] = []
    for each in sorted(set(numbers)):
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
