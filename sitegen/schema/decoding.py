"""Bytes of a text file as text: UTF-8 alone, with every problem at its place."""

import codecs

from sitegen.schema.positions import line_and_column
from sitegen.schema.report import Report


def decode(data: bytes, limit: int, report: Report) -> str | None:
    """Return the file's text with line ends as "\\n" and without a byte order mark; or report why it is not text."""
    if len(data) > limit:
        hint = "max_bytes under [content] in site.toml sets the limit"
        report.at("error", "too-large", 0, f"The file has more than {limit:,} bytes.", hint)
        return None
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        report.at("error", "bad-encoding", 1, "The file is UTF-16.", "save it as UTF-8")
        return None
    zero = data.find(b"\0")
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as e:
        _report_not_utf8(data, e, report)
        return None
    if zero >= 0:
        line, column = line_and_column(text, text.index("\0"))
        hint = "delete the byte if this is a text file"
        report.at("error", "bad-character", line, "The file has a NUL byte.", hint, column)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _report_not_utf8(data: bytes, error: UnicodeDecodeError, report: Report) -> None:
    bad = error.object[error.start]
    offset = data.index(error.object) + error.start if error.object is not data else error.start
    before = data[:offset].decode("utf-8", "replace").replace("\r\n", "\n").removeprefix("\ufeff")
    line, column = line_and_column(before, len(before))
    meant = bytes([bad]).decode("cp1252", "ignore")
    guess = f", which is {meant} in Windows-1252" if meant.isprintable() and meant else ""
    message = f"The file is not UTF-8: byte 0x{bad:02X}{guess}."
    report.at("error", "bad-encoding", line, message, "save it as UTF-8", column)
