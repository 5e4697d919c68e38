"""Engines are found by name, take their settings, and the one that was set up comes first."""

from collections.abc import Iterator

import pytest

from webapp.config import SettingsError, load_settings
from webapp.engine_settings import EngineSettings
from webapp.engines import registry
from webapp.engines.errors import NotConfigured

KEY = "sk-CANARY-0123456789"


@pytest.fixture(autouse=True)
def _settings_are_put_back() -> Iterator[None]:
    kept = dict(registry._options)
    yield
    registry.configure(kept)


def test_without_settings_the_built_in_engine_draws() -> None:
    registry.configure({})
    assert registry.default_name() == "builtin"
    assert "stability" not in registry.ready_names()


def test_an_engine_that_was_set_up_comes_first() -> None:
    registry.configure({"stability_api_key": KEY})
    assert registry.default_name() == "stability"
    assert registry.ready_names()[0] == "builtin"


def test_new_settings_make_engines_anew_and_the_same_ones_do_not() -> None:
    registry.configure({"stability_api_key": KEY})
    before = registry.engine("stability")
    registry.configure({"stability_api_key": KEY})
    assert registry.engine("stability") is before
    registry.configure({"stability_api_key": "another"})
    assert registry.engine("stability") is not before


def test_an_unknown_engine_is_said_so() -> None:
    with pytest.raises(NotConfigured, match="no engine called “x”"):
        registry.engine("x")


@pytest.mark.parametrize("name", sorted(registry.ENGINES))
def test_every_engine_of_the_list_is_there_under_its_name(name: str) -> None:
    assert registry.engine(name).name == name


def test_settings_reach_the_engines_and_keys_are_known_as_secrets() -> None:
    settings = EngineSettings(stability_api_key=KEY, engine_prices="stability.core=2")  # type: ignore[arg-type]
    assert settings.engine_options()["stability_api_key"] == KEY
    assert settings.engine_options()["engine_prices"] == "stability.core=2"
    assert settings.engine_secrets() == {KEY}
    assert KEY not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [("stability_base_url", "stability.example"), ("engine_prices", "stability"), ("engine_prices", "a=-1")],
)
def test_nonsense_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(**{name: value})
    assert name.upper() in str(refused.value)


def test_engines_in_use_learn_beforehand_and_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = []
    for name in ("stability", "builtin"):
        monkeypatch.setattr(type(registry.engine(name)), "warm_up", lambda self: learned.append(self.name))
    registry.configure({})
    registry.warm_up()
    assert learned == ["builtin"]
