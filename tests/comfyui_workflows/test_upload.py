"""Uploading ComfyUI's export."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.comfyui_workflows.conftest import EXPORT, PAGE, save, upload
from webapp.comfyui_workflows import service

DEEP = b'{"1": {"class_type": "A", "inputs": {"text": ' + b"[" * 300 + b"]" * 300 + b"}}}"
VERY_DEEP = b"[" * 100_000


def test_an_upload_leads_to_naming_and_is_not_in_use_yet(as_admin: FlaskClient, folder: Path) -> None:
    answer = upload(as_admin)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}my-flux/")
    assert list(folder.glob("*.json")) == []
    assert "Not named yet" in as_admin.get(PAGE).text


def test_the_card_of_comfyui_leads_here(as_admin: FlaskClient) -> None:
    card = as_admin.get("/admin/engines/").text.split('id="engine-comfyui"')[1].split("</article>")[0]
    assert f'href="{PAGE}"' in card


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no JSON"),
        (b"{", "is no JSON"),
        (b"\xff\xfe\xff", "is no JSON"),
        (b"[1, 2]", "is no JSON object"),
        (b"1" * 5000, "is no JSON"),
        (DEEP, "is nested too deeply"),
        (VERY_DEEP, "is nested too deeply"),
        (b'{"nodes": [], "links": [], "version": 0.4}', "editor&#39;s form of a workflow"),
        (b'{"a": 1}', "is no workflow in API form"),
        (b'{"1": {"class_type": "A", "inputs": {}}}', "has 0 inputs to fill"),
        (b'{"1": {"class_type": "A", "inputs": {"text": "\\ud800"}}}', "cannot be kept"),
        (b'{"1": {"class_type": "A", "inputs": {"x": 1e999}}}', "cannot be kept"),
    ],
)
def test_what_is_no_export_is_said_beside_the_field(
    as_admin: FlaskClient, folder: Path, data: bytes, words: str
) -> None:
    answer = upload(as_admin, data)
    assert answer.status_code == 422
    message = answer.text.split('id="file-error"')[1].split("</p>")[0]
    assert words in message
    assert 'value="My Flux!"' in answer.text
    assert not folder.exists() or list(folder.iterdir()) == []


def test_a_huge_file_is_refused(as_admin: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MAX_UPLOAD_BYTES", 1000)
    assert "is larger than 1 kB" in upload(as_admin, b" " * 1001).text.split('id="file-error"')[1]
    assert "is no JSON" in upload(as_admin, b" " * 1000).text


def test_the_editors_form_is_answered_with_the_way_out(as_admin: FlaskClient) -> None:
    assert "choose “Export (API)”" in upload(as_admin, {"nodes": [], "links": []}).text


def test_too_many_inputs_are_refused(as_admin: FlaskClient) -> None:
    many = {"class_type": "A", "inputs": {f"x{number}": 1 for number in range(601)}}
    answer = upload(as_admin, {"1": many})
    assert answer.status_code == 422
    assert "has 601 inputs" in answer.text


def test_a_file_and_a_name_are_needed(as_admin: FlaskClient) -> None:
    answer = as_admin.post(PAGE, data={"label": " ", "operation": "dance"})
    assert answer.status_code == 422
    for words in ("Choose the file", "Give it a name.", "Choose one of these."):
        assert words in answer.text


@pytest.mark.parametrize("label", ["Text to image", "text_to_image", "Inpaint", "Enlarge with a model", "UPSCALE"])
def test_a_name_that_comes_with_the_studio_is_refused(as_admin: FlaskClient, label: str) -> None:
    answer = upload(as_admin, label=label)
    assert answer.status_code == 422
    assert "comes with the studio" in answer.text.split('id="label-error"')[1].split("</p>")[0]


def test_a_name_is_given_once(as_admin: FlaskClient, folder: Path) -> None:
    upload(as_admin)
    assert upload(as_admin, label="my flux").status_code == 422
    save(as_admin)
    answer = upload(as_admin, label="MY FLUX")
    assert answer.status_code == 422
    assert "There is one of this name." in answer.text


@pytest.mark.parametrize(
    ("label", "name"),
    [("../../etc/passwd", "etc-passwd"), ("Crème Brûlée", "creme-brulee"), ("x" * 80, "x" * 60)],
)
def test_the_file_has_a_plain_name(as_admin: FlaskClient, folder: Path, label: str, name: str) -> None:
    upload(as_admin, label=label)
    assert [path.name for path in folder.iterdir()] == [f"{name}.draft"]


def test_a_label_without_latin_letters_has_a_file_too(as_admin: FlaskClient, folder: Path) -> None:
    assert upload(as_admin, label="模型").status_code == 303
    assert upload(as_admin, label="另一").status_code == 303
    assert len(list(folder.iterdir())) == 2
    assert "模型" in as_admin.get(PAGE).text


def test_nodes_that_cannot_be_named_are_said(as_admin: FlaskClient) -> None:
    graph: dict[str, Any] = {**EXPORT, "12:3.1": {"class_type": "CLIPTextEncode", "inputs": {"text": "a"}}}
    upload(as_admin, graph)
    page = as_admin.get(f"{PAGE}my-flux/").text
    assert "(12:3.1)" in page
    assert "place:12:3.1.text" not in page


def test_a_full_disk_is_said_in_words(as_admin: FlaskClient, folder: Path) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("no folder")
    answer = upload(as_admin)
    assert answer.status_code == 503
    assert "could not keep the file" in answer.text


def test_a_long_chain_of_nodes_is_read(as_admin: FlaskClient) -> None:
    chain: dict[str, Any] = {
        str(number): {"class_type": "Pass", "inputs": {"conditioning": [str(number + 1), 0]}} for number in range(3000)
    }
    chain["3000"] = {"class_type": "CLIPTextEncode", "inputs": {"text": ""}}
    assert len(json.dumps(chain)) < 700_000
    assert upload(as_admin, chain).status_code == 303
