"""Sound as files: OGG and MP3 written, what providers send read, captions as WebVTT."""

import io
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import soundfile

from webapp.engines.errors import BadOutput
from webapp.engines.speech.types import Cue, Samples

LONGEST_S: Final = 1800
TYPES: Final = {"ogg": "audio/ogg", "mp3": "audio/mpeg"}
_KINDS: Final = {"ogg": ("OGG", "VORBIS"), "mp3": ("MP3", "MPEG_LAYER_III")}
_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def encoded(samples: Samples, rate_hz: int, suffix: str) -> bytes:
    """Returns the sound as a file: "ogg" (Vorbis) or "mp3"."""
    kind, subtype = _KINDS[suffix]
    target = io.BytesIO()
    with soundfile.SoundFile(target, "w", rate_hz, 1, subtype, format=kind) as file:
        # A second at a time: the Vorbis encoder keeps what one write brings on its stack.
        for start in range(0, len(samples), rate_hz):
            file.write(samples[start : start + rate_hz])
    return target.getvalue()


def decoded(data: bytes) -> tuple[Samples, int]:
    """Returns the mono samples of a sound file and their rate in hertz. Raises BadOutput."""
    try:
        with soundfile.SoundFile(io.BytesIO(data)) as file:
            rate_hz = int(file.samplerate)
            read = file.read(LONGEST_S * rate_hz, dtype="int16", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError, ValueError, TypeError):
        raise BadOutput("The answer of the voice was no sound.") from None
    if not len(read):
        raise BadOutput("The answer of the voice was no sound.")
    return read.mean(axis=1).astype(np.int16), rate_hz


def silence(seconds: float, rate_hz: int) -> Samples:
    """Returns a pause."""
    return np.zeros(int(seconds * rate_hz), np.int16)


def webvtt(cues: Iterable[Cue] | Sequence[Cue]) -> str:
    """Returns the captions as a WebVTT file."""
    blocks = [f"{_moment(cue.start_s)} --> {_moment(cue.end_s)}\n{_plain(cue.text)}" for cue in cues]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _moment(seconds: float) -> str:
    """A moment in milliseconds, never later than it is: captions end with their sound."""
    minutes, rest_ms = divmod(int(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest_ms // 1000:02}.{rest_ms % 1000:03}"


def _plain(text: str) -> str:
    return "".join(_ESCAPED.get(char, char) for char in " ".join(text.split()))
