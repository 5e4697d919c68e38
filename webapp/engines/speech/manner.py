"""A style's wish for a voice, in words, as eSpeak's numbers."""

import re
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Manner:
    """Words a minute, pitch and liveliness (0..99), loudness (100 is plain), and the name of another throat."""

    words_a_minute: int = 160
    pitch: int = 50
    liveliness: int = 50
    loudness: int = 100
    variant: str = ""


_WISHES: Final = {
    ("calm", "gentle", "soft", "soothing", "bedtime", "quiet", "warm"): {"words_a_minute": 135, "liveliness": 40},
    ("slow", "solemn", "serious", "grave", "noir"): {"words_a_minute": 125, "pitch": 40, "liveliness": 35},
    ("fast", "hurried", "brisk", "excited"): {"words_a_minute": 200},
    ("cheerful", "happy", "bright", "playful", "lively"): {"words_a_minute": 175, "pitch": 62, "liveliness": 70},
    ("sad", "melancholy", "tired"): {"words_a_minute": 125, "pitch": 42, "liveliness": 30},
    ("deep", "low", "dark"): {"pitch": 30},
    ("high", "child", "childlike"): {"pitch": 75},
    ("loud", "dramatic", "epic"): {"loudness": 130, "liveliness": 75},
    ("whisper", "whispering", "whispered"): {"variant": "whisper", "words_a_minute": 140},
    ("female", "woman", "feminine"): {"variant": "f2"},
    ("male", "man", "masculine"): {"variant": "m3"},
    ("robot", "robotic"): {"variant": "UniRobot"},
}


def manner_of(words: str) -> Manner:
    """Returns how to speak for a wish such as "calm, whispering"; words it does not know change nothing."""
    said = set(re.findall(r"[a-z]+", words.lower()))
    made = Manner()
    for names, values in _WISHES.items():
        if said & set(names):
            made = replace(made, **values)  # type: ignore[arg-type]  # each value fits its field
    return made
