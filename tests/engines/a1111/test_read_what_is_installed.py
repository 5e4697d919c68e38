"""The form shows what the server has."""

import pytest

from tests.engines.contract import Told
from tests.engines.fake.a1111 import FakeAutomatic
from webapp.engines import remembered
from webapp.engines.a1111.engine import Automatic1111
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest


def _choices(engine: Automatic1111, operation: str = "generate") -> dict[str, tuple[str, ...]]:
    return {each.name: each.choices for each in engine.capabilities.parameters_for(operation) if each.kind == "choice"}


def test_models_samplers_and_the_rest_are_the_servers(engine: Automatic1111) -> None:
    can = engine.capabilities
    assert [model.name for model in can.models] == ["dreamshaper_8", "sd_xl_base_1.0"]
    assert can.schedulers == ("DPM++ 2M", "Euler a")
    assert _choices(engine) == {
        "noise_schedule": ("automatic", "karras"),
        "lora": ("paper_cut",),
        "hires_upscaler": ("Latent", "Lanczos", "R-ESRGAN 4x+"),
    }
    assert _choices(engine, "upscale_fast") == {"upscaler": ("Lanczos", "R-ESRGAN 4x+")}


def test_an_old_server_without_schedules_and_loras(engine: Automatic1111, fake: FakeAutomatic) -> None:
    for name in ("schedulers", "loras", "latent-upscale-modes"):
        del fake.lists[name]
    assert set(_choices(engine)) == {"hires_upscaler"}


def test_lists_are_kept_for_a_minute(
    engine: Automatic1111, fake: FakeAutomatic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(remembered.time, "monotonic", lambda: clock[0])
    engine.capabilities  # noqa: B018 - reading it asks the server
    asked = len(fake.calls)
    engine.capabilities  # noqa: B018 - reads what was kept
    assert len(fake.calls) == asked
    fake.lists["samplers"] = [{"name": "Heun", "aliases": [], "options": {}}]
    clock[0] += 61
    assert engine.capabilities.schedulers == ("Heun",)


def test_what_was_read_stays_while_the_server_is_away(fake: FakeAutomatic, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(remembered.time, "monotonic", lambda: clock[0])
    engine = Automatic1111({"a1111_url": fake.url, "a1111_auth": f"{fake.user}:{fake.key}"})
    models = engine.capabilities.models
    clock[0] += 61
    fake.app.view_functions["listed"] = lambda name: fake.refusal(500, "RuntimeError", "")
    assert engine.capabilities.models == models
    asked = len(fake.calls)
    assert engine.capabilities.models == models
    assert len(fake.calls) == asked


def test_before_it_answers_the_form_has_no_models_and_common_samplers() -> None:
    can = Automatic1111({"a1111_url": "http://127.0.0.1:9"}).capabilities
    assert can.models == ()
    assert "Euler a" in can.schedulers
    assert "generate" in can.operations


def test_without_an_address_nobody_is_asked() -> None:
    engine = Automatic1111({})
    assert engine.capabilities.models == ()
    assert engine.missing()


@pytest.mark.parametrize("odd", [[], {}, [5], [{"name": None}], [{"name": "a\nb"}], [{"name": "x" * 300}]])
def test_odd_lists_are_left_out(engine: Automatic1111, fake: FakeAutomatic, odd: object) -> None:
    fake.lists["loras"] = odd  # type: ignore[assignment]
    assert "lora" not in _choices(engine)
    fake.complaints.clear()


def test_a_model_that_is_gone_is_refused_before_the_call(engine: Automatic1111, fake: FakeAutomatic) -> None:
    with pytest.raises(Unsupported, match="no model called"):
        check(engine, EngineRequest("a boat", model="gone", width_px=512, height_px=512))
    engine.run(EngineRequest("a boat", width_px=512, height_px=512), Told())
    assert fake.creates == 1
