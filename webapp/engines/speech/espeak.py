"""eSpeak NG, offline and free: loaded while the studio runs, where `make voice` installed it.

Its functions and numbers are those of speak_lib.h.
"""

import ctypes
import threading
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np

from webapp.engines.errors import BadOutput, NotConfigured, Unsupported
from webapp.engines.speech.manner import Manner, manner_of
from webapp.engines.speech.sentences import sentences
from webapp.engines.speech.sound import silence
from webapp.engines.speech.types import Cue, Samples, Speaker, Spoken, Voice

PACKAGE: Final = "espeakng_loader"
PAUSE_S: Final = 0.25
FIRST: Final = ("gmw/en", "gmw/en-US")
_SYNCHRONOUS: Final = 2
_DO_NOT_EXIT: Final = 0x8000
_UTF8: Final = 1
_RATE, _LOUDNESS, _PITCH, _RANGE = 1, 2, 3, 4
_HEARD = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class ESpeak(Speaker):
    """Speaks with formants: plain, but in a hundred languages and on any machine."""

    name: ClassVar[str] = "espeak"
    label: ClassVar[str] = "eSpeak"

    def missing(self) -> str | None:
        if find_spec(PACKAGE) is None:
            return "The offline voice is not installed. Run “make voice” where the studio lives and start it again."
        return None

    def voices(self) -> tuple[Voice, ...]:
        return () if self.missing() else _voices()

    def speak(self, text: str, voice: str, manner: str = "") -> Spoken:
        """Reads sentence by sentence, so that each one's time is measured. Raises NotConfigured or Unsupported."""
        if problem := self.missing():
            raise NotConfigured(problem)
        if voice not in {each.name for each in self.voices()}:
            raise Unsupported("This voice is not here any more. Choose another.")
        throat = _throat()
        parts: list[Samples] = []
        cues, at = [], 0
        for number, sentence in enumerate(sentences(text)):
            if number:
                parts.append(silence(PAUSE_S, throat.rate_hz))
                at += len(parts[-1])
            parts.append(throat.say(sentence, voice, manner_of(manner)))
            end = at + len(parts[-1])
            cues.append(Cue(at / throat.rate_hz, end / throat.rate_hz, sentence))
            at = end
        if not at:
            raise BadOutput("There is nothing in this text that the voice can read.")
        return Spoken(np.concatenate(parts), throat.rate_hz, tuple(cues))


class _Throat:
    """The library itself. It keeps one state for the whole process, so one speaks at a time."""

    def __init__(self) -> None:
        package: Any = import_module(PACKAGE)
        self._lib = ctypes.CDLL(str(package.get_library_path()))
        self._heard: list[bytes] = []
        self._hear: Callable[..., int] = _HEARD(self._keep)
        self._lock = threading.Lock()
        self.rate_hz = int(
            self._lib.espeak_Initialize(_SYNCHRONOUS, 0, str(package.get_data_path()).encode(), _DO_NOT_EXIT)
        )
        if self.rate_hz <= 0:
            raise NotConfigured("The offline voice could not be loaded. Ask your admin to run “make voice” again.")
        self._lib.espeak_SetSynthCallback(self._hear)

    def say(self, sentence: str, voice: str, manner: Manner) -> Samples:
        """Returns the sound of a sentence, at `rate_hz`."""
        data = "".join(char if char.isprintable() else " " for char in sentence).encode()
        with self._lock:
            self._heard.clear()
            self._choose(voice, manner)
            failed = self._lib.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, 0, 0, _UTF8, None, None)
            sound = b"".join(self._heard)
        if failed:
            raise BadOutput("The voice could not read this text.")
        return np.frombuffer(sound, np.int16)

    def _choose(self, voice: str, manner: Manner) -> None:
        wanted = f"{voice}+{manner.variant}" if manner.variant else voice
        if self._lib.espeak_SetVoiceByName(wanted.encode()):
            raise Unsupported("This voice is not here any more. Choose another.")
        numbers = (manner.words_a_minute, manner.loudness, manner.pitch, manner.liveliness)
        for parameter, value in zip((_RATE, _LOUDNESS, _PITCH, _RANGE), numbers, strict=True):
            self._lib.espeak_SetParameter(parameter, value, 0)

    def _keep(self, sound: int | None, count: int, _events: int | None) -> int:
        if sound and count > 0:
            self._heard.append(ctypes.string_at(sound, count * 2))
        return 0


@cache
def _throat() -> _Throat:
    return _Throat()


@cache
def _voices() -> tuple[Voice, ...]:
    """Reads the voices from their files: the web only lists them and needs no library for that."""
    folder = Path(str(import_module(PACKAGE).get_data_path())) / "lang"
    found = [_voice(path, folder) for path in folder.rglob("*") if path.is_file()]
    return tuple(sorted(found, key=lambda voice: (_rank(voice.name), voice.label.casefold())))


def _rank(name: str) -> int:
    return FIRST.index(name) if name in FIRST else len(FIRST)


def _voice(path: Path, folder: Path) -> Voice:
    lines = [line.split(maxsplit=1) for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
    facts = {words[0]: words[1].strip() for words in reversed(lines) if len(words) > 1}
    language = facts.get("language", path.name).split()[0]
    return Voice(path.relative_to(folder).as_posix(), facts.get("name", path.name), language)
