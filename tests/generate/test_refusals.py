"""What makes no sense comes back with what was typed and a sentence beside the field."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import PART, composed, requests_in

NUMBERS = ("-1", "1e309", "nan", "NaN", "inf", "1e3", "9223372036854775808", "true", "[1]", "1.5", "abc", "0x10")
WRONG = [
    *({"seed": number} for number in NUMBERS),
    *({"steps": number} for number in (*NUMBERS, "0", "51", "1000000000")),
    *({"guidance_scale": number} for number in ("nan", "inf", "-inf", "1e309", "0", "21", "x", "-1")),
    *({"num_outputs": number} for number in ("0", "9", "-1", "1000000", "nan", "two", "1.5")),
    *({"width": number} for number in NUMBERS[:9]),
    {"seed": "18446744073709551616"},
    {"model_backend": "no-such-engine"},
    {"model_backend": "../../etc"},
    {"style": "no-such-style"},
    {"style": "x" * 81},
    {"shape": "5:4"},
    {"shape": ""},
    {"scheduler": "no-such-scheduler"},
    {"idempotency_key": "short"},
    {"idempotency_key": "x" * 65},
    {"idempotency_key": ""},
    {"prompt": ""},
    {"prompt": "   \n\t "},
    {"prompt": "a\0b"},
    {"negative_prompt": "a\0b"},
    {"negative_prompt": "x" * 10_001},
    {"prompt": "{red|amber sky"},
    {"prompt": "{" * 11 + "x" + "}" * 11},
]


FIELDS = sorted({field for each in WRONG for field in each})


@pytest.mark.parametrize("field", FIELDS)
def test_it_is_422_with_a_sentence_beside_the_field(
    app: Flask, as_alice: FlaskClient, quick: QuickEngine, field: str
) -> None:
    form = composed(as_alice)
    for wrong in (each for each in WRONG if field in each):
        answer = as_alice.post("/generate/", data=form | wrong, headers=PART)
        assert answer.status_code == 422, wrong
        assert 'class="error' in answer.text, wrong
        assert field == "prompt" or "a red boat" in answer.text, wrong
    assert requests_in(app) == []


def test_a_message_is_tied_to_its_field(as_alice: FlaskClient, quick: QuickEngine) -> None:
    text = as_alice.post("/generate/", data=composed(as_alice, prompt=""), headers=PART).text
    field = re.search(r"<textarea[^>]*name=\"prompt\"[^>]*>", text)
    assert field
    described = re.search(r'aria-describedby="([^"]+)"', field[0])
    assert described
    assert 'aria-invalid="true"' in field[0]
    assert any(
        re.search(rf'id="{name}"[^>]*class="error|class="error[^>]*id="{name}"', text) for name in described[1].split()
    )


def test_too_long_is_said_with_the_limit_and_kept(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    words = "sea " * 2500 + "!"
    answer = as_alice.post("/generate/", data=composed(as_alice, prompt=words))
    assert answer.status_code == 422
    assert "At most 10,000 characters" in answer.text
    assert words.strip() in answer.text


def test_ten_thousand_characters_are_welcome(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    answer = as_alice.post("/generate/", data=composed(as_alice, prompt="x" * 10_000))
    assert answer.status_code == 303
    assert len(requests_in(app)[0].prompt) == 10_000


@pytest.mark.parametrize(
    "words",
    [
        "👩‍👩‍👧‍👦 at the sea",
        "قارب أحمر",
        "a\u0301\u0302\u0303\u0304 stack",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "${jndi:ldap://x}",
        "'; DROP TABLE image; --",
        '<a hx-get="/sign-out/">',
        "</textarea><b>",
        "line\r\nbreak",
    ],
)
def test_odd_words_are_words(app: Flask, as_alice: FlaskClient, quick: QuickEngine, words: str) -> None:
    answer = as_alice.post("/generate/", data=composed(as_alice, prompt=words), follow_redirects=True)
    assert answer.status_code == 200
    assert requests_in(app)[0].prompt.replace("\r\n", "\n") == words.replace("\r\n", "\n")
    assert "<script>alert" not in answer.text
    assert "<a hx-get" not in answer.text
    assert "</textarea><b>" not in answer.text


def test_ten_megabytes_are_too_large(app: Flask, as_alice: FlaskClient, quick: QuickEngine) -> None:
    answer = as_alice.post("/generate/", data=composed(as_alice, prompt="x" * 10_000_000))
    assert answer.status_code == 413
    assert "Too large" in answer.text


def test_what_an_engine_cannot_do_is_left_out(app: Flask, as_alice: FlaskClient) -> None:
    form = composed(as_alice, model_backend="builtin", steps="20", guidance_scale="7")
    assert as_alice.post("/generate/", data=form).status_code == 303
    (made,) = requests_in(app)
    assert (made.steps, made.guidance_scale, made.scheduler) == (None, None, None)
