"""OpenAI's speech API, asked as its contract wants it, and its answers and refusals understood."""

from collections.abc import Iterator

import pytest

from tests.engines.fake.openai import refusal
from tests.engines.fake.speech import RATE_HZ, FakeSpeech
from webapp.engines.errors import BadOutput, EngineError, NotConfigured, OutOfCredit, RateLimited, Unreachable
from webapp.engines.speech.openai import OpenAISpeech
from webapp.engines.speech.sound import encoded, silence

TEXT = "A red boat. It rests in the harbour."


@pytest.fixture
def fake() -> Iterator[FakeSpeech]:
    made = FakeSpeech()
    with made.running():
        yield made


def speaker(fake: FakeSpeech, **options: str) -> OpenAISpeech:
    return OpenAISpeech({"tts_api_key": fake.key, "tts_base_url": fake.url, **options})


def test_the_text_is_sent_and_the_sound_kept_as_it_is(fake: FakeSpeech) -> None:
    spoken = speaker(fake).speak(TEXT, "nova", "calm, whispering")
    assert fake.complaints == []
    assert fake.calls[0].json == {
        "model": "gpt-4o-mini-tts",
        "input": TEXT,
        "voice": "nova",
        "response_format": "mp3",
        "instructions": "Read this aloud. Voice: calm, whispering.",
    }
    assert spoken.rate_hz == RATE_HZ
    assert spoken.duration_s == pytest.approx(len(TEXT) / 15, abs=0.1)
    assert spoken.mp3 is not None


def test_captions_share_the_time_by_their_letters(fake: FakeSpeech) -> None:
    spoken = speaker(fake).speak(TEXT, "nova")
    first, second = spoken.cues
    assert (first.text, second.text) == ("A red boat.", "It rests in the harbour.")
    assert (first.start_s, second.end_s) == (0.0, pytest.approx(spoken.duration_s))
    assert first.end_s == second.start_s < spoken.duration_s / 2


def test_an_older_model_is_spared_what_it_does_not_know(fake: FakeSpeech) -> None:
    speaker(fake, tts_model="tts-1").speak(TEXT, "nova", "calm")
    assert fake.complaints == []


def test_a_style_may_ask_for_a_voice_by_name(fake: FakeSpeech) -> None:
    speaker(fake).speak(TEXT, "nova", "Onyx, slow")
    assert fake.calls[0].json["voice"] == "onyx"


def test_another_format_is_taken_too(fake: FakeSpeech) -> None:
    fake.sound = encoded(silence(1.0, RATE_HZ), RATE_HZ, "ogg")
    spoken = speaker(fake).speak(TEXT, "nova")
    assert (spoken.mp3, spoken.duration_s) == (None, pytest.approx(1.0))


@pytest.mark.parametrize("sound", [b"", b"<html>not sound</html>", b"ID3 but cut off"])
def test_what_is_no_sound_is_refused(fake: FakeSpeech, sound: bytes) -> None:
    fake.sound = sound
    with pytest.raises(BadOutput, match="no sound"):
        speaker(fake).speak(TEXT, "nova")


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [(429, "rate_limit_exceeded", RateLimited), (429, "insufficient_quota", OutOfCredit)],
)
def test_refusals_are_told_apart(fake: FakeSpeech, status: int, code: str, error: type[EngineError]) -> None:
    fake.next(lambda: refusal(status, "No.", code))
    with pytest.raises(error):
        speaker(fake).speak(TEXT, "nova")


def test_a_wrong_key_is_never_repeated(fake: FakeSpeech) -> None:
    with pytest.raises(NotConfigured) as caught:
        speaker(fake, tts_api_key="CANARY-wrong").speak(TEXT, "nova")
    assert "CANARY" not in str(caught.value)


def test_nobody_there_is_told_without_a_charge() -> None:
    away = OpenAISpeech({"tts_base_url": "http://127.0.0.1:9"})
    with pytest.raises(Unreachable, match="did not answer"):
        away.speak(TEXT, "nova")


def test_its_price_and_its_voices_are_settings() -> None:
    options = {"tts_api_key": "x", "tts_credits_per_1000_chars": "2", "tts_voices": "af_bella, am_adam"}
    made = OpenAISpeech(options)
    assert made.price("x" * 500) == 1.0
    assert [(voice.name, voice.label) for voice in made.voices()] == [("af_bella", "Af bella"), ("am_adam", "Am adam")]
    assert OpenAISpeech({}).voices() == ()
