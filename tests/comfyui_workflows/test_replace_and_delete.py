"""Replacing a workflow's file, and deleting it."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.comfyui_workflows.conftest import EXPORT, GUESSED, PAGE, kept, save, upload
from tests.comfyui_workflows.test_name_places import preselected


def replace(client: FlaskClient, graph: Any) -> TestResponse:
    file = (BytesIO(json.dumps(graph).encode()), "workflow.json")
    return client.post(f"{PAGE}my-flux/replace/", data={"file": file}, content_type="multipart/form-data")


def test_the_old_version_stays_until_the_new_one_is_named(as_admin: FlaskClient, folder: Path) -> None:
    upload(as_admin)
    save(as_admin, slots={"prompt": "7.text", "seed": "3.seed"})
    fresh = {**EXPORT, "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "ship", "clip": ["4", 1]}}}
    assert replace(as_admin, fresh).location == f"{PAGE}my-flux/"
    assert kept(folder)["workflow"] == EXPORT
    assert "New version" in as_admin.get(PAGE).text
    assert preselected(as_admin)["prompt"] == "7.text"
    assert preselected(as_admin)["steps"] == "3.steps"
    assert "negative_prompt" not in preselected(as_admin)
    save(as_admin)
    assert kept(folder)["workflow"] == fresh


def test_what_is_no_export_changes_nothing(as_admin: FlaskClient, folder: Path) -> None:
    upload(as_admin)
    save(as_admin)
    answer = replace(as_admin, {"nodes": [], "links": []})
    assert answer.status_code == 422
    assert "Export (API)" in answer.text.split('id="file-error"')[1]
    assert [path.name for path in folder.iterdir()] == ["my-flux.json"]


def test_a_broken_file_can_be_replaced(as_admin: FlaskClient, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "my-flux.json").write_text("{")
    replace(as_admin, EXPORT)
    assert preselected(as_admin) == GUESSED
    save(as_admin)
    assert kept(folder)["slots"] == GUESSED


def test_deleting_asks_first(as_admin: FlaskClient, folder: Path) -> None:
    upload(as_admin)
    save(as_admin)
    replace(as_admin, EXPORT)
    assert "Delete “My Flux!”?" in as_admin.get(f"{PAGE}my-flux/delete/").text
    assert (folder / "my-flux.json").exists()
    answer = as_admin.post(f"{PAGE}my-flux/delete/", follow_redirects=True)
    assert "The workflow is deleted." in answer.text
    assert "None yet." in answer.text
    assert list(folder.iterdir()) == []
