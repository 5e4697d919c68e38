"""A language is told where the script leaves little doubt."""

import pytest

from webapp.letters.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("灯台は海を照らす", "ja"),
        ("등불이 바다로 갔다", "ko"),
        ("从前有一盏灯。它走到海边", "zh-Hans"),
        ("從前有一盞燈。它走到海邊", "zh-Hant"),
        ("Φάρος και θάλασσα", "el"),
        ("המנורה הלכה", "he"),
        ("Маяк стоял", ""),
        ("منارة", ""),
        ("The lamp", ""),
        ("", ""),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language
