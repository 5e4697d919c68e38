"""OpenAI's speech API, and every server that speaks it: LocalAI, Kokoro-FastAPI, openedai-speech."""

import re
from functools import cached_property
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from webapp.engines.errors import BadOutput, NotConfigured, Unsupported
from webapp.engines.http import Client
from webapp.engines.speech.sentences import spread
from webapp.engines.speech.sound import decoded
from webapp.engines.speech.types import Speaker, Spoken, Voice

BASE_URL: Final = "https://api.openai.com/v1"
MODEL: Final = "gpt-4o-mini-tts"
# As published in 2026.
VOICES: Final = "alloy, ash, ballad, coral, echo, fable, onyx, nova, sage, shimmer, verse, marin, cedar"
MOST_CHARS: Final = 4096
SPEAKS_WITHIN_S: Final = 150.0
MOST_BYTES: Final = 32 * 1024 * 1024
WITHOUT_INSTRUCTIONS: Final = ("tts-1", "tts-1-hd")


class OpenAISpeech(Speaker):
    """Speaks with a neural voice, in whatever language the words are."""

    name: ClassVar[str] = "openai"
    label: ClassVar[str] = "OpenAI speech"

    def missing(self) -> str | None:
        if self.options.get("tts_api_key") or self.options.get("tts_base_url"):
            return None
        return "For a natural voice, set TTS_API_KEY, or TTS_BASE_URL to a server of your own."

    def voices(self) -> tuple[Voice, ...]:
        if self.missing():
            return ()
        names = (name.strip() for name in (self.options.get("tts_voices") or VOICES).split(","))
        return tuple(Voice(name, name.replace("_", " ").capitalize()) for name in names if name)

    def model(self) -> str:
        return self.options.get("tts_model") or MODEL

    def price(self, text: str) -> float:
        return round(float(self.options.get("tts_credits_per_1000_chars") or 0) * len(text) / 1000, 4)

    def speak(self, text: str, voice: str, manner: str = "") -> Spoken:
        """Asks for an MP3 and keeps it as it is. Raises an EngineError."""
        if problem := self.missing():
            raise NotConfigured(problem)
        if len(text) > MOST_CHARS:
            raise Unsupported(f"This voice reads at most {MOST_CHARS} characters at a time.")
        answer = self._client.post(
            "/audio/speech",
            json=self._wish(text, voice, manner),
            total_s=SPEAKS_WITHIN_S,
            may_charge=self.price(text) > 0,
            max_bytes=MOST_BYTES,
        )
        samples, rate_hz = decoded(answer.body)
        is_mp3 = answer.body.startswith(b"ID3") or answer.body[:1] == b"\xff"
        spoken = Spoken(samples, rate_hz, spread(text, len(samples) / rate_hz), answer.body if is_mp3 else None)
        if not spoken.cues:
            raise BadOutput("There is nothing in this text that the voice can read.")
        return spoken

    def _wish(self, text: str, voice: str, manner: str) -> dict[str, Any]:
        wish = {
            "model": self.model(),
            "input": text,
            "voice": self._named_in(manner) or voice,
            "response_format": "mp3",
        }
        has_manner = manner and self.model() not in WITHOUT_INSTRUCTIONS
        return {**wish, "instructions": f"Read this aloud. Voice: {manner}."} if has_manner else wish

    def _named_in(self, manner: str) -> str:
        """Returns the voice that a style asks for by name, if there is one."""
        words = set(re.findall(r"\w+", manner.casefold()))
        return next((voice.name for voice in self.voices() if voice.name.casefold() in words), "")

    @cached_property
    def _client(self) -> Client:
        address = (self.options.get("tts_base_url") or BASE_URL).rstrip("/")
        key = self.options.get("tts_api_key", "")
        return Client(
            address if urlsplit(address).path else f"{address}/v1",
            "The voice",
            headers={"Authorization": f"Bearer {key}"} if key else None,
            secrets=(key,),
        )
