"""Checks that every message in the code has an Indonesian text, and that it is compiled.

Prints what is amiss, one line each, and exits with 1 if there is anything. `make messages` mends
all but the missing words.
"""

import sys
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent / "bokrules"
SOURCE = PACKAGE / "locale" / "id" / "LC_MESSAGES" / "bokrules.po"
COMPILED = SOURCE.with_suffix(".mo")


def main() -> int:
    faults = list_faults()
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def list_faults() -> list[str]:
    if not SOURCE.exists():
        return [f"{SOURCE} does not exist: run make messages"]
    with SOURCE.open("rb") as file:
        catalogue = read_po(file, locale="id", domain="bokrules")
    in_code = {str(found[2]) for found in extract_from_dir(PACKAGE, keywords={"msg": None})}
    translations = {
        str(message.id): "" if message.fuzzy else str(message.string or "")
        for message in catalogue
        if message.id
    }

    faults = [f"not in the catalogue: {text!r}" for text in sorted(in_code - translations.keys())]
    faults += [f"no longer in the code: {text!r}" for text in sorted(translations.keys() - in_code)]
    for text, translation in sorted(translations.items()):
        if not translation:
            faults.append(f"not translated: {text!r}")
        elif places(text) != places(translation):
            faults.append(f"the {{names}} differ: {text!r} and {translation!r}")
    if not faults and not (COMPILED.exists() and COMPILED.read_bytes() == compiled(catalogue)):
        faults.append(f"{COMPILED} is out of date: run make messages")
    return faults


def places(template: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def compiled(catalogue: Catalog) -> bytes:
    output = BytesIO()
    write_mo(output, catalogue)
    return output.getvalue()


if __name__ == "__main__":
    sys.exit(main())
