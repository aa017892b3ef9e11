"""The bytes of a ledger as text, or a clear word why they are none."""

from __future__ import annotations

import codecs

from bokrules.base import codes
from bokrules.base.errors import UnreadableFile
from bokrules.base.messages import Message, msg

UTF_8 = "utf-8"
_CONTENTS = (
    (b"%PDF", msg("a PDF")),
    (b"PK\x03\x04", msg("an Excel workbook or another zip archive")),
    (b"\xd0\xcf\x11\xe0", msg("an old Excel workbook or another Office file")),
    (b"\x1f\x8b", msg("a compressed file")),
    (b"\x89PNG", msg("a picture")),
    (b"\xff\xd8\xff", msg("a picture")),
    (b"PAR1", msg("a Parquet file")),
)
_WIDE_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, name: str, encoding: str | None) -> str:
    """`data` as text, without a byte order mark. `encoding` is UTF-8 unless told otherwise.

    Raises UnreadableFile naming the file, and line and byte of what is no text: nothing is guessed.
    """
    for mark, content in _CONTENTS:
        if data.startswith(mark):
            raise UnreadableFile(
                codes.UNSUPPORTED_FORMAT,
                msg("{file} is {content}, not a text file", file=name, content=content),
                msg("give it the ending of what it is, or save the ledger as .csv or .xlsx"),
            )
    codec = _codec(name, encoding or UTF_8)
    if encoding is None:
        _refuse_wide(data, name)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as fault:
        raise _undecodable(fault, data, name, encoding) from None
    except UnicodeError as fault:
        raise UnreadableFile(
            codes.BAD_ENCODING,
            msg("{file} is not {encoding}: {why}", file=name, encoding=codec, why=str(fault)),
            _save_as_utf8(),
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableFile(
            codes.UNREADABLE_FILE,
            msg("{file}: line {line} holds a zero byte: this is no text", file=name, line=line),
            msg("save the ledger again from its program as .csv or .xlsx"),
        )
    return text.removeprefix("\ufeff")


def _codec(name: str, encoding: str) -> str:
    try:
        "".encode(encoding)  # refuses codecs that are not of texts, such as base64
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise UnreadableFile(
            codes.BAD_ENCODING,
            msg("{file}: there is no text encoding `{encoding}`", file=name, encoding=encoding),
            msg("usual ones are utf-8, cp1252 and utf-16"),
        ) from None


def _refuse_wide(data: bytes, name: str) -> None:
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            raise UnreadableFile(
                codes.BAD_ENCODING,
                msg("{file} is {encoding} text, not UTF-8", file=name, encoding=encoding.upper()),
                msg(
                    "save it as 'CSV UTF-8', or pass its encoding (--encoding {encoding})",
                    encoding=encoding,
                ),
            )


def _undecodable(
    fault: UnicodeDecodeError, data: bytes, name: str, encoding: str | None
) -> UnreadableFile:
    return UnreadableFile(
        codes.BAD_ENCODING,
        msg(
            "{file}: line {line}, byte {byte} (0x{value}) is not {encoding} text",
            file=name,
            line=data.count(b"\n", 0, fault.start) + 1,
            byte=fault.start - data.rfind(b"\n", 0, fault.start),
            value=f"{data[fault.start]:02X}",
            encoding=(encoding or UTF_8).upper(),
        ),
        _save_as_utf8(),
    )


def _save_as_utf8() -> Message:
    return msg("save it as 'CSV UTF-8', or pass its encoding (such as --encoding cp1252)")
