"""What lies at DIFFUSERS_MODEL is told without loading it; what could run code is not taken."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engines.diffusers.conftest import weights
from webapp.engines.diffusers import engine as module
from webapp.engines.diffusers.engine import Diffusers
from webapp.engines.diffusers.model import read_model
from webapp.engines.errors import NotConfigured


@pytest.mark.parametrize(
    ("class_name", "label"),
    [
        ("StableDiffusionPipeline", "Stable Diffusion"),
        ("StableDiffusionXLPipeline", "Stable Diffusion XL"),
        ("StableDiffusionXLInpaintPipeline", "Stable Diffusion XL"),
        ("StableDiffusion3Pipeline", "Stable Diffusion 3"),
        ("FluxPipeline", "Flux"),
        ("SomethingNewPipeline", "A diffusers model"),
    ],
)
def test_a_folder_says_its_kind(saved: Callable[[str], Path], class_name: str, label: str) -> None:
    model = read_model(str(saved(class_name)))
    assert (model.family.label, model.is_file, model.is_local) == (label, False, True)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("conditioner.embedders.1.model.ln_final.bias", "Stable Diffusion XL"),
        ("cond_stage_model.transformer.text_model.final_layer_norm.bias", "Stable Diffusion"),
        ("model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight", "Stable Diffusion 3"),
    ],
)
def test_a_single_file_says_its_kind(tmp_path: Path, name: str, label: str) -> None:
    model = read_model(str(weights(tmp_path / "model.safetensors", "model.diffusion_model.out.2.bias", name)))
    assert (model.family.label, model.is_file) == (label, True)


def test_a_model_on_the_hub_is_known_once_it_was_fetched(
    tmp_path: Path, saved: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    assert read_model("somebody/some-model").family.label == "A diffusers model"
    snapshots = tmp_path / "hub" / "models--somebody--some-model" / "snapshots"
    snapshots.mkdir(parents=True)
    saved("StableDiffusionXLPipeline").rename(snapshots / "abc")
    model = read_model("somebody/some-model")
    assert (model.family.label, model.is_local, model.where) == ("Stable Diffusion XL", False, "somebody/some-model")


def test_what_is_no_model_is_said_in_words(tmp_path: Path, saved: Callable[[str], Path]) -> None:
    pickled = saved("StableDiffusionPipeline")
    (pickled / "unet" / "diffusion_pytorch_model.safetensors").rename(pickled / "unet" / "diffusion_pytorch_model.bin")
    (tmp_path / "old.ckpt").write_bytes(b"cos\nsystem")
    (tmp_path / "broken.safetensors").write_bytes(b"\xff" * 40)
    (tmp_path / "empty.safetensors").write_bytes(b"")
    (tmp_path / "listed").mkdir()
    (tmp_path / "listed" / "model_index.json").write_text(json.dumps([1]))
    lora = weights(tmp_path / "lora.safetensors", "lora_unet_down.weight")
    for where, words in {
        str(pickled): "no .safetensors files",
        str(tmp_path / "old.ckpt"): "must end in .safetensors",
        str(tmp_path / "broken.safetensors"): "no whole model",
        str(tmp_path / "empty.safetensors"): "no whole model",
        str(lora): "no whole model",
        str(tmp_path / "listed"): "no model_index.json",
        str(tmp_path / "nowhere" / "to" / "be" / "seen"): "names no folder",
        "somebody/old.ckpt": "names no folder",
    }.items():
        with pytest.raises(NotConfigured, match=words):
            read_model(where)


def test_an_engine_says_what_it_lacks(saved: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "DIFFUSERS_MODEL" in (Diffusers({}).missing() or "")
    monkeypatch.setattr(module, "PACKAGES", ("json", "surely_not_installed"))
    folder = str(saved("StableDiffusionPipeline"))
    assert Diffusers({"diffusers_model": folder}).missing() == (
        "Install what it needs with “make diffusers”: surely_not_installed."
    )
    monkeypatch.setattr(module, "PACKAGES", ())
    assert Diffusers({"diffusers_model": folder}).missing() is None
    assert "no model_index.json" in (Diffusers({"diffusers_model": str(Path(folder) / "unet")}).missing() or "")


def test_a_kind_without_negative_prompts_says_so(saved: Callable[[str], Path]) -> None:
    flux = Diffusers({"diffusers_model": str(saved("FluxPipeline"))}).capabilities
    assert (flux.negative_prompt, flux.schedulers, flux.sizes.multiple_px) == (False, (), 16)
    unknown = Diffusers({"diffusers_model": str(saved("SomethingNewPipeline"))}).capabilities
    assert list(unknown.operations) == ["generate"]
