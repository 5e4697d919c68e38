"""The owner changes a style; other words make the next version, other facts do not."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.prompt_helpers.scene import SAID, make_style, versions_of
from tests.scene import fresh
from webapp.extensions import db
from webapp.models import PromptHelper, User
from webapp.prompt_helpers.forms import StyleForm
from webapp.prompt_helpers.service import delete_style


def test_other_words_make_the_next_version_with_its_notes(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    said = SAID | {"prompt": "thick chalk", "notes": "Bolder"}
    page = as_alice.post(f"/prompt-helpers/{style.id}/edit/", data=said, follow_redirects=True).text
    assert "Saved as v2." in page
    newest = versions_of(app, style.id)[-1]
    assert (newest.number, newest.prompt, newest.notes, newest.author_id) == (2, "thick chalk", "Bolder", alice.id)
    assert "Bolder" in page


def test_other_facts_make_no_version(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    said = SAID | {"prompt": "soft chalk, rain", "negative_prompt": "", "name": "Rain", "visibility": "shared"}
    page = as_alice.post(f"/prompt-helpers/{style.id}/edit/", data=said | {"tags": "wet"}, follow_redirects=True).text
    assert "Saved." in page
    assert len(versions_of(app, style.id)) == 1
    changed = fresh(app, PromptHelper, style.id)
    assert (changed.name, changed.visibility, changed.slug) == ("Rain", "shared", style.slug)
    assert "wet" in page


def test_the_form_opens_with_what_is_there(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice, purpose="For calm covers.", voice_style="whispering", recipe={"steps": 12})
    page = as_alice.get(f"/prompt-helpers/{style.id}/edit/").text
    assert all(word in page for word in ("Chalk", "For calm covers.", "soft chalk, rain", "whispering", 'value="12"'))


def test_a_refused_form_changes_nothing(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    answer = as_alice.post(f"/prompt-helpers/{style.id}/edit/", data=SAID | {"name": "", "prompt": "thick"})
    assert (answer.status_code, "thick" in answer.text) == (422, True)
    assert fresh(app, PromptHelper, style.id).name == "Chalk"
    assert len(versions_of(app, style.id)) == 1


def test_tags_can_be_taken_off(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    style = make_style(app, alice)
    for tags, is_there in (("Sea", True), ("", False)):
        data = SAID | {"tags": tags}
        page = as_alice.post(f"/prompt-helpers/{style.id}/edit/", data=data, follow_redirects=True).text
        assert ('aria-label="Tags"' in page) == is_there


def test_nobody_else_changes_it(app: Flask, as_bob: FlaskClient, as_admin: FlaskClient, alice: User) -> None:
    private, shared = make_style(app, alice), make_style(app, alice, visibility="shared")
    for client in (as_bob, as_admin):
        assert client.post(f"/prompt-helpers/{private.id}/edit/", data=SAID).status_code == 404
        assert client.post(f"/prompt-helpers/{shared.id}/edit/", data=SAID).status_code == 403
    assert len(versions_of(app, private.id)) == len(versions_of(app, shared.id)) == 1


def test_a_style_deleted_meanwhile_in_another_window_is_not_there(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = make_style(app, alice)
    validate = StyleForm.validate

    def delete_then_validate(form: StyleForm) -> bool:
        delete_style(db.session.get_one(PromptHelper, style.id))
        return validate(form)

    monkeypatch.setattr(StyleForm, "validate", delete_then_validate)
    assert as_alice.post(f"/prompt-helpers/{style.id}/edit/", data=SAID).status_code == 404
