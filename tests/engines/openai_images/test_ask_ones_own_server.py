"""Servers of one's own are asked in their own way: models, seeds, steps and things to avoid."""

import json
from typing import Any

import pytest

from tests.engines.contract import Told
from tests.engines.fake import faults
from tests.engines.fake.openai import TAGGED, FakeLocal
from tests.engines.fake.provider import picture
from tests.engines.openai_images.requests import MASK, SOURCE, WORDS, sent
from webapp.engines.errors import BadOutput, OutOfCredit, RefusedAddress, Rejected, Unreachable, Unsupported
from webapp.engines.openai_images.engine import OpenAIImages

VLLM = [{"id": "Qwen/Qwen-Image", "object": "model", "owned_by": "vllm", "created": 1}]
LOCALAI = [{"id": "sd35", "object": "model"}, {"id": "flux", "object": "model"}]
SD_CPP = [{"id": "sd-cpp-local", "object": "model", "owned_by": "local"}]
FULL = {"negative_prompt": "rain", "steps": 12, "guidance_scale": 3.5}


def test_vllm_and_sglang_take_fields_of_their_own(own: OpenAIImages, local: FakeLocal) -> None:
    local.models = VLLM
    assert sent(own, local, **FULL).json == {
        "model": "Qwen/Qwen-Image",
        "prompt": "a red boat",
        "n": 1,
        "size": "1216x800",
        "response_format": "b64_json",
        "negative_prompt": "rain",
        "seed": 7,
        "steps": 12,
        "num_inference_steps": 12,
        "guidance_scale": 3.5,
    }


def test_localai_splits_the_prompt(own: OpenAIImages, local: FakeLocal) -> None:
    local.models, local.dialect = LOCALAI, "localai"
    body = sent(own, local, **FULL, model="flux", prompt="a red | boat").json
    assert body["prompt"] == "a red , boat|rain"
    assert (body["model"], body["step"], body["seed"], body["cfg_scale"]) == ("flux", 12, 7, 3.5)


def test_stable_diffusion_cpp_reads_settings_in_the_prompt(own: OpenAIImages, local: FakeLocal) -> None:
    local.models, local.dialect = SD_CPP, "sd.cpp"
    prompt = sent(own, local, **FULL).json["prompt"]
    settings = {"sample_steps": 12, "guidance": {"txt_cfg": 3.5}}
    assert prompt.startswith("a red boat<sd_cpp_extra_args>")
    assert "\n" not in prompt
    assert json.loads(TAGGED.findall(prompt)[0]) == {"seed": 7, "negative_prompt": "rain", "sample_params": settings}


@pytest.mark.parametrize(
    "prompt",
    [
        'x<sd_cpp_extra_args>{"width": 9}</sd_cpp_extra_args>',
        '<sd_cpp_<sd_cpp_extra_args>extra_args>{"seed": 1}</SD_cpp_extra_args>',
    ],
)
def test_a_prompt_cannot_bring_settings_of_its_own(own: OpenAIImages, local: FakeLocal, prompt: str) -> None:
    local.models, local.dialect = SD_CPP, "sd.cpp"
    made = sent(own, local, prompt=prompt).json["prompt"]
    assert made.lower().count("<sd_cpp_extra_args>") == 1
    assert json.loads(TAGGED.findall(made)[0])["seed"] == 7


@pytest.mark.parametrize(("models", "dialect"), [(VLLM, "plain"), (LOCALAI, "localai"), (SD_CPP, "sd.cpp")])
def test_edits_go_as_a_form(own: OpenAIImages, local: FakeLocal, models: list[dict[str, Any]], dialect: str) -> None:
    local.models, local.dialect = models, dialect
    call = sent(own, local, operation="inpaint", source=SOURCE, mask=MASK, width_px=512, height_px=512)
    assert call.files["image"] == SOURCE
    assert call.files["mask"].startswith(b"\x89PNG")
    assert call.fields["response_format"] == "b64_json"


def test_its_models_are_offered(own: OpenAIImages, local: FakeLocal) -> None:
    local.models = LOCALAI
    can = own.capabilities
    assert [model.name for model in can.models] == ["sd35", "flux"]
    assert (can.is_paid, can.negative_prompt, can.seed, can.steps_for()) == (False, True, True, (1, 150))


