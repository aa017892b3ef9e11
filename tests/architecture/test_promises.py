"""What the code promises about itself, beyond the layers that import-linter checks."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bokrules

PACKAGE = Path(bokrules.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in MODULES
}
MOST_LINES = 450


def calls(tree: ast.AST) -> Iterator[str]:
    """Names of functions and methods that are called, without what stands before the dot."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name


def imports(tree: ast.AST) -> Iterator[str]:
    """Names of the modules imported, anywhere in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def doing(words: set[str]) -> dict[str, set[str]]:
    """Which of the calls each module makes."""
    found = {name: set(calls(tree)) & words for name, tree in TREES.items()}
    return {name: made for name, made in found.items() if made}


# ---- files, clock, network ----

LOOKING = {"is_file", "is_dir", "exists", "glob", "rglob", "iterdir", "stat", "samefile"}
LOOKING |= {"fstat", "scandir", "listdir"}
READING = {"open", "read_bytes", "read_text"}
WRITING = {"write_text", "write_bytes", "unlink", "mkdir", "rename", "touch", "rmdir", "symlink_to"}
WRITING |= {"makedirs", "fsync", "utime", "ftruncate", "mkstemp"}
CLOCK = {"now", "today", "utcnow", "monotonic", "perf_counter", "localtime", "gmtime"}


def test_who_touches_files() -> None:
    """Readers of editions and ledgers, the cache, writers of drafts and reports, the program.

    `read_text` is the editions' own reader as well as the method of a path.
    """
    assert doing(LOOKING | READING | WRITING) == {
        "base/resources.py": {"is_dir", "read_text"},
        "cli/check.py": {"is_dir"},
        "cli/failures.py": {"open"},
        "cli/output.py": {"open"},
        "editions/drafting.py": {
            "exists",
            "glob",
            "is_dir",
            "mkdir",
            "read_text",
            "rename",
            "write_text",
        },
        "editions/cache/folder.py": {
            *("fstat", "fsync", "listdir", "makedirs", "mkdir", "open"),
            *("stat", "unlink", "utime"),
        },
        "editions/cache/sources.py": {"is_dir", "read_bytes", "scandir", "stat"},
        "editions/edition.py": {"glob", "is_file"},
        "editions/files.py": {"read_text"},
        "editions/formatting.py": {
            *("is_dir", "is_file", "open", "read_bytes", "read_text", "rglob", "stat"),
            *("unlink", "write_bytes"),
        },
        "editions/linting.py": {"glob", "is_dir", "is_file", "read_text"},
        "editions/periods.py": {"read_text"},
        "editions/places.py": {"glob", "is_dir", "is_file"},
        "editions/reading.py": {"read_bytes", "stat"},
        "editions/revisions.py": {"read_text"},
        "evaluation/bulk/scratch.py": {"exists", "fstat", "glob", "open", "rename"},
        "evaluation/bulk/writing.py": {
            "exists",
            "fsync",
            "is_dir",
            "iterdir",
            "mkdir",
            "open",
            "rename",
            "rglob",
            "samefile",
            "touch",
            "unlink",
        },
        "inspection/bulk/files.py": {
            "exists",
            "glob",
            "is_dir",
            "is_file",
            "open",
            "rglob",
            "symlink_to",
        },
        "inspection/bulk/lines.py": {"open"},
        "inspection/classify/choices_file.py": {"is_file"},
        "inspection/folder.py": {"is_file", "iterdir"},
        "inspection/opening.py": {"read_bytes", "stat"},
        "reports/ledger_reports.py": {"is_dir", "iterdir"},
        "reports/parquet_file.py": {"open", "unlink"},
        "reports/whole_files.py": {
            *("exists", "is_dir", "mkdir", "open", "read_bytes", "samefile", "unlink"),
        },
        "reports/workbook_copy/write.py": {"open"},  # parts of an archive in memory
    }


def test_only_the_stamp_of_a_report_reads_the_clock() -> None:
    """A verdict depends on the expense and the edition, never on the day of asking.

    A report says when it was made.
    """
    assert doing(CLOCK) == {"reports/stamp.py": {"now"}}


def test_nothing_reaches_the_network_other_programs_or_chance() -> None:
    forbidden = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "asyncio", "requests"}
    forbidden |= {"subprocess", "multiprocessing", "ctypes", "random", "secrets", "uuid", "time"}
    forbidden |= {"pickle", "marshal", "shelve", "tempfile"}
    found = {
        (name, module)
        for name, tree in TREES.items()
        for module in imports(tree)
        if module.split(".")[0] in forbidden
    }
    # Scratch files of a bulk check, in a folder of its own.
    assert found == {("evaluation/bulk/scratch.py", "tempfile")}


def test_no_text_of_a_policy_can_be_run() -> None:
    """Generated code is a tree of nodes, and becomes functions in one module."""
    patterns = {
        name: {"compile"}  # of regular expressions
        for name, tree in TREES.items()
        if "compile" in set(calls(tree)) and "re" in set(imports(tree))
    }
    running = {"backends/to_python/running.py": {"compile", "exec"}}
    assert doing({"eval", "exec", "compile", "__import__"}) == patterns | running
    assert "re" not in set(imports(TREES["backends/to_python/running.py"]))


def test_generated_code_is_written_by_one_backend() -> None:
    """Nodes only, and nothing that would read a text as code."""
    writing = {
        name
        for name, tree in TREES.items()
        if "ast" in set(imports(tree)) or "FunctionType" in ast.dump(tree)
    }
    assert {name.rpartition("/")[0] for name in writing} == {"backends/to_python"}
    assert not [name for name in writing if "parse" in set(calls(TREES[name]))]


def test_the_environment_is_read_in_few_places() -> None:
    found = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    assert found == {
        "base/messages.py",
        "cli/failures.py",
        "editions/cache/folder.py",
        "reports/page.py",
        "reports/stamp.py",
    }


# ---- money ----


def test_no_float_is_an_amount() -> None:
    """Spreadsheets store numbers as floats; their reader makes whole rupiah of them or refuses.

    The other one says how alike two words are.
    """
    found = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    }
    assert found == {"base/suggestions.py", "inspection/xlsx_file.py"}


def test_nothing_makes_a_float() -> None:
    assert doing({"float", "fsum", "round"}) == {}


DIVISIONS = {
    "allocation/evaluate.py": 2,
    "allocation/linear.py": 1,
    "allocation/share_bounds.py": 1,
    "backends/to_smt/conditions.py": 1,
    "comparison/nearest/options.py": 1,
    "comparison/nearest/problem.py": 1,
    "comparison/nearest/replay.py": 1,
    "evaluation/thresholds.py": 2,
    "backends/polynomials.py": 1,
    "backends/to_python/arithmetic.py": 1,
    "backends/to_smt/unknowns.py": 3,
    "backends/to_sql/amounts.py": 2,
    "cells/variables.py": 2,
    "inspection/unit_rows.py": 1,
    "reports/percents.py": 1,
    "semantics/operators.py": 1,
    "syntax/builder/words.py": 1,
}
"""True divisions of which each has a Fraction on its left, so that the result is exact.

