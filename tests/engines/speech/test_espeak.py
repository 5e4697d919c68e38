"""The offline voice: many languages, measured sentences, and nothing that its words could break."""

import pytest

from webapp.engines.errors import BadOutput, NotConfigured, Unsupported
from webapp.engines.speech.espeak import PAUSE_S, ESpeak

ENGLISH = "gmw/en"


def test_voices_come_from_the_engine_english_first() -> None:
    voices = ESpeak({}).voices()
    assert [voice.language for voice in voices[:2]] == ["en-gb", "en-us"]
    assert {"de", "fr-fr", "ja", "hi"} <= {voice.language for voice in voices}
    assert len(voices) > 100


def test_each_sentence_is_measured() -> None:
    spoken = ESpeak({}).speak("A red boat. It rests.", ENGLISH)
    first, second = spoken.cues
    assert second.start_s == pytest.approx(first.end_s + PAUSE_S, abs=0.001)
    assert second.end_s == pytest.approx(spoken.duration_s)
    gap = spoken.samples[int(first.end_s * spoken.rate_hz) + 1 : int(second.start_s * spoken.rate_hz) - 1]
    assert abs(gap).max() == 0


@pytest.mark.parametrize("text", ["[[h@l'oU]] <break time='9s'/> \x01100S hello", "日本 🙂 ok", "a" * 4000])
def test_odd_words_do_no_harm(text: str) -> None:
    assert 0 < ESpeak({}).speak(text, ENGLISH).duration_s < 1800


@pytest.mark.parametrize(("text", "voice"), [("Hello.", "gmw/nobody"), ("Hello.", "../../etc/passwd"), ("Hello.", "")])
def test_a_voice_that_is_not_there_is_refused(text: str, voice: str) -> None:
    with pytest.raises(Unsupported):
        ESpeak({}).speak(text, voice)


def test_nothing_to_read_is_said() -> None:
    with pytest.raises(BadOutput, match="nothing in this text"):
        ESpeak({}).speak(" \n ", ENGLISH)


def test_without_its_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.engines.speech.espeak.PACKAGE", "nothing_of_this_name")
    with pytest.raises(NotConfigured, match="make voice"):
        ESpeak({}).speak("Hello.", ENGLISH)


@pytest.mark.parametrize(("manner", "is_longer"), [("calm", True), ("Solemn, deep", True), ("hurried", False)])
def test_a_style_changes_the_pace(manner: str, is_longer: bool) -> None:
    text = "A red boat rests in the harbour, and nobody knows whose it is."
    plain, told = ESpeak({}).speak(text, ENGLISH), ESpeak({}).speak(text, ENGLISH, manner)
    assert (told.duration_s > plain.duration_s * 1.05) == is_longer
