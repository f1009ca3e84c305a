"""Which way a language is written (CLDR, `characterOrder`; Unicode's right-to-left scripts)."""

_SCRIPTS = """
adlm arab armi avst cprt hebr hung khar lydi mand mani mend merc mero narb nbat nkoo orkh palm phli phlp phnx prti rohg
samr sarb sogd sogo syrc thaa yezi
"""
_LANGUAGES = """
acm aeb afb apc apd ar arc ars ary arz ayl bal bgn bqi brh ckb dv fa glk hbo he iw ji khw ks lki lrc luz mzn nqo pnb prs
ps rhg sd sdh skr syr trw ug ur yi
"""
_RTL_SCRIPTS = frozenset(_SCRIPTS.split())
_RTL_LANGUAGES = frozenset(_LANGUAGES.split())


def direction(lang: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 tag, by its script if it names one, else by its language."""
    subtags = lang.lower().split("-")
    for subtag in subtags[1:]:
        if len(subtag) == 4 and subtag.isalpha():
            return "rtl" if subtag in _RTL_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in _RTL_LANGUAGES else "ltr"