Of the solver it is a term over exact numbers.
"""


def is_of_paths(node: ast.BinOp) -> bool:
    """`folder / "name"`, `folder / NAME`: no arithmetic."""
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return any(
        isinstance(each, ast.Constant) and isinstance(each.value, str) for each in ast.walk(node)
    ) or bool(
        names
        & {
            "folder",
            "target",
            "MARK",
            "EDITION_FILE",
            "OUTLINE_FILE",
            "COMMON_FOLDER",
            "edition_files",
        }
    )


def test_true_division_is_exact() -> None:
    found: dict[str, int] = {}
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.BinOp)
                and isinstance(node.op, ast.Div)
                and not (is_of_paths(node) and "Fraction" not in ast.dump(node))
            ):
                found[name] = found.get(name, 0) + 1
    assert found == DIVISIONS


def test_allocations_are_rounded_in_apportion_and_its_twin_for_arrays() -> None:
    found = {
        name
        for name, tree in TREES.items()
        if name.startswith("allocation/") and not name.startswith("allocation/reconcile/")
        for node in ast.walk(tree)
        if (isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv))
        or (isinstance(node, ast.Name) and node.id == "divmod")
    }
    # `arrays` brings quotas to one denominator, for `array_rounding`.
    twin = {"allocation/arrays.py", "allocation/array_rounding.py"}
    assert found == {"allocation/apportion.py", *twin}


def test_rounding_happens_in_one_place() -> None:
    """Taxes and shares in `operators`; thresholds are paid by no one."""
    assert doing({"floor", "ceil", "trunc"}) == {
        "backends/to_sql/atoms.py": {"floor", "ceil"},
        "evaluation/thresholds.py": {"floor"},
        "semantics/operators.py": {"floor", "ceil"},
    }


# ---- dependencies ----


@pytest.mark.parametrize(
    ("library", "folders"),
    [
        ("lark", {"syntax"}),
        ("networkx", {"semantics"}),
        ("pydantic", {"editions", "inspection"}),
        ("yaml", {"editions", "syntax"}),
        ("rich", {"reports"}),
        ("typer", {"cli"}),
        ("python_calamine", {"inspection"}),
        ("numpy", {"allocation", "evaluation"}),
        ("sqlglot", {"backends", "evaluation"}),
        ("altair", {"reports"}),
        ("vl_convert", {"reports"}),
    ],
)
def test_a_library_is_known_where_it_is_needed(library: str, folders: set[str]) -> None:
    found = {
        name.partition("/")[0]
        for name, tree in TREES.items()
        if any(module.split(".")[0] == library for module in imports(tree))
    }
    assert found == folders


def loaded_by(code: str, cache: Path | str = "off") -> set[str]:
    """The modules that a fresh interpreter holds after `code`."""
    program = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "BOKRULES_CACHE": str(cache)},
    )
    return set(run.stdout.split())


HEAVY = {"lark", "networkx", "pydantic", "yaml", "rich", "typer", "python_calamine", "click"}
HEAVY |= {"altair", "vl_convert"}


def test_importing_bokrules_is_cheap() -> None:
    """It finds an edition, in the cache too. What a policy is made of comes with the first one."""
    loaded = loaded_by("import bokrules")
    assert loaded & HEAVY == set()
    own = {name.removeprefix("bokrules.") for name in loaded if name.startswith("bokrules.")}
    assert own == {
        *("base", "base.codes", "base.errors", "base.messages", "base.resources"),
        *("editions", "editions.edition", "editions.places"),
        *("editions.cache", "editions.cache.entry", "editions.cache.folder"),
        "editions.cache.sources",
    }


def test_the_library_prints_nothing_and_needs_no_terminal() -> None:
    loaded = loaded_by(
        "import bokrules; bokrules.load_edition(2010); bokrules.validate; bokrules.check"
    )
    assert loaded & {"rich", "typer", "click", "python_calamine"} == set()
    assert loaded >= {"lark", "networkx", "pydantic"}


def test_an_edition_from_the_cache_needs_none_of_the_libraries(tmp_path: Path) -> None:
    """Nor what compiles: a verdict costs what it takes to read it."""
    code = """
