"""XML, links and dates for the machine-readable documents: well-formed with any title, valid in any time zone."""

import datetime as dt
import re
from email.utils import format_datetime
from html import unescape

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot contain (Char, section 2.2): most control characters, lone surrogates, U+FFFE, U+FFFF."""

_LINKING_TAG = re.compile(r'<[A-Za-z][^<>]*?(?:="[/#]|\ssrcset=")[^<>]*>')
_TAG = re.compile("<[^>]*>")
_LINK = re.compile(r'(\s(?:href|src|poster|cite|action|data-[a-z-]*(?:src|href|url))=")([/#][^"]*)(")')
_SRCSET = re.compile(r'(\ssrcset=")([^"]*)(")')

_PICTURES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
"""Written out: the standard library's table is read from the machine."""

HEADER = '<?xml version="1.0" encoding="utf-8"?>\n'


def drop_forbidden(text: str) -> str:
    """Return the text without the characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text)


def make_plain(html: str) -> str:
    """Return the text of an HTML caption."""
    return " ".join(unescape(_TAG.sub("", html.replace("<br", " <br"))).split()) if html else ""


def escape(text: str) -> str:
    """Return text as the content of an element or, in double quotes, of an attribute."""
    if not text.isprintable():
        text = drop_forbidden(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def make_cdata(text: str) -> str:
    """Return text as CDATA sections; what would end one is split between two."""
    return "<![CDATA[" + drop_forbidden(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def make_element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def make_optional_element(name: str, text: str) -> str:
    """Return the element, or nothing for empty text."""
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def format_rfc3339(moment: dt.datetime) -> str:
    """Return an instant for Atom, JSON Feed, sitemaps and JSON-LD, to the second with its offset (RFC 3339)."""
    return _round_offset(moment).isoformat(timespec="seconds")


def format_rfc822(moment: dt.datetime) -> str:
    """Return an instant for RSS: "Sun, 22 Nov 2026 12:00:00 +0100" (RFC 822 with four digits of year)."""
    return format_datetime(_round_offset(moment))


def _round_offset(moment: dt.datetime) -> dt.datetime:
    """Return the instant with an offset that these formats can write: before 1900 most zones' had seconds."""
    offset = moment.utcoffset()
    return moment.astimezone(dt.UTC) if offset is not None and offset.seconds % 60 else moment


def make_absolute(url: str, origin: str) -> str:
    """Return the absolute form of a link from the root of the host; an absolute URL is given back as it is."""
    return origin + url if url.startswith("/") and not url.startswith("//") else url


def make_links_absolute(html: str, origin: str, page: str) -> str:
    """Return HTML with all its links absolute, as in a feed reader there is nothing they could be relative to.

    `origin` is scheme and host, `page` the absolute URL that links to a place in the same text belong to.
    """
    if '="/' not in html and '="#' not in html and "srcset=" not in html:
        return html

    def link(match: re.Match[str]) -> str:
        url = match[2]
        return match[1] + (page + url if url.startswith("#") else make_absolute(url, origin)) + match[3]

    def candidates(match: re.Match[str]) -> str:
        given = (candidate.strip() for candidate in match[2].split(", "))
        return match[1] + ", ".join(make_absolute(candidate, origin) for candidate in given) + match[3]

    return _LINKING_TAG.sub(lambda tag: _SRCSET.sub(candidates, _LINK.sub(link, tag[0])), html)


def guess_picture_type(url: str) -> str:
    """Return the media type of a picture by its name's ending, "" if that says nothing."""
    return _PICTURES.get(url.partition("?")[0].rpartition(".")[2].lower(), "")
