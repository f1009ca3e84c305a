"""Filling in the markers that a rendered text holds for what only the whole site knows.

`href="MARKERn"` and `src="MARKERn"` are whole attributes, refs[n]; `MARKERn;slug` behind the tag of a bare [[slug]] is
its text; `<!--MARKERslot:k-->` is slots[k].
"""

from collections.abc import Sequence

_SLOT = "slot:"


def resolve(html: str, marker: str, refs: Sequence[str], slots: Sequence[str]) -> str:
    """Return the HTML with every marker replaced.

    refs[n]: the attribute, such as 'href="/x/"' or 'src="/a.jpg" width="640" height="480"'; "" leaves
    none (a link without a target is plain text to a reader). For a Reference that is `bare` it may go on with ">" and
    the HTML of the link's text, 'href="/x/">The Title'; without that the slug is shown. slots[k]: the HTML for that
    place, "" for none. What is missing in either is "".
    """
    if marker not in html:
        return html
    first, *pieces = html.split(marker)
    out = [first]
    for piece in pieces:
        if piece.startswith(_SLOT):
            _put_slot(out, piece, slots)
        else:
            _put_reference(out, piece, refs)
    return "".join(out)


def slot_marker(marker: str, number: int) -> str:
    return f"<!--{marker}{_SLOT}{number}-->"


def _put_slot(out: list[str], piece: str, slots: Sequence[str]) -> None:
    number, _, rest = piece[len(_SLOT) :].partition("-->")
    out[-1] = out[-1].removesuffix("<!--")
    out += _at(slots, number), rest


def _put_reference(out: list[str], piece: str, refs: Sequence[str]) -> None:
    end = next((i for i, c in enumerate(piece) if not c.isdigit()), len(piece))
    attribute, _, text = _at(refs, piece[:end]).partition(">")
    if piece[end : end + 1] == ";":
        slug, tag, rest = piece[end + 1 :].partition("<")
        out += text or slug, tag, rest
        return
    before = out[-1]
    for name in ('href="', 'src="'):
        before = before.removesuffix(name)
    out[-1] = before if attribute else before.rstrip(" ")
    out += attribute, piece[end + 1 :]


def _at(values: Sequence[str], number: str) -> str:
    return values[int(number)] if number and int(number) < len(values) else ""
