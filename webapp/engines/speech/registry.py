"""The speakers of this studio, the best one first."""

from collections.abc import Mapping

from webapp.engines import registry
from webapp.engines.errors import NotConfigured
from webapp.engines.speech.espeak import ESpeak
from webapp.engines.speech.openai import OpenAISpeech
from webapp.engines.speech.scripts import language_of
from webapp.engines.speech.types import Speaker, Voice

SPEAKERS: Mapping[str, type[Speaker]] = {"openai": OpenAISpeech, "espeak": ESpeak}


def speaker(name: str) -> Speaker:
    """Returns the speaker called `name`. Raises NotConfigured when there is none."""
    if name not in SPEAKERS:
        raise NotConfigured("This voice is not here any more. Choose another.")
    return SPEAKERS[name](registry.options())


def ready_speakers() -> list[Speaker]:
    """Returns the speakers that can be used now."""
    return [made for made in map(speaker, SPEAKERS) if made.missing() is None]


def ways_to_speak() -> list[str]:
    """Returns how those that cannot be used yet are switched on, the simplest first."""
    return [problem for name in reversed(list(SPEAKERS)) if (problem := speaker(name).missing())]


def voices() -> list[tuple[Speaker, Voice]]:
    """Returns every voice with its speaker; the first one speaks when nobody chose."""
    return [(made, voice) for made in ready_speakers() for voice in made.voices()]


def voice_called(name: str, text: str = "") -> tuple[Speaker, Voice] | None:
    """Returns the voice of a full name such as "espeak:gmw/en", or None without any voice.

    For any other name it is the first one that reads the language of `text`, else the first of all.
    """
    found = voices()
    named = next((each for each in found if full_name(*each) == name), None)
    return named or next((each for each in found if _reads(each[1], language_of(text))), found[0] if found else None)


def _reads(voice: Voice, language: str) -> bool:
    return not (voice.language and language) or voice.language.split("-")[0] == language


def full_name(by: Speaker, voice: Voice) -> str:
    """Returns what tells a voice from all others."""
    return f"{by.name}:{voice.name}"
