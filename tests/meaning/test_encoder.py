"""Words become the very vectors that the published model makes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from webapp.meaning import weights
from webapp.meaning.encoder import encode, query_vector
from webapp.meaning.weights import ModelAway, why_away

# As printed all over for the published model: huggingface.co/sentence-transformers/all-MiniLM-L6-v2
SENTENCES = ("This is an example sentence", "Each sentence is converted")
PUBLISHED = (
    (6.7657e-02, 6.3496e-02, 4.8713e-02, 7.9305e-02, 3.7448e-02, 2.6528e-03, 3.9375e-02, -7.0984e-03),
    (8.6439e-02, 1.0276e-01, 5.3946e-03, 2.0444e-03),
)


@pytest.fixture
def look_again() -> Iterator[None]:
    """Lets this test find the model elsewhere, or not at all, and those after it as it is."""
    weights._look.cache_clear()
    query_vector.cache_clear()
    yield
    weights._look.cache_clear()
    query_vector.cache_clear()


def test_it_agrees_with_the_published_model() -> None:
    for vector, published in zip(encode(SENTENCES), PUBLISHED, strict=True):
        assert np.allclose(vector[: len(published)], published, atol=2e-6)


def test_a_vector_does_not_depend_on_its_company() -> None:
    texts = ["a boat", "an old town by the sea, in the evening, when the lamps are lit", "snow", ""] * 20
    together = encode(texts)
    assert np.allclose(together, np.concatenate([encode([text]) for text in texts]), atol=1e-6)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_like_means_near() -> None:
    photo, like_it, other = encode(["an old faded photograph", "vintage picture from a film camera", "a steel bridge"])
    assert photo @ like_it > photo @ other + 0.2


def test_a_text_without_end_is_read_at_its_beginning() -> None:
    assert np.allclose(*encode(["sea " * 300, "sea " * 9000]), atol=1e-6)


def test_a_query_is_calculated_once(monkeypatch: pytest.MonkeyPatch, look_again: None) -> None:
    first = query_vector("a quiet harbour")
    monkeypatch.setattr("webapp.meaning.encoder.encode", None)
    assert query_vector("a quiet harbour") is first


def test_without_the_package_it_says_so(monkeypatch: pytest.MonkeyPatch, look_again: None) -> None:
    monkeypatch.setattr(weights, "NEEDED", ("no_such_package",))
    assert why_away() == "no_such_package is not installed"
    with pytest.raises(ModelAway, match="not installed"):
        encode(["a boat"])


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch, look_again: None, tmp_path: Path) -> None:
    package = tmp_path / "other_weights"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "model.safetensors").write_bytes(b"not what was published")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(weights, "PACKAGE", "other_weights")
    assert why_away() == "its file is not the published one"
    with pytest.raises(ModelAway):
        query_vector("a boat")
