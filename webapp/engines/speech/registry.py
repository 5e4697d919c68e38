"""The speakers of this studio, the best one first."""

from collections.abc import Mapping

from webapp.engines import registry
from webapp.engines.errors import NotConfigured
from webapp.engines.speech.espeak import ESpeak
from webapp.engines.speech.openai import OpenAISpeech
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


def voices() -> list[tuple[Speaker, Voice]]:
    """Returns every voice with its speaker; the first one speaks when nobody chose."""
    return [(made, voice) for made in ready_speakers() for voice in made.voices()]


def voice_called(name: str) -> tuple[Speaker, Voice] | None:
    """Returns the voice of a full name such as "espeak:gmw/en"; for any other, the first one, or None without any."""
    found = voices()
    return next((each for each in found if full_name(*each) == name), found[0] if found else None)


def full_name(by: Speaker, voice: Voice) -> str:
    """Returns what tells a voice from all others."""
    return f"{by.name}:{voice.name}"
