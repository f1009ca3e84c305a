"""How each language quotes: its marks, its dash, its apostrophes.

From CLDR 48 (`delimiters`: quotationStart, quotationEnd, alternateQuotationStart, alternateQuotationEnd), with the
exceptions named below. A language that is not here has the English marks, as CLDR's root nearly has.
"""

from functools import lru_cache

from msgspec import Struct

THIN = "\u202f"
"""Narrow no-break space: what French puts inside guillemets and before high punctuation."""


class QuoteMarks(Struct, frozen=True):
    double: tuple[str, str]
    single: tuple[str, str]
    dash: str = "–"
    """What `--` becomes; between digits it is an en dash everywhere. `---` is an em dash everywhere."""
    apostrophe: str = "’"
    inner: str = ""
    """What a double quote inside a word becomes ("" = left alone)."""
    elided: frozenset[str] = frozenset()
    """Words that begin with an apostrophe (without it, in lower case)."""
    maybe_elided: frozenset[str] = frozenset()
    """The same of words that may as well begin a quotation."""
    cut: frozenset[str] = frozenset()
    """Words that end with an apostrophe."""
    spaced: bool = False
    """A space typed before ; : ! ? » or after « is a no-break space (French)."""


_QUOTES = """
“ ” ‘ ’  en af am az bn cy da dz ee eo fil fo ga gd gl gu hi id km kn ko
“ ” ‘ ’  lo lv ml mr ms mt my ne nl or pa si sq sw ta te th tk tr vi zu
„ “ ‚ ‘  bs-Cyrl cs de dsb et hr hsb is lb mk nds sk sl
„ “ „ “  bg lt
„ “ « »  ka
„ ” ‘ ’  bs
„ ” ’ ’  sr
„ ” « »  pl ro
„ ” » «  hu
” ” ’ ’  fi he se sv yi
” “ ’ ‘  ar ur
“ ” ’ ‘  uz
« » “ ”  ast br ca el es eu ia it kab kk lij mg mua pt-AO pt-CV pt-MZ pt-PT sc sg ti
« » „ “  be ky os ru sah uk
« » ‘ ’  nb nn no rw
« » ‹ ›  de-CH de-LI fa gsw rm wae
« » « »  ht hy oc
“ ” ‘ ’  pt es-419 es-AR es-BO es-CL es-CO es-CR es-CU es-DO es-EC es-GT es-HN
“ ” ‘ ’  es-MX es-NI es-PA es-PE es-PR es-PY es-SV es-UY es-VE
"""
"""Not CLDR's: es (« » first, by the Ortografía of the Real Academia Española; CLDR's “ ” are kept in America), de-CH
and de-LI (« » ‹ ›, by the Schreibweisungen of the Bundeskanzlei), nl (“ ” as typed; Taaladvies allows both)."""

_FRENCH = QuoteMarks((f"«{THIN}", f"{THIN}»"), ("“", "”"), spaced=True)
"""CLDR repeats « » inside; French papers put “ ” there, as the Office québécois de la langue française advises."""
_SWISS_FRENCH = QuoteMarks((f"«{THIN}", f"{THIN}»"), (f"‹{THIN}", f"{THIN}›"), spaced=True)
_UNTOUCHED = frozenset({"ja", "zh", "yue", "wuu", "nan", "hak", "ii", "bo"})
"""Their writers type the marks they mean; ASCII ones are left as they are."""

_LONG_DASH = frozenset({"be", "es", "kk", "ky", "os", "pt", "ru", "sah", "uk"})
_ELIDED = {
    "en": "tis twas twere em til n nuff",
    "nl": "s t n k m r ns",
    "af": "n s t k",
    "de": "s n ne nem nen ner",
    "it": "ndrangheta",
}
_MAYBE_ELIDED = {"en": "cause round er bout neath gainst mongst tween cept fore fraid pon stead twill twould cos cuz"}
_CUT = {"it": "po mo be va da fa di ca"}


@lru_cache
def quote_marks_of(lang: str) -> QuoteMarks | None:
    """Return the marks of a BCP 47 language tag; None for a language whose text is left as typed."""
    subtags = lang.replace("_", "-").split("-")
    language = subtags[0].lower()
    if language in _UNTOUCHED:
        return None
    if language == "fr":
        return _SWISS_FRENCH if subtags[-1].upper() == "CH" else _FRENCH
    quotes = _table()
    keys = [f"{language}-{s.upper() if len(s) < 4 else s.title()}" for s in reversed(subtags[1:])]
    double, single = next((quotes[key] for key in [*keys, language] if key in quotes), quotes["en"])
    return QuoteMarks(
        double,
        single,
        dash="—" if language in _LONG_DASH else "–",
        apostrophe="׳" if language in {"he", "yi"} else "’",
        inner="״" if language in {"he", "yi"} else "",
        elided=frozenset(_ELIDED.get(language, "").split()),
        maybe_elided=frozenset(_MAYBE_ELIDED.get(language, "").split()),
        cut=frozenset(_CUT.get(language, "").split()),
    )


@lru_cache
def _table() -> dict[str, tuple[tuple[str, str], tuple[str, str]]]:
    table = {}
    for row in _QUOTES.strip().splitlines():
        a, b, c, d, *tags = row.split()
        table.update(dict.fromkeys(tags, ((a, b), (c, d))))
    return table