import bokrules
edition = bokrules.load_edition(2010)
verdict = bokrules.validate({"expense_type": "honor", "amount": 500_000}, 2010)
verdict.to_dict()
"""
    cold, warm = (loaded_by(code, tmp_path / "cache") for _ in range(2))
    assert cold >= {"lark", "networkx", "pydantic", "yaml"}
    assert warm & (HEAVY | {"duckdb", "numpy", "z3"}) == set()
    own = {name for name in warm if name.startswith("bokrules.")}
    assert not {name for name in own if re.match(r"bokrules\.(syntax|pipeline|cells)\b", name)}
    assert not own & {"bokrules.semantics.allocation", "bokrules.semantics.scales"}


def test_everything_public_is_there() -> None:
    assert [name for name in bokrules.__all__ if not hasattr(bokrules, name)] == []
    assert set(dir(bokrules)) == set(bokrules.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        bokrules.nothing  # noqa: B018


# ---- a newcomer's eye ----


@pytest.mark.parametrize("name", sorted(TREES))
def test_a_file_says_what_it_is_about_and_is_short(name: str) -> None:
    assert ast.get_docstring(TREES[name])
    lines = (PACKAGE / name).read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES


def test_every_public_class_and_function_says_what_it_is() -> None:
    silent = []
    for name in bokrules.__all__:
        public = getattr(bokrules, name)
        methods = vars(public) if isinstance(public, type) else {}
        own = {name: public} | {f"{name}.{key}": each for key, each in methods.items()}
        silent += [
            key
            for key, each in own.items()
            if callable(each) and not each.__doc__ and "._" not in key
        ]
    assert silent == []


def test_no_file_is_called_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "common", "tools", "stuff", "core"}
    assert [name for name in TREES if vague & set(re.split(r"[/._]", name))] == []


def test_no_path_of_a_machine_is_written_down() -> None:
    """Code, tests, policies and documents work wherever they are checked out."""
    folders = ["bokrules", "tests", "grammar", "policies", "docs", "scripts", "examples"]
    files = [path for name in folders for path in (ROOT / name).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.suffix in (".md", ".toml", ".py")]
    files.append(ROOT / "Makefile")
    here = [f"{path}/" for path in (ROOT, ROOT.parent, Path.home()) if path.name]
    written_down = []
    for path in files:
        if not path.is_file() or {"_build", "__pycache__"} & set(path.parts):
            continue
        text = path.read_bytes()
        for place in (*here, "/home" + "/", "/Users" + "/", "C:" + "\\"):
            if re.search(rb"(?<![\w.~/-])" + re.escape(place.encode()), text):
                written_down.append(f"{path.relative_to(ROOT)}: {place}")
    assert written_down == []
