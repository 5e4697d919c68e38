"""Vectors as the database keeps them: 384 float32 numbers, little-endian."""

from collections.abc import Sequence
from typing import cast

import numpy as np

from webapp.meaning.bert import WIDTH
from webapp.meaning.weights import Floats

_NOTHING = bytes(4 * WIDTH)


def packed(vector: Floats) -> bytes:
    return vector.astype("<f4").tobytes()


def unpacked(vectors: Sequence[bytes | None]) -> Floats:
    """Returns an array (vectors, 384); one that is not there is alike to nothing: all zero."""
    data = b"".join(each or _NOTHING for each in vectors)
    return cast("Floats", np.frombuffer(data, "<f4").reshape(len(vectors), WIDTH))
