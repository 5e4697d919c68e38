"""Naming the places that people's wishes fill."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.comfyui_workflows.conftest import EXPORT, GUESSED, PAGE, kept, save, upload
from webapp.comfyui_workflows.guesses import guessed_slots
from webapp.engines import registry
from webapp.engines.comfyui.workflows import read_workflow


def preselected(client: FlaskClient, slug: str = "my-flux") -> dict[str, str]:
    """The places of the page that have a name, by slot."""
    page = client.get(f"{PAGE}{slug}/").text
    selects = re.findall(r'<select[^>]*name="place:([^"]+)">(.*?)</select>', page, re.DOTALL)
    found = {place: re.search(r'selected value="(\w+)"', options) for place, options in selects}
    return {match[1]: place for place, match in found.items() if match}


def test_likely_places_are_chosen_already(as_admin: FlaskClient) -> None:
    upload(as_admin)
    assert preselected(as_admin) == GUESSED
    page = as_admin.get(f"{PAGE}my-flux/").text
    assert "now blurry" in page
    assert "Not in use until you save it." in page


def test_what_is_saved_is_a_workflow_that_the_engine_offers(as_admin: FlaskClient, folder: Path) -> None:
    upload(as_admin)
    answer = save(as_admin)
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert kept(folder) == {"label": "My Flux!", "operation": "generate", "workflow": EXPORT, "slots": GUESSED}
    assert [path.name for path in folder.iterdir()] == ["my-flux.json"]
    read_workflow("my-flux", (folder / "my-flux.json").read_bytes())
    assert [model.label for model in registry.engine("comfyui").capabilities.models_for("generate")] == ["My Flux!"]


def test_names_can_be_changed_later(as_admin: FlaskClient, folder: Path) -> None:
    upload(as_admin)
    save(as_admin)
    assert "Not in use" not in as_admin.get(f"{PAGE}my-flux/").text
    save(as_admin, slots={"prompt": "7.text"}, label="Other")
    assert kept(folder)["slots"] == {"prompt": "7.text"}
    assert preselected(as_admin) == {"prompt": "7.text"}
    assert "Other" in as_admin.get(PAGE).text


def test_one_slot_may_have_several_places(as_admin: FlaskClient, folder: Path) -> None:
    upload(as_admin)
    form = {"label": "My Flux!", "operation": "generate", "place:6.text": "prompt", "place:7.text": "prompt"}
    assert as_admin.post(f"{PAGE}my-flux/", data=form).status_code == 303
    assert kept(folder)["slots"] == {"prompt": ["6.text", "7.text"]}
    assert as_admin.get(f"{PAGE}my-flux/").text.count('selected value="prompt"') == 2


@pytest.mark.parametrize(("operation", "words"), [("generate", "Choose “Prompt”"), ("inpaint", "Choose “Picture”")])
def test_what_an_operation_needs_is_asked_for(as_admin: FlaskClient, folder: Path, operation: str, words: str) -> None:
    upload(as_admin)
    answer = save(as_admin, slots={"seed": "3.seed"}, operation=operation)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'selected value="{operation}"' in answer.text
    assert re.search(r'selected value="seed"', answer.text)
    assert list(folder.glob("*.json")) == []


def test_a_slot_that_does_not_fit_is_refused_beside_its_field(as_admin: FlaskClient) -> None:
    upload(as_admin)
    answer = save(as_admin, slots={"prompt": "6.text", "steps": "7.text"})
    assert answer.status_code == 422
    assert "Choose one of these." in answer.text


def test_places_that_are_not_there_are_left_out(as_admin: FlaskClient, folder: Path) -> None:
    upload(as_admin)
    save(as_admin, slots={"prompt": "6.text", "seed": "99.seed", "mask": "4.ckpt"})
    assert kept(folder)["slots"] == {"prompt": "6.text"}


def test_a_file_that_was_put_there_by_hand_is_shown(as_admin: FlaskClient, folder: Path) -> None:
    folder.mkdir(parents=True)
    by_hand = '{"label": "By hand", "operation": "generate", "slots": {"prompt": "1.text", "seed": [["x"]]},'
    (folder / "by_hand.json").write_text(
        by_hand + '"workflow": {"1": {"class_type": "A", "inputs": {"text": ["2", 0]}}}}'
    )
    (folder / "broken.json").write_text("{")
    page = as_admin.get(PAGE).text
    assert "It cannot be used: it is no JSON." in page
    assert preselected(as_admin, "by_hand") == {"prompt": "1.text"}
    assert "comes from another node" in as_admin.get(f"{PAGE}by_hand/").text
    assert as_admin.get(f"{PAGE}broken/").location == f"{PAGE}broken/replace/"
    assert save(as_admin, "broken").location == f"{PAGE}broken/replace/"


@pytest.mark.parametrize("slug", ["nothing", "..", "my-flux.json", "%2e%2e%2fatelier"])
def test_a_name_that_is_no_workflow_is_not_there(as_admin: FlaskClient, slug: str) -> None:
    upload(as_admin)
    assert as_admin.get(f"{PAGE}{slug}/").status_code == 404
    assert as_admin.post(f"{PAGE}{slug}/delete/").status_code in (404, 405)


def node(kind: str, title: str = "", **inputs: Any) -> dict[str, Any]:
    return {"class_type": kind, "inputs": inputs, "_meta": {"title": title}}


def test_guesses_follow_words_through_other_nodes() -> None:
    graph = {
        "1": node("PrimitiveString", value="a boat"),
        "2": node("CLIPTextEncodeSDXL", text_g=["1", 0], text_l="soft"),
        "3": node("CLIPTextEncode", text="blurry"),
        "4": node("ControlNetApplyAdvanced", positive=["2", 0], negative=["3", 0]),
        "5": node("KSampler", positive=["4", 0], negative=["4", 1], noise_seed=1, denoise=0.5),
        "6": node("LoadImage", image="a.png"),
        "7": node("LoadImage", "The mask", image="b.png"),
    }
    assert guessed_slots(graph, "inpaint") == {
        "prompt": ["1.value", "2.text_l"],
        "negative_prompt": ["3.text"],
        "seed": ["5.noise_seed"],
        "strength": ["5.denoise"],
        "image": ["6.image"],
        "mask": ["7.image"],
    }


def test_guesses_know_flux() -> None:
    graph = {
        "1": node("CLIPTextEncode", text="a boat"),
        "2": node("FluxGuidance", conditioning=["1", 0], guidance=3.5),
        "3": node("ConditioningZeroOut", conditioning=["1", 0]),
        "4": node("KSampler", positive=["2", 0], negative=["3", 0], cfg=1.0),
    }
    assert guessed_slots(graph, "generate") == {"prompt": ["1.text"], "guidance": ["2.guidance"]}
