"""The forward pass of a small BERT: token numbers in, one vector of length 1 for each text out.

After Devlin et al. 2018 (arXiv:1810.04805), pooled as all-MiniLM-L6-v2 does it: the mean over the tokens, normalised.
"""

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from webapp.meaning.weights import Floats

LAYERS = 6
HEADS = 12
WIDTH = 384
EPSILON = np.float32(1e-12)


def vectors_of(weights: Mapping[str, Floats], tokens: Sequence[Sequence[int]]) -> Floats:
    """Returns an array (texts, 384). Texts may differ in length; each needs at least one token."""
    ids, mask = _padded(tokens)
    state = weights["embeddings.word_embeddings.weight"][ids]
    state = state + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    state = _normal(weights, "embeddings.LayerNorm", state + weights["embeddings.token_type_embeddings.weight"][0])
    away = ((1 - mask) * np.float32(-1e9))[:, None, None, :]
    for number in range(LAYERS):
        state = _layer(weights, f"encoder.layer.{number}.", state, away)
    pooled = (state * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    return cast("Floats", pooled / np.linalg.norm(pooled, axis=1, keepdims=True))


def _padded(tokens: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], Floats]:
    longest = max(len(each) for each in tokens)
    ids = np.zeros((len(tokens), longest), np.int64)
    mask = np.zeros((len(tokens), longest), np.float32)
    for row, each in enumerate(tokens):
        ids[row, : len(each)] = each
        mask[row, : len(each)] = 1
    return ids, mask


def _layer(weights: Mapping[str, Floats], name: str, state: Floats, away: Floats) -> Floats:
    seen = _dense(weights, f"{name}attention.output.dense", _attention(weights, f"{name}attention.self.", state, away))
    state = _normal(weights, f"{name}attention.output.LayerNorm", state + seen)
    wide = _gelu(_dense(weights, f"{name}intermediate.dense", state))
    return _normal(weights, f"{name}output.LayerNorm", state + _dense(weights, f"{name}output.dense", wide))


def _attention(weights: Mapping[str, Floats], name: str, state: Floats, away: Floats) -> Floats:
    texts, length, _ = state.shape

    def heads(part: str) -> Floats:
        split = _dense(weights, f"{name}{part}", state).reshape(texts, length, HEADS, WIDTH // HEADS)
        return split.transpose(0, 2, 1, 3)

    scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.float32((WIDTH // HEADS) ** 0.5) + away
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = scores / scores.sum(axis=-1, keepdims=True) @ heads("value")
    return cast("Floats", mixed.transpose(0, 2, 1, 3).reshape(texts, length, WIDTH))


def _dense(weights: Mapping[str, Floats], name: str, state: Floats) -> Floats:
    return cast("Floats", state @ weights[f"{name}.weight"].T + weights[f"{name}.bias"])


def _normal(weights: Mapping[str, Floats], name: str, state: Floats) -> Floats:
    centred = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + EPSILON)
    return cast("Floats", centred / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"])


def _gelu(values: Floats) -> Floats:
    """Returns x Φ(x). The error function is Abramowitz and Stegun 7.1.26, good to 1.5e-7."""
    size = np.abs(values) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * size)
    factors = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    curve = np.zeros_like(t)
    for factor in factors:
        curve = (curve + np.float32(factor)) * t
    erf = np.copysign(1 - curve * np.exp(-size * size), values)
    return cast("Floats", np.float32(0.5) * values * (1 + erf))
