"""The language of a text, where its script leaves little doubt."""

from webapp.engines.speech import scripts

# Those whose script is theirs, or nearly so: what is written in Cyrillic or Arabic may be in many languages.
_SURE = {"el", "he", "hy", "ja", "ka", "ko", "ta", "th"}


def language_of(text: str) -> str:
    """Returns a language as HTML names it, such as "ja" or "zh-Hant", "" where the letters do not tell."""
    language = scripts.language_of(text)
    return _chinese(text) if language == "cmn" else language if language in _SURE else ""


def _chinese(text: str) -> str:
    """Tells simplified from traditional by the letters that the character set of each lacks."""
    simplified, traditional = (len(text.encode(name, "ignore").decode(name)) for name in ("gb2312", "big5"))
    return "zh-Hans" if simplified >= traditional else "zh-Hant"
