"""A link to a project: whoever has it sees the project's pictures, private as they are, and as much as it shows."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.image_projects.scene import bring, hang_in, let_in
from tests.scene import PART, hang
from tests.shares.scene import link_at, share
from webapp.cards import PAGE_SIZE
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ImageProject, ProjectPicture, ShareLink, User
from webapp.models.columns import utc_now

PASSWORD = "open sesame"


def test_the_owner_alone_shares_it(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, bob: User
) -> None:
    project = bring(app, alice)
    let_in(app, project, bob, "manage")
    path = f"/image-projects/{project}/share/"
    assert path in as_alice.get(f"/image-projects/{project}/").text
    assert path not in as_bob.get(f"/image-projects/{project}/").text
    assert as_bob.get(path).status_code == 403
    page = as_alice.post(path, data={"shows": "recipe", "days": "7", "note": "For the printer"}).text
    assert "It is shown only now" in page
    assert "For the printer" in as_alice.get("/share-links/").text


def test_a_link_shows_what_it_says(app: Flask, guest: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    project = bring(app, alice, description="Boats and gulls.")
    made = hang_in(app, project, alice, title="Quay", caption="At noon", seed=424242, alt_text="Boats")
    for client in (guest, as_bob):
        walls, pictures = {}, {}
        for shows in ("picture", "words", "recipe"):
            path = share(app, project, "project", shows=shows)
            walls[shows] = client.get(path, follow_redirects=True).text
            pictures[shows] = client.get(f"{path}project/{made}/").text
            assert f"{path}project/{made}/small.webp" in walls[shows]
            assert f"{path}project/{made}/picture.webp" in pictures[shows]
        alone = walls["picture"] + pictures["picture"]
        assert not [said for said in ("Harbour walk", "Boats and gulls.", "Quay", "At noon", "Alice") if said in alone]
        assert not [
            said for said in ("Harbour walk", "Boats and gulls.", "Quay", "Alice") if said not in walls["words"]
        ]
        assert "At noon" in pictures["words"]
        assert "424242" not in pictures["words"]
        assert "424242" in pictures["recipe"]


def test_the_others_keep_their_recipes(app: Flask, guest: FlaskClient, alice: User, bob: User) -> None:
    project = bring(app, alice, guest_sees="style")
    theirs = hang_in(app, project, bob, seed=424242)
    path = share(app, project, "project", shows="recipe")
    assert "424242" not in guest.get(f"{path}project/{theirs}/").text
    with app.app_context(), writing():
        db.session.get_one(ImageProject, project).guest_sees = "full"
    assert "424242" in guest.get(f"{path}project/{theirs}/").text


def test_nothing_leads_further_and_nobody_is_to_keep_it(app: Flask, guest: FlaskClient, alice: User) -> None:
    project = bring(app, alice)
    made = hang_in(app, project, alice)
    path = share(app, project, "project")
    answers = [guest.get(f"{path}project/{rest}") for rest in ("", f"{made}/", f"{made}/small.webp")]
    for answer in answers:
        assert answer.status_code == 200
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "private, no-store"
    for page in answers[:2]:
        assert not [lead for lead in (f'"/images/{made}', f'"/files/{made}', str(project)) if lead in page.text]
    for elsewhere in (f"/images/{made}/", f"/files/{made}/small.webp", f"/projects/{project}/gallery/"):
        assert guest.get(elsewhere).status_code == 404


def test_files_are_bare_and_of_this_project_alone(app: Flask, guest: FlaskClient, alice: User) -> None:
    project = bring(app, alice)
    made, other = hang_in(app, project, alice), hang(app, alice)
    path = f"{share(app, project, 'project', shows='recipe')}project/"
    assert "a test picture".encode("utf-16-be") not in guest.get(f"{path}{made}/picture.webp").data
    for hidden in (f"{other}/", f"{other}/picture.webp", f"{made}/picture.webp?download=1"):
        assert guest.get(f"{path}{hidden}").status_code == 404
    assert "Download" not in guest.get(path).text
    kept = f"{share(app, project, 'project', allows_download=True)}project/"
    assert "Download" in guest.get(kept).text
    assert "attachment" in guest.get(f"{kept}{made}/picture.webp?download=1").headers["Content-Disposition"]


@pytest.mark.parametrize("ending", ["expired", "withdrawn", "deleted", "owner gone"])
def test_a_link_that_ended_is_like_one_that_never_was(app: Flask, guest: FlaskClient, alice: User, ending: str) -> None:
    project = bring(app, alice)
    made = hang_in(app, project, alice)
    path = share(app, project, "project")
    paths = [path, *(f"{path}project/{rest}" for rest in ("", f"{made}/", f"{made}/picture.webp"))]
    assert [guest.get(each).status_code for each in paths] == [303, 200, 200, 200]
    with app.app_context(), writing() as session:
        row = session.get_one(ShareLink, link_at(app, path).id)
        if ending == "expired":
            row.expires_at = utc_now() - timedelta(seconds=1)
        if ending == "withdrawn":
            row.revoked_at = utc_now()
        if ending == "deleted":
            session.get_one(ImageProject, project).deleted_at = utc_now()
        if ending == "owner gone":
            session.get_one(User, alice.id).is_disabled = True
    assert [guest.get(each).status_code for each in paths] == [404] * 4


@pytest.mark.parametrize("ending", ["taken off", "trash"])
def test_a_picture_that_leaves_is_gone_at_once(app: Flask, guest: FlaskClient, alice: User, ending: str) -> None:
    project = bring(app, alice)
    made = hang_in(app, project, alice)
    path = f"{share(app, project, 'project')}project/"
    with app.app_context(), writing() as session:
        if ending == "trash":
            session.get_one(Image, made).deleted_at = utc_now()
        else:
            session.delete(session.get_one(ProjectPicture, (project, made)))
    assert str(made) not in guest.get(path).text
    assert guest.get(f"{path}{made}/").status_code == 404
    assert guest.get(f"{path}{made}/small.webp").status_code == 404


def test_a_password_is_asked_for_first(app: Flask, guest: FlaskClient, alice: User) -> None:
    project = bring(app, alice)
    made = hang_in(app, project, alice)
    path = share(app, project, "project", password=PASSWORD)
    assert "Harbour walk" not in guest.get(path).text
    assert guest.get(f"{path}project/").location == path
    assert guest.get(f"{path}project/{made}/").location == path
    assert guest.get(f"{path}project/{made}/small.webp").status_code == 404
    assert link_at(app, path).use_count == 0
    opened = guest.post(path, data={"password": PASSWORD}, follow_redirects=True)
    assert "Harbour walk" in opened.text
    assert guest.get(f"{path}project/{made}/small.webp").status_code == 200
    assert link_at(app, path).use_count == 1


def test_a_long_project_comes_in_pages(app: Flask, guest: FlaskClient, alice: User) -> None:
    made = tuple(hang(app, alice) for _ in range(PAGE_SIZE + 1))
    path = f"{share(app, bring(app, alice, made), 'project')}project/"
    page = guest.get(path).text
    assert f"{path}{made[-1]}/" not in page
    further = page.partition('hx-get="')[2].partition('"')[0]
    assert further.startswith(f"{path}?after=")
    assert f"{path}{made[-1]}/" in guest.get(further, headers=PART).text
