"""The engine with the real library: every operation, batches, seeds, previews, stops and memory, on a processor."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageChops, ImageStat

from tests.engines.contract import EngineContract, Told
from tests.engines.diffusers.real.tiny import save_sd, save_sdxl
from webapp.engines.diffusers import backend as library
from webapp.engines.diffusers.drawing import OutOfMemory
from webapp.engines.diffusers.engine import Diffusers
from webapp.engines.diffusers.families import SCHEDULERS
from webapp.engines.errors import NotConfigured, Stopped
from webapp.engines.pictures import sniff
from webapp.engines.types import EngineRequest, EngineResult

BOAT = EngineRequest("a red boat", width_px=128, height_px=64, seed=7, steps=3)
SAVE: dict[str, Callable[[Path], Path]] = {"sd": save_sd, "sdxl": save_sdxl}


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("models")
    return {name: save(base / name) for name, save in SAVE.items()}


@pytest.fixture(scope="session", params=SAVE)
def engine(request: pytest.FixtureRequest, folders: dict[str, Path]) -> Diffusers:
    return Diffusers({"diffusers_model": str(folders[request.param]), "diffusers_device": "cpu"})


class TestRealDiffusers(EngineContract):
    @pytest.fixture
    def engine(self, engine: Diffusers) -> Diffusers:
        return engine

    @pytest.fixture
    def base(self) -> EngineRequest:
        return BOAT


def images(engine: Diffusers, *requests: EngineRequest) -> list[Any]:
    outcomes = engine.run_many(requests, [Told() for _ in requests])
    assert all(isinstance(outcome, EngineResult) for outcome in outcomes)
    return [outcome.pictures[0].image for outcome in outcomes if isinstance(outcome, EngineResult)]


def difference(one: Any, other: Any) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def test_a_seed_gives_its_picture_whoever_shares_the_call(engine: Diffusers) -> None:
    wanted = [replace(BOAT, seed=seed, prompt=f"boat {seed}") for seed in (1, 2, 3)]
    together = images(engine, *wanted)
    alone = [images(engine, request)[0] for request in wanted]
    assert max(difference(one, other) for one, other in zip(together, alone, strict=True)) < 1
    assert difference(together[0], together[1]) > 1


@pytest.mark.parametrize("name", SCHEDULERS)
def test_every_scheduler_draws(engine: Diffusers, name: str) -> None:
    assert images(engine, replace(BOAT, scheduler=name))[0].size == (128, 64)


def test_previews_follow_the_steps(engine: Diffusers) -> None:
    told = Told()
    engine.run(BOAT, told)
    assert told.stages == ["Starting", "Step 1 of 3", "Step 2 of 3", "Step 3 of 3"]
    assert {sniff(preview) for preview in told.previews} == {"WEBP"}


def test_it_stops_between_steps_and_draws_again(engine: Diffusers) -> None:
    told = Told(stops_at=2)
    with pytest.raises(Stopped):
        engine.run(BOAT, told)
    assert told.stages[-1] == "Step 1 of 3"
    assert images(engine, BOAT)


def test_no_memory_is_said_so_and_forgotten(engine: Diffusers, monkeypatch: pytest.MonkeyPatch) -> None:
    unet = engine._backend.pipeline("generate", None).unet
    real = unet.forward

    def too_much(*_args: Any, **_values: Any) -> Any:
        raise library.torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")

    monkeypatch.setattr(unet, "forward", too_much)
    with pytest.raises(OutOfMemory):
        engine.run(BOAT, Told())
    monkeypatch.setattr(unet, "forward", real)
    assert images(engine, BOAT)


def test_a_batch_too_large_is_drawn_in_parts(engine: Diffusers, monkeypatch: pytest.MonkeyPatch) -> None:
    unet = engine._backend.pipeline("generate", None).unet
    real = unet.forward

    def at_most_two(sample: Any, *args: Any, **values: Any) -> Any:
        if len(sample) > 2 * 2:
            raise RuntimeError("MPS backend out of memory")
        return real(sample, *args, **values)

    monkeypatch.setattr(unet, "forward", at_most_two)
    assert len(images(engine, *(replace(BOAT, seed=seed) for seed in range(4)))) == 4


def test_a_folder_of_pickles_is_not_opened(folders: dict[str, Path], tmp_path: Path) -> None:
    pickled = tmp_path / "pickled"
    engine = Diffusers({"diffusers_model": str(folders["sd"])})
    engine._backend.pipeline("generate", None).save_pretrained(pickled, safe_serialization=False)
    (pickled / "decoy.safetensors").write_bytes(b"")
    with pytest.raises(NotConfigured, match="could not be loaded"):
        Diffusers({"diffusers_model": str(pickled), "diffusers_device": "cpu"}).run(BOAT, Told())
