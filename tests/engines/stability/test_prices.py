"""Each operation costs what the provider says, unless the admin says otherwise."""

from dataclasses import replace

import pytest

from tests.engines.fake.contract import Contract
from tests.engines.stability.requests import WORDS
from webapp.engines.stability.catalogue import PRESETS
from webapp.engines.stability.engine import Stability
from webapp.engines.stability.payload import _PATHS
from webapp.styles.builtin import STYLES

CONTRACT = Contract("stability")


@pytest.mark.parametrize("operation", sorted(_PATHS))
def test_an_operation_costs_what_the_contract_says(engine: Stability, operation: str) -> None:
    found = CONTRACT.operation("POST", f"/v2beta/stable-image/{_PATHS[operation]}")
    assert found is not None
    assert engine.price(replace(WORDS, operation=operation)) == found.facts["credits"]
    assert engine.capabilities.operations[operation].is_later == found.facts["is_later"]


@pytest.mark.parametrize("operation", ["generate", "variation"])
def test_a_picture_costs_what_its_model_costs(engine: Stability, operation: str) -> None:
    facts = {each.key: each.facts for each in CONTRACT.operations}
    root = "POST /v2beta/stable-image/generate"
    theirs = {"core": facts[f"{root}/core"]["credits"], "ultra": facts[f"{root}/ultra"]["credits"]}
    theirs |= facts[f"{root}/sd3"]["credits"]
    for model in engine.capabilities.models_for(operation):
        assert engine.price(replace(WORDS, operation=operation, model=model.name)) == theirs[model.name]


def test_an_admins_price_goes_first() -> None:
    engine = Stability({"stability_api_key": "k", "engine_prices": "stability.core=2.5,stability.erase=9"})
    assert engine.price(replace(WORDS, model="core")) == 2.5
    assert engine.price(replace(WORDS, operation="erase", num_outputs=2)) == 18
    assert engine.price(replace(WORDS, model="ultra")) == 8


def test_the_presets_are_the_contracts() -> None:
    theirs = set(CONTRACT.facts["$defs"]["StylePreset"]["enum"])
    assert set(PRESETS.values()) == theirs
    ours = {style.preset for style in STYLES}
    assert ours & theirs == {name for name in ours if PRESETS.get(name)}
    assert len(ours & theirs) >= 15
