"""Words to vectors: 384 numbers, length 1. The model is loaded once in a process, when first needed."""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from webapp.meaning.bert import WIDTH, vectors_of
from webapp.meaning.weights import Floats, checked_folder, read_weights

MODEL = "all-MiniLM-L6-v2"
TOKENS_MAX = 256  # as the model was published; what comes later in a text is not read
BATCH = 32
QUERIES_KEPT = 512

_loading = Lock()


class Encoder:
    """The tokenizer and the weights."""

    def __init__(self, folder: Path) -> None:
        self._weights = read_weights(folder)
        self._tokenizer: Any = import_module("tokenizers").Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(TOKENS_MAX)
        # Several threads would wait for one another longer than they calculate, ten times as long.
        import_module("threadpoolctl").threadpool_limits(1, user_api="blas")

    def encode(self, texts: Sequence[str]) -> Floats:
        """Returns an array (texts, 384)."""
        tokens = [self._tokenizer.encode(text).ids for text in texts]
        order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
        found = np.empty((len(tokens), WIDTH), np.float32)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            found[rows] = vectors_of(self._weights, [tokens[row] for row in rows])
        return found


def encode(texts: Sequence[str]) -> Floats:
    """Returns an array (texts, 384). Raises ModelAway."""
    folder = checked_folder()
    with _loading:
        encoder = _encoder(folder)
    return encoder.encode(texts)


@lru_cache(maxsize=QUERIES_KEPT)
def query_vector(text: str) -> Floats:
    """Returns the vector of what somebody looks for; the latest ones are remembered. Raises ModelAway."""
    vector: Floats = encode([text])[0]
    vector.flags.writeable = False
    return vector


@cache
def _encoder(folder: Path) -> Encoder:
    return Encoder(folder)
