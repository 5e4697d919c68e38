"""Many into the trash, all of them back with one press, and gone for good when it is emptied."""

import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient

from tests.bulk.test_act import act
from tests.scene import fresh, hang
from tests.tags.scene import hang_tagged
from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, User
from webapp.picture_changes import restore_many
from webapp.pipeline.trash import purge_many

UNDO = re.compile(r'formaction="([^"]*/restore/[^"]*)">Undo')


def undo_of(text: str) -> str:
    found = UNDO.search(text)
    assert found
    return unescape(found[1])


def test_they_go_together_and_come_back_together(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    earlier, chosen = hang(app, alice), [hang(app, alice) for _ in range(3)]
    act(as_alice, "trash", [earlier])
    said = act(as_alice, "trash", chosen)
    assert "3 pictures in the trash." in said
    assert all(fresh(app, Image, each).deleted_at for each in chosen)
    answer = as_alice.post(undo_of(said))
    assert answer.status_code == 303
    assert "3 pictures back on your wall." in as_alice.get(answer.headers["Location"]).text
    assert not any(fresh(app, Image, each).deleted_at for each in chosen)
    assert fresh(app, Image, earlier).deleted_at


def test_a_second_time_keeps_the_first_moment(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    act(as_alice, "trash", [made])
    moment = fresh(app, Image, made).deleted_at
    act(as_alice, "trash", [made])
    assert fresh(app, Image, made).deleted_at == moment


def test_nobody_takes_back_what_is_not_theirs(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User
) -> None:
    made = hang(app, alice)
    way_back = undo_of(act(as_alice, "trash", [made]))
    as_bob.post(way_back)
    assert fresh(app, Image, made).deleted_at
    restore = "/user-images/bulk/restore/"
    said = as_bob.get(as_bob.post(restore, data={"ids": str(made)}).headers["Location"]).text
    assert "1 was not yours to change" in said
    assert fresh(app, Image, made).deleted_at
    for odd in ("nonsense", "2026-11-22", "", "\0"):
        assert as_alice.post("/user-images/bulk/restore/", query_string={"moment": odd}).status_code == 404


def test_those_ticked_in_the_trash_come_back(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = [hang(app, alice) for _ in range(3)]
    act(as_alice, "trash", made)
    page = as_alice.get("/user-images/trash/").text
    assert all(f'form="picks" name="ids" value="{each}"' in page for each in made)
    data = {"ids": [str(each) for each in made[:2]], "next": "/user-images/trash/"}
    answer = as_alice.post("/user-images/bulk/restore/", data=data)
    assert answer.headers["Location"] == "/user-images/trash/"
    assert [bool(fresh(app, Image, each).deleted_at) for each in made] == [False, False, True]


def test_those_chosen_are_restored_or_gone_for_good(app: Flask, alice: User, bob: User) -> None:
    with app.app_context():
        mine = [hang_tagged(app, alice, "boat") for _ in range(3)]
        others = hang(app, bob)
        kept = hang(app, alice)
        for each in (*mine, others):
            with writing():
                db.session.get_one(Image, each).deleted_at = db.session.get_one(Image, each).created_at
        with writing() as session:
            assert restore_many(session, alice.id, [mine[0], others]) == 1
        path = db.session.get_one(Image, mine[1]).file_path
        assert purge_many(alice.id, [mine[0], mine[1], others, kept]) == 1
        assert not storage().exists(path)
        assert purge_many(alice.id) == 1
        left = set(db.session.scalars(db.select(Image.id)))
        assert left == {mine[0], others, kept}
