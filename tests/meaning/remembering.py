"""Vectors of words met before, so that each test need not calculate those of all built-in styles again."""

from collections.abc import Sequence

import numpy as np

from webapp.meaning.encoder import encode
from webapp.meaning.weights import Floats

_known: dict[str, Floats] = {}


def encode_once(texts: Sequence[str]) -> Floats:
    """Returns what encode() returns."""
    new = [text for text in dict.fromkeys(texts) if text not in _known]
    if new:
        _known.update(zip(new, encode(new), strict=True))
    return np.stack([_known[text] for text in texts])
