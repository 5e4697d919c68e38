"""Which pictures are ours, and what a refusal says to a person."""

from dataclasses import replace

import pytest

from tests.engines.contract import Told
from tests.engines.fake import faults
from tests.engines.fake.a1111 import FakeAutomatic, encoded
from webapp.engines.a1111.engine import Automatic1111
from webapp.engines.errors import BadOutput, EngineError, NotConfigured, Rejected, Unreachable, Unsupported
from webapp.engines.types import EngineRequest

BOAT = EngineRequest("a red boat", width_px=512, height_px=512, seed=7)


def test_several_pictures_have_their_own_seeds(engine: Automatic1111, fake: FakeAutomatic) -> None:
    fake.extra_images = 1
    result = engine.run(replace(BOAT, num_outputs=3), Told())
    assert [picture.seed for picture in result.pictures] == [7, 8, 9]


def test_a_grid_in_front_is_left_out(engine: Automatic1111, fake: FakeAutomatic) -> None:
    answer = {"images": [encoded(999, 99), encoded(64, 64)], "parameters": {}, "info": '{"index_of_first_image": 1}'}
    fake.next(faults.answers(200, answer))
    result = engine.run(BOAT, Told())
    assert [picture.image.size for picture in result.pictures] == [(64, 64)]
    assert result.pictures[0].seed == 7


def test_a_picture_may_come_as_a_data_address(engine: Automatic1111, fake: FakeAutomatic) -> None:
    fake.next(faults.answers(200, {"images": [f"data:image/png;base64,{encoded(64, 64)}"], "info": "no JSON"}))
    assert engine.run(BOAT, Told()).pictures[0].image.size == (64, 64)


@pytest.mark.parametrize(
    "answer", [[], {}, {"images": None}, {"images": []}, {"images": [5]}, {"images": ["%%%"]}, {"images": ["é"]}]
)
def test_an_answer_without_a_picture(engine: Automatic1111, fake: FakeAutomatic, answer: object) -> None:
    fake.next(faults.answers(200, answer))
    with pytest.raises(BadOutput):
        engine.run(BOAT, Told())


def _error(name: str, detail: str, errors: str = "") -> dict[str, str]:
    return {"error": name, "detail": detail, "body": "", "errors": errors}


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (faults.answers(500, _error("OutOfMemoryError", "", "CUDA out of memory.")), EngineError, "smaller size"),
        (faults.answers(404, {"detail": "Not Found"}), NotConfigured, "--api"),
        (faults.answers(401, {"detail": "Incorrect username or password"}), NotConfigured, "A1111_AUTH"),
        (faults.answers(400, _error("HTTPException", "Sampler not found")), Unsupported, "sampler"),
        (faults.answers(404, _error("HTTPException", "Sampler not found")), Unsupported, "sampler"),
        (faults.answers(500, _error("HTTPException", "Invalid encoded image")), Rejected, "picture to start from"),
        (faults.answers(404, _error("HTTPException", "Init image not found")), Rejected, "picture to start from"),
        (faults.answers(422, _error("HTTPException", "Script 'x' not found")), Rejected, "Script 'x' not found"),
        (faults.answers(500, _error("RuntimeError", "", "/srv/webui/x.py")), Unreachable, "trouble"),
        (
            faults.answers(
                422, {"detail": [{"loc": ["body", "steps"], "msg": "value is not an integer", "type": "x"}]}
            ),
            Rejected,
            "value is not an integer",
        ),
    ],
)
def test_each_refusal_says_what_to_do(
    engine: Automatic1111, fake: FakeAutomatic, fault: faults.Fault, kind: type[EngineError], words: str
) -> None:
    fake.next(fault)
    with pytest.raises(kind, match=words) as raised:
        engine.run(BOAT, Told())
    assert "/srv" not in str(raised.value)


def test_a_wrong_password_is_the_admins_matter(fake: FakeAutomatic) -> None:
    engine = Automatic1111({"a1111_url": fake.url, "a1111_auth": "ada:wrong"})
    with pytest.raises(NotConfigured, match="A1111_AUTH"):
        engine.run(BOAT, Told())


def test_nobody_at_the_address() -> None:
    engine = Automatic1111({"a1111_url": "http://127.0.0.1:9"})
    with pytest.raises(Unreachable, match="did not answer"):
        engine.run(BOAT, Told())
