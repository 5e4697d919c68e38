"""Which language a text is likely to be in, as far as its letters tell."""

import unicodedata
from collections import Counter
from typing import Final

# Scripts by the first word of their letters' names in Unicode, with the language most people write in them.
LANGUAGES: Final = {
    "ARABIC": "ar",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK": "cmn",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "TAMIL": "ta",
    "THAI": "th",
}


def language_of(text: str) -> str:
    """Returns a language such as "ru" for a text whose letters are mostly of one script, "" for Latin and others."""
    letters = (unicodedata.name(each, "").partition(" ")[0] for each in text if each.isalpha())
    counted = Counter(letters)
    if not counted:
        return ""
    most = counted.most_common(1)[0][0]
    has_kana = counted["HIRAGANA"] + counted["KATAKANA"] > 0
    return "ja" if most == "CJK" and has_kana else LANGUAGES.get(most, "")