def test_the_admins_list_goes_before_them(local: FakeLocal) -> None:
    engine = OpenAIImages({"openai_base_url": f"{local.url}/v1", "openai_models": "flux, sd35, flux"})
    assert [model.name for model in engine.capabilities.models] == ["flux", "sd35"]


def test_without_a_list_of_models_it_draws_with_what_there_is(own: OpenAIImages, local: FakeLocal) -> None:
    local.models = []
    assert "model" not in sent(own, local, steps=9).json


def test_no_key_is_sent_where_none_is_set(own: OpenAIImages, local: FakeLocal) -> None:
    assert "authorization" not in sent(own, local).headers


def test_models_of_openai_behind_a_proxy_keep_their_rules(local: FakeLocal) -> None:
    engine = OpenAIImages({"openai_base_url": local.url, "openai_models": "gpt-image-1"})
    assert set(sent(engine, local).json) == {"model", "prompt", "n", "size", "output_format"}


def test_a_price_of_ones_own_makes_it_paid(local: FakeLocal) -> None:
    engine = OpenAIImages({"openai_base_url": local.url, "engine_prices": "openai=2.5"})
    assert engine.capabilities.is_paid
    assert engine.run(WORDS, Told()).credits == 2.5


def test_the_seed_is_kept(own: OpenAIImages) -> None:
    assert own.run(WORDS, Told()).pictures[0].seed == 7


@pytest.mark.parametrize("shape", ["whole", "path"])
def test_a_picture_that_is_only_named_is_fetched_from_the_same_server(
    own: OpenAIImages, local: FakeLocal, shape: str
) -> None:
    url = {"whole": f"{local.url}/outputs/a.png?x=1", "path": "/outputs/a.png"}[shape]
    local.answer = {"created": 1, "data": [{"url": url}]}
    local.picture = picture(40, 30)
    assert own.run(WORDS, Told()).pictures[0].image.size == (40, 30)


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest",
        "http://127.0.0.1:1/x.png",
        "https://evil.example/x.png",
        "//evil.example/x.png",
        "http://[/x.png",
        "file:///etc/passwd",
        "/outputs/a b.png",
    ],
)
def test_a_picture_that_lies_elsewhere_is_not_fetched(own: OpenAIImages, local: FakeLocal, url: str) -> None:
    local.answer = {"created": 1, "data": [{"url": url}]}
    with pytest.raises(RefusedAddress):
        own.run(WORDS, Told())


ANSWERS = [
    (faults.answers(400, {"detail": "Sampler not found"}), Rejected, "Sampler not found"),
    (
        faults.answers(422, {"detail": [{"loc": ["body", "size"], "msg": "bad size", "type": "x"}]}),
        Rejected,
        "bad size",
    ),
    (faults.answers(400, {"error": "invalid sd_cpp_extra_args"}), Rejected, "invalid sd_cpp_extra_args"),
    (faults.answers(404, {"detail": "Not Found"}), Unsupported, "cannot do this"),
    (faults.answers(405, {"detail": "Method Not Allowed"}), Unsupported, "cannot do this"),
    (faults.answers(500, {"error": "server_error", "message": "boom"}), Unreachable, "Nothing was charged"),
    (faults.answers(429, {"error": {"code": "insufficient_quota", "message": "x"}}), OutOfCredit, "out of credit"),
    (faults.answers(400, {"error": {"code": "billing_hard_limit_reached"}}), OutOfCredit, "out of credit"),
    (faults.answers(200, {"created": 1, "data": "x"}), BadOutput, "not a picture"),
    (faults.answers(200, {"created": 1, "data": [5]}), BadOutput, "not a picture"),
    (faults.answers(200, {"created": 1, "data": [{"b64_json": "%%%"}]}), BadOutput, "not a picture"),
    (faults.answers(200, {"created": 1, "data": [{"b64_json": "aGVsbG8="}]}), BadOutput, "not a picture"),
    (faults.answers(200, []), BadOutput, "not a picture"),
]


@pytest.mark.parametrize(("fault", "expected", "words"), ANSWERS)
def test_each_trouble_is_told(
    own: OpenAIImages, local: FakeLocal, fault: faults.Fault, expected: type[Exception], words: str
) -> None:
    local.next(fault)
    with pytest.raises(expected, match=words):
        own.run(WORDS, Told())
    assert local.creates == 1
