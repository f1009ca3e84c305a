"""Which way a language is written: the direction of its script, which CLDR (Babel) names where the tag does not."""

from functools import lru_cache

_RTL_SCRIPTS = frozenset(
    """
    adlm arab armi avst chrs cprt elym gara hatr hebr hung khar lydi mand mani mend merc mero narb nbat nkoo orkh ougr
    palm phli phlp phnx prti rohg samr sarb sidt sogd sogo syrc thaa yezi
    """.split()
)
"""Unicode's right-to-left scripts by their ISO 15924 codes; Babel knows only the directions of languages."""


@lru_cache(maxsize=256)
def direction(lang: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 tag, by its script if it names one, else by its language's likely script."""
    return "rtl" if _script(lang.lower().split("-")) in _RTL_SCRIPTS else "ltr"


def _script(subtags: list[str]) -> str:
    """Return the ISO 15924 code, in lower case, of the script that is named or likely; "" if CLDR knows none."""
    from babel.core import get_global  # for no command that reads no source: it takes 20 ms

    for subtag in subtags[1:]:
        if len(subtag) == 4 and subtag.isalpha():
            return subtag
    language = get_global("language_aliases").get(subtags[0], subtags[0]).partition("_")[0]
    regions = [subtag.upper() for subtag in subtags[1:] if len(subtag) == 2 and subtag.isalpha()]
    for tag in (*(f"{language}_{region}" for region in regions), language):
        if likely := get_global("likely_subtags").get(tag):
            return str(likely.split("_")[1].lower())
    return ""
