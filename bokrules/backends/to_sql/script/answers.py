"""From profiles to answers: the decision of `deciding`, stage by stage, over all profiles at once.

The names of tables stand in the templates as plain words and are put in as identifiers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from bokrules.backends.to_sql.dialects import Dialect, text
from bokrules.backends.to_sql.script.names import Names
from bokrules.backends.to_sql.script.rules import DAY, RuleTables
from bokrules.backends.to_sql.script.spelling import (
    NO_NAMES,
    fixed,
    listed,
    names_of,
)
from bokrules.semantics.outcomes import Outcome

LISTED = ("basis", "missing", "too_general", "gaps", "limits", "obligations")
_PARTS = {"missing": ["missing", "too_general"]}
"""No field is both: one that is too general is given."""
_DIGITS = 2  # where the digits stand in a profile; before them the text, behind them the slots
_DISTINCT = 'SELECT DISTINCT "#profile" AS profile FROM profiles WHERE "#profile" IS NOT NULL'
_FLAGS = ("forbids", "unlists", "hides", "limps", "passes")
"""Whether each outcome is still possible, in their order."""
_SUMS = ("outcome", "whole", "lacks", *_FLAGS)
"""What is the same in all rows of a case."""


PROFILES, ANSWERS = "profiles", "answers"


def answers_steps(tables: RuleTables, names: Names, dialect: Dialect) -> dict[str, exp.Query]:
    """Named steps, each reading those before it and the step `PROFILES`.

    The last, `ANSWERS`, has a row per profile: outcome, lists, and what follows for amounts.
    """
    several = len(tables.policies) > 1
    steps = {
        "cases": _cases(several),
        "fields": _fields(tables),
        "applied": _APPLIED,
        "judged": _JUDGED,
        "standing": _standing(tables),
        "weighed": _weighed(tables),
        "staged": _staged(tables),
        "flagged": _flagged(tables),
        "said": _said(tables),
    }
    queries = {name: _query(template, names) for name, template in steps.items()}
    queries["answered"] = _answered(dialect, several=several)
    if several:
        queries["compared"] = _compared(tables)
    queries[ANSWERS] = _last(tables, dialect, several=several)
    return queries


def _query(template: str, names: Names) -> exp.Query:
    tables = {
        "rules_": names.rules,
        "selectors_": names.selectors,
        "exceptions_": names.exceptions,
        "says_": names.says,
    }
    query = fixed(template)
    for table in query.find_all(exp.Table):
        if table.name in tables:
            table.set("this", exp.to_identifier(tables[table.name], quoted=True))
    assert isinstance(query, exp.Query)
    return query


def with_steps(steps: Mapping[str, exp.Query], last: exp.Select) -> exp.Select:
    """The query `last`, with all steps as common table expressions."""
    for name, query in steps.items():
        last = last.with_(exp.to_identifier(name, quoted=True), as_=query, copy=False)
    return last


# ---- which rules apply ----


def _cases(several: bool) -> str:
    """A profile under a text; one without a day under every text."""
    if not several:
        return f"""
            SELECT profile, 1 AS text, SPLIT_PART(profile, '|', {_DIGITS}) AS digits
            FROM ({_DISTINCT}) AS p
            """
    return f"""
        SELECT p.profile, t.text, SPLIT_PART(p.profile, '|', {_DIGITS}) AS digits
        FROM ({_DISTINCT}) AS p
        CROSS JOIN (SELECT DISTINCT text FROM rules_) AS t
        WHERE SPLIT_PART(p.profile, '|', 1) IN ('0', CAST(t.text AS TEXT))
        """


def _fields(tables: RuleTables) -> str:
    """Each case once for every slot that a selector reads, and once for rules without any."""
    slots = sorted({each.slot for each in tables.selectors})
    values = ", ".join(f"({slot})" for slot in slots)
    whens = " ".join(
        f"WHEN {slot} THEN SPLIT_PART(c.profile, '|', {_DIGITS + slot})" for slot in slots if slot
    )
    value = f"CASE s.slot {whens} ELSE '' END" if whens else "''"
    return f"""
        SELECT c.profile, c.text, c.digits, s.slot, {value} AS value
        FROM cases AS c CROSS JOIN (VALUES {values}) AS s(slot)
        """


def _truth(place: str) -> str:
    """The truth of a digit."""
    digit = f"SUBSTRING(a.digits, {place}, 1)"
    return f"CASE {digit} WHEN '1' THEN 2 WHEN '0' THEN 0 ELSE 1 END"


_APPLIED = f"""
    SELECT a.profile, a.text, a.digits, a.rule,
        CASE WHEN r.condition IS NULL THEN a.reach ELSE LEAST(a.reach, {_truth("r.condition")}) END
            AS truth
    FROM (
        SELECT f.profile, f.text, f.digits, s.rule, MIN(s.truth) AS reach, COUNT(*) AS met
        FROM fields AS f
        JOIN selectors_ AS s ON s.text = f.text AND s.slot = f.slot AND s.value = f.value
        GROUP BY f.profile, f.text, f.digits, s.rule
    ) AS a
    JOIN rules_ AS r ON r.rule = a.rule AND r.selectors = a.met
    """
"""Rules whose selectors are all met."""

_JUDGED = """
    SELECT a.profile, a.text, a.digits, t.rule,
        MAX(CASE WHEN t.rule = a.rule THEN a.truth ELSE 0 END) AS applies,
        MAX(CASE WHEN t.rule <> a.rule THEN a.truth ELSE 0 END) AS excepted
    FROM applied AS a
    JOIN (
        SELECT rule, rule AS source FROM rules_ UNION ALL SELECT rule, permission FROM exceptions_
    ) AS t ON t.source = a.rule
    GROUP BY a.profile, a.text, a.digits, t.rule
    """
"""With the strongest of their exceptions."""


def _standing(tables: RuleTables) -> str:
    served = "".join(f", r.serves_{n}" for n, _ in enumerate(tables.dimensions, 1))
    return f"""
        SELECT a.*,
            CASE WHEN part = 'require' AND requirement IS NULL THEN 1
                WHEN part = 'require' THEN GREATEST(2 - truth, {_truth("requirement")}) END
                AS state,
            CASE WHEN truth = 2 AND evidence IS NOT NULL AND {_truth("evidence")} = 0 THEN 1
                ELSE 0 END AS lacking
        FROM (
            SELECT j.profile, j.text, j.digits, j.rule, r.part, r.closes, r.requirement, r.evidence,
                r.kind = 'gap' AS is_gap{served},
                LEAST(j.applies, 2 - j.excepted, CASE WHEN r.kind = 'gap' THEN 1 ELSE 2 END)
                    AS truth
            FROM judged AS j JOIN rules_ AS r ON r.rule = j.rule
        ) AS a
        WHERE truth > 0
        """


# ---- what they decide together ----


def _weighed(tables: RuleTables) -> str:
    """The greatest truth of each question, in every row of a case."""
    wanted = {
        "forbid": "part = 'forbid'",
        "allow": "part = 'allow'",
        **{f"closed_{n}": f"closes = {n}" for n, _ in enumerate(tables.dimensions, 1)},
        **{f"listed_{n}": f"serves_{n}" for n, _ in enumerate(tables.dimensions, 1)},
    }
    greatest = [
        f"MAX(CASE WHEN {which} THEN truth ELSE 0 END) OVER (PARTITION BY profile, text) AS {name}"
        for name, which in wanted.items()
    ]
    greatest += [
        f"MAX(CASE WHEN {which} THEN 1 ELSE 0 END) OVER (PARTITION BY profile, text) AS {name}"
        for name, which in {"unmet": "state = 0", "doubt": "state = 1"}.items()
    ]
    lacks = "MAX(lacking) OVER (PARTITION BY profile, text) AS lacks"
    return f"SELECT *, {', '.join([*greatest, lacks])} FROM standing"


def _staged(tables: RuleTables) -> str:
    """The first stage that holds: forbidden, doubtful, unlisted, open, payable."""
    numbers = [n for n, _ in enumerate(tables.dimensions, 1)]
    closed = _greatest([f"closed_{n}" for n in numbers])
    refusing = _greatest([f"LEAST(closed_{n}, 2 - listed_{n})" for n in numbers])
    return f"""
        SELECT *,
            CASE WHEN forbid = 2 THEN 'forbidden' WHEN forbid = 1 THEN 'doubtful'
                WHEN refusing = 2 THEN 'unlisted' WHEN refusing = 1 OR silent > 0 THEN 'open'
                ELSE 'payable' END AS stage
        FROM (
            SELECT *, {refusing} AS refusing, LEAST(2 - {closed}, 2 - allow) AS silent FROM weighed
        ) AS w
        """


def _greatest(terms: Sequence[str]) -> str:
    return f"GREATEST({', '.join(terms)})" if len(terms) > 1 else terms[0] if terms else "0"


def _flagged(tables: RuleTables) -> str:
    """Of each rule, whether it decided, and whether it is what leaves the answer open."""
    numbers = [n for n, _ in enumerate(tables.dimensions, 1)]
    refuses = " ".join(f"WHEN {n} THEN LEAST(truth, 2 - listed_{n})" for n in numbers)
    refuses = f"CASE closes {refuses} ELSE 0 END" if numbers else "0"
    doubtful = " OR ".join(
        ["silent > 0", *(f"(serves_{n} AND closed_{n} > 0 AND listed_{n} = 1)" for n in numbers)]
    )
    return f"""
        SELECT profile, text, digits, rule, part, is_gap, state, lacking, truth,
            CASE stage
                WHEN 'forbidden' THEN part = 'forbid' AND truth = 2
                WHEN 'doubtful' THEN part = 'forbid' AND truth = 1
                WHEN 'unlisted' THEN part = 'close' AND refuses = 2
                WHEN 'open' THEN part = 'close' AND refuses = 1
                    OR is_gap AND silent > 0 AND part = 'allow'
                ELSE part = 'allow' AND truth = 2 END AS decides,
            CASE stage
                WHEN 'doubtful' THEN part = 'forbid' AND truth = 1
                WHEN 'open' THEN part = 'close' AND refuses = 1 AND truth = 1
                    OR part = 'allow' AND truth = 1 AND ({doubtful})
                WHEN 'payable' THEN part = 'require' AND state = 1
                ELSE FALSE END AS is_open,
            CASE stage WHEN 'forbidden' THEN 'forbidden' WHEN 'unlisted' THEN 'unlisted'
                WHEN 'payable'
                    THEN CASE WHEN unmet + doubt > 0 THEN 'conditional' ELSE 'allowed' END
                ELSE 'undetermined' END AS outcome,
            CASE WHEN forbid = 2 OR refusing = 2 THEN 1 ELSE 0 END AS whole,
            lacks,
            CASE WHEN forbid > 0 THEN 1 ELSE 0 END AS forbids,
            CASE WHEN forbid < 2 AND refusing > 0 THEN 1 ELSE 0 END AS unlists,
            CASE WHEN forbid < 2 AND refusing < 2 AND silent > 0 THEN 1 ELSE 0 END AS hides,
            CASE WHEN forbid < 2 AND refusing < 2 AND silent < 2 AND unmet + doubt > 0 THEN 1
                ELSE 0 END AS limps,
            CASE WHEN forbid < 2 AND refusing < 2 AND silent < 2 AND unmet = 0 THEN 1
                ELSE 0 END AS passes
        FROM (SELECT *, {refuses} AS refuses FROM staged) AS s
        """


# ---- in words ----


def _said(tables: RuleTables) -> str:
    """A row for each word of an answer, and one without a word, so that every case has some."""
    slots = sorted({each.slot for each in tables.says if each.slot})
    whens = " ".join(
        f"WHEN {slot} THEN SPLIT_PART(f.profile, '|', {_DIGITS + slot})" for slot in slots
    )
    found = f"s.value = CASE s.slot {whens} END" if whens else "FALSE"
    return f"""
        SELECT profile, text, part, name, MIN(place) AS place,
            {", ".join(f"MAX({each}) AS {each}" for each in _SUMS)}
        FROM (
            SELECT f.profile, f.text, {", ".join(f"f.{each}" for each in _SUMS)}, s.part, s.place,
                CASE WHEN s.part = 'obligations'
                        THEN CAST(f.rule AS TEXT) || ':' || CAST(f.state AS TEXT)
                    WHEN s.part = 'meaning' AND f.part = 'require'
                        THEN s.name || ':' || CAST(100 * f.state + 10 * f.truth + f.lacking AS TEXT)
                    ELSE s.name END AS name
            FROM flagged AS f JOIN says_ AS s ON s.rule = f.rule
            WHERE CASE s.part
                WHEN 'basis' THEN f.decides
                WHEN 'gaps' THEN f.is_open
                WHEN 'owed' THEN f.truth = 2
                WHEN 'meaning'
                    THEN f.decides OR f.is_open AND f.is_gap OR f.part IN ('require', 'limit')
                WHEN 'missing' THEN f.is_open AND SUBSTRING(f.digits, s.digit, 1) = '0'
                WHEN 'too_general' THEN f.is_open AND {found}
                ELSE TRUE END
        ) AS w
        GROUP BY profile, text, part, name
        """


def _answered(dialect: Dialect, *, several: bool) -> exp.Select:
    """A row per case."""
    parts = (*LISTED, "owed", *(("meaning",) if several else ()))
    same = [exp.alias_(fixed(f"MAX({each})"), each) for each in _SUMS]
    lists = [exp.alias_(names_of(_PARTS.get(each, [each]), dialect), each) for each in parts]
    return exp.select("profile", "text", *same, *lists).from_("said").group_by("profile", "text")


# ---- texts that disagree ----


def _compared(tables: RuleTables) -> exp.Query:
    """Whether the texts of an edition say the same of a profile without a day."""
    parts = (*LISTED[:-1], "meaning")
    print_ = ", ".join(f"ARRAY_TO_STRING({each}, ',')" for each in parts)
    numbers = range(1, len(tables.policies) + 1)
    of_text = [
        f"MAX(CASE WHEN text = {n} THEN {each} END) OVER (PARTITION BY profile) AS {each}_{n}"
        for n in numbers
        for each in ("whole", "lacks", "owed")
    ]
    any_of = [f"MAX({each}) OVER (PARTITION BY profile) AS any_{each}" for each in _FLAGS]
    return fixed(  # type: ignore[return-value]
        f"""
        SELECT *, MIN(print) OVER (PARTITION BY profile) <> MAX(print) OVER (PARTITION BY profile)
                AS differ,
            MIN(text) OVER (PARTITION BY profile) AS first, {", ".join([*of_text, *any_of])}
        FROM (
            SELECT profile, text, {", ".join([*_SUMS, *LISTED])},
                ',' || ARRAY_TO_STRING(owed, ',') || ',' AS owed,
                CONCAT_WS('|', outcome, {", ".join(f"CAST({each} AS TEXT)" for each in _SUMS[1:])},
                    {print_}) AS print
            FROM answered
        ) AS a
        """
    )


def _last(tables: RuleTables, dialect: Dialect, *, several: bool) -> exp.Select:
    if not several:
        possible = exp.alias_(_possible(dialect, ""), "possible")
        owed = exp.alias_(fixed("',' || ARRAY_TO_STRING(owed, ',') || ','"), "owed")
        return exp.select("profile", "outcome", *LISTED, possible, "whole", "lacks", owed).from_(
            "answered"
        )
    numbers = range(1, len(tables.policies) + 1)
    day = tables.policies[0].vocabulary.facts[DAY].alias
    lists = {each: fixed(NO_NAMES, "postgres") for each in LISTED}
    lists["missing"] = exp.cast(exp.array(text(day)), "ARRAY<TEXT>")
    every = " + ".join(f"COALESCE(whole_{n}, 0)" for n in numbers)
    union = " || ".join(f"COALESCE(owed_{n}, '')" for n in numbers)
    differing: dict[str, exp.Expr] = {
        "outcome": text(Outcome.UNDETERMINED.value),
        **lists,
        "possible": _possible(dialect, "any_"),
        "whole": fixed(f"CASE WHEN {every} = {len(tables.policies)} THEN 1 ELSE 0 END"),
        "lacks": exp.null(),
        "owed": fixed(union),
    }
    own = {"possible": _possible(dialect, "")}
    chosen = [
        exp.alias_(
            exp.Case().when(exp.column("differ"), other).else_(own.get(name, exp.column(name))),
            name,
        )
        for name, other in differing.items()
    ]
    of_text = [f"{each}_{n}" for n in numbers for each in ("whole", "lacks")]
    return (
        exp.select("profile", *chosen, "differ", *of_text)
        .from_("compared")
        .where(fixed("text = first"))
    )


def _possible(dialect: Dialect, prefix: str) -> exp.Expr:
    """The outcomes still open, the gravest first."""
    return listed(
        (
            exp.Case().when(fixed(f"{prefix}{flag} = 1"), text(outcome.value))
            for flag, outcome in zip(_FLAGS, Outcome, strict=True)
        ),
        dialect,
    )
