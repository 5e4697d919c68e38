"""The recipes that other tools write into their files are read; what is broken or hostile in them does no harm."""

import json

import pytest
from PIL import Image

from tests.pictures_in.corpus import saved, scene, with_texts
from webapp.pictures_in.decode import clean
from webapp.pictures_in.recipes.found import Found
from webapp.pictures_in.recipes.read import read_recipe
from webapp.pipeline.carried import exif

A1111 = (
    "a lighthouse, (storm:1.2)\nover the sea\nNegative prompt: blurry, text\n"
    "Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 1234567890, Size: 512x768, "
    'Model hash: abc123, Model: seaside_v2, Lora hashes: "foam: 12ab, salt: 34cd", Version: v1.10.1'
)
SWARM = {
    "sui_image_params": {
        "prompt": "a fox",
        "negativeprompt": "hounds",
        "model": "sdxl",
        "seed": "77",
        "steps": "20",
        "cfgscale": "7.5",
        "aspectratio": "1:1",
        "swarm_version": "0.9.6",
    },
    "sui_extra_data": {"date": "2026-01-02"},
}
FOOOCUS = {
    "prompt": "a cat",
    "negative_prompt": "dogs",
    "base_model": "juggernaut.safetensors",
    "performance": "Speed",
    "styles": "['Fooocus V2', 'Sharp']",
    "resolution": "(1152, 896)",
    "steps": 30,
    "guidance_scale": 4.0,
    "sampler": "dpmpp_2m_sde_gpu",
    "scheduler": "karras",
    "seed": "42",
    "version": "Fooocus v2.5.5",
}
INVOKE = {
    "generation_mode": "txt2img",
    "positive_prompt": "a mill",
    "negative_prompt": "people",
    "model": {"key": "k", "name": "dreamy", "base": "sdxl"},
    "seed": 5,
    "steps": 31,
    "cfg_scale": 5.5,
    "scheduler": "euler",
    "app_version": "5.6.0",
}
NOVEL = {
    "Description": "a girl with a kite",
    "Software": "NovelAI",
    "Source": "Stable Diffusion XL 7BCCAA2C",
    "Comment": json.dumps({"steps": 28, "sampler": "k_euler", "seed": 9, "scale": 5.0, "uc": "rain"}),
}
COMFY = {
    "9": {"class_type": "SaveImage", "inputs": {"images": ["8", 0]}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "rain", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "a garden", "clip": ["4", 1]}},
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "garden.safetensors"}},
    "3": {
        "class_type": "KSampler",
        "inputs": {
            "seed": 11,
            "steps": 22,
            "cfg": 8.0,
            "sampler_name": "euler",
            "scheduler": "normal",
            "denoise": 1.0,
            "model": ["4", 0],
            "positive": ["7", 0],
            "negative": ["6", 0],
        },
    },
    "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
}
# The texts of a file, the tool, the prompt, what to avoid, the model, steps, guidance, seed.
TOLD = {
    "a1111": (
        {"parameters": A1111},
        ("AUTOMATIC1111", "a lighthouse, (storm:1.2)\nover the sea", "blurry, text", "seaside_v2", 28, 6.5, 1234567890),
    ),
    "swarmui": ({"parameters": json.dumps(SWARM)}, ("SwarmUI", "a fox", "hounds", "sdxl", 20, 7.5, 77)),
    "fooocus": (
        {"parameters": json.dumps(FOOOCUS)},
        ("Fooocus", "a cat", "dogs", "juggernaut.safetensors", 30, 4.0, 42),
    ),
    "invokeai": ({"invokeai_metadata": json.dumps(INVOKE)}, ("InvokeAI", "a mill", "people", "dreamy", 31, 5.5, 5)),
    "novelai": (NOVEL, ("NovelAI", "a girl with a kite", "rain", "Stable Diffusion XL", 28, 5.0, 9)),
    "comfyui": ({"prompt": json.dumps(COMFY)}, ("ComfyUI", "a garden", "rain", "garden.safetensors", 22, 8.0, 11)),
}


