"""Files that were changed at random meet an answer in words, and never an error of ours or much memory."""

import random

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.pictures_in import corpus
from tests.uploads.scene import assert_agree, send_one
from webapp.pictures_in.decode import Clean, clean
from webapp.pictures_in.refused import SENTENCES, Refused

SEED = 20261122
TRIES = 24
MOST_MEMORY_KB = 512 * 1024
WHOLE = (
    corpus.png(),
    corpus.saved(corpus.scene(), "JPEG"),
    corpus.saved(corpus.scene(), "WEBP"),
    corpus.saved(corpus.scene(), "AVIF"),
    corpus.animated("GIF"),
    corpus.located(),
    corpus.with_profile("sRGB"),
    corpus.with_texts(parameters="a\nSteps: 1, Sampler: b, Seed: 2"),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Changes, cuts, doubles or drops a few pieces, and mostly leaves the first bytes, by which its kind is told."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(12, len(changed))
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                changed[place : place + 4] = chance.randbytes(4)
            case 2:
                del changed[place : place + chance.randint(1, 40)]
            case _:
                changed[place:place] = changed[place : place + chance.randint(1, 200)]
        if len(changed) < 40:
            break
    return bytes(changed)


@pytest.mark.parametrize("number", range(TRIES))
def test_whatever_arrives_has_an_answer(number: int) -> None:
    chance = random.Random(SEED + number)
    made = answer_to(mutated(WHOLE[number % len(WHOLE)], chance))
    if isinstance(made, Clean):
        assert made.peak_kb < MOST_MEMORY_KB
        assert made.file[8:12] == b"WEBP"
    else:
        assert made in SENTENCES.values()


def answer_to(data: bytes) -> Clean | str:
    try:
        return clean(data)
    except Refused as refused:
        return str(refused)


def test_the_page_never_breaks(app: Flask, as_alice: FlaskClient) -> None:
    chance = random.Random(SEED)
    for whole in WHOLE:
        assert send_one(as_alice, mutated(whole, chance)).status_code in (200, 201, 415, 422)
    assert_agree(app)