def facts(found: Found | None) -> tuple[object, ...]:
    assert found is not None
    return (
        found.made_with,
        found.prompt,
        found.negative_prompt,
        found.model,
        found.steps,
        found.guidance_scale,
        found.seed,
    )


@pytest.mark.parametrize("tool", list(TOLD))
def test_the_recipe_of_each_tool_is_read(tool: str) -> None:
    texts, expected = TOLD[tool]
    assert facts(read_recipe(texts)) == expected


def test_it_is_read_from_a_png_and_travels_on() -> None:
    made = clean(with_texts(parameters=A1111))
    assert facts(made.recipe) == TOLD["a1111"][1]
    again = clean(made.file)
    assert facts(again.recipe) == TOLD["a1111"][1]


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_it_is_read_from_the_exif_of_photos(kind: str) -> None:
    assert facts(clean(saved(scene(), kind, exif=exif(A1111))).recipe) == TOLD["a1111"][1]


def test_comfyui_keeps_it_in_the_camera_fields_of_a_webp() -> None:
    fields = Image.Exif()
    fields[0x0110] = f"prompt:{json.dumps(COMFY)}"
    assert facts(clean(saved(scene(), "WEBP", exif=fields)).recipe) == TOLD["comfyui"][1]


def test_what_has_no_place_here_is_kept_beside() -> None:
    found = read_recipe({"parameters": A1111})
    assert found is not None
    assert found.also["Lora hashes"] == "foam: 12ab, salt: 34cd"
    fooocus = read_recipe({"parameters": json.dumps(FOOOCUS)})
    assert fooocus is not None
    assert fooocus.also["styles"] == "Fooocus V2, Sharp"


def test_the_way_samplers_are_named_is_kept_whole() -> None:
    found = read_recipe({"parameters": A1111})
    assert found is not None
    assert found.scheduler == "DPM++ 2M Karras"


BAD = {
    "deep": {"parameters": "[" * 100_000},
    "deep object": {"parameters": '{"a":' * 100_000},
    "numbers": {"parameters": json.dumps({**FOOOCUS, "seed": 1e400, "steps": "NaN", "guidance_scale": -3})},
    "types": {"parameters": json.dumps({key: [1, {"a": None}] for key in FOOOCUS})},
    "graph": {"prompt": json.dumps({"3": {"class_type": "KSampler", "inputs": {"model": ["3", 0], "positive": 4}}})},
    "circle": {
        "prompt": json.dumps(
            {**COMFY, "7": {"class_type": "ConditioningCombine", "inputs": {"a": ["7", 0], "b": ["3", 0]}}}
        )
    },
    "not json": {"invokeai_metadata": "{oops", "Dream": "-s -W -H", "sd-metadata": "[]"},
    "long line": {"parameters": "x\n" + "Steps: 1, " * 50_000},
    "words": {"Comment": "{}", "Description": "x", "Source": "y"},
}


@pytest.mark.parametrize("name", list(BAD))
def test_nonsense_does_no_harm(name: str) -> None:
    found = read_recipe(BAD[name])
    assert found is None or (found.steps is None or found.steps > 0)


def test_nothing_is_evaluated() -> None:
    evil = {**FOOOCUS, "styles": "__import__('os').abort()"}
    found = read_recipe({"parameters": json.dumps(evil)})
    assert found is not None
    assert found.also["styles"] == "__import__('os').abort()"


def test_plain_words_are_no_recipe() -> None:
    assert read_recipe({"parameters": "a holiday in Wales", "Comment": "made with love"}) is None
    assert clean(saved(scene(), "PNG")).recipe is None


def test_what_a_database_cannot_keep_is_left_out() -> None:
    found = read_recipe(
        {"parameters": json.dumps({**SWARM, "sui_image_params": {"prompt": "a\0b\ud800c", "seed": 2**70}})}
    )
    assert found is not None
    assert (found.prompt, found.seed) == ("abc", None)
