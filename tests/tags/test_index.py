"""The page of tags counts what its reader may see, and nothing else."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART
from tests.tags.scene import hang_tagged, listed
from webapp.models import User
from webapp.tags.service import PAGE_SIZE

OLDER = re.compile(r'hx-get="([^"]+)"[^>]*>More tags')


def test_everybody_sees_the_counts_of_what_they_may_see(
    app: Flask, guest: FlaskClient, as_alice: FlaskClient, as_charlie: FlaskClient, as_admin: FlaskClient, alice: User
) -> None:
    hang_tagged(app, alice, "Boat, Sea", visibility="public")
    hang_tagged(app, alice, "boat, Secret", visibility="private")
    hang_tagged(app, alice, "boat, Hidden", visibility="unlisted")
    assert listed(as_alice.get("/tags/").text) == [("Boat", 3), ("Hidden", 1), ("Sea", 1), ("Secret", 1)]
    for other in (guest, as_charlie, as_admin):
        assert listed(other.get("/tags/").text) == [("Boat", 1), ("Sea", 1)]
        found = other.get("/tags/?q=secret")
        assert listed(found.text) == []
        assert "No tag holds" in found.text


def test_it_is_empty_before_the_first_tag(guest: FlaskClient) -> None:
    assert "No tags yet" in guest.get("/tags/").text


def test_tags_come_by_use_or_from_a_to_z(app: Flask, guest: FlaskClient, alice: User) -> None:
    for words in ("zebra, moon", "zebra", "apple"):
        hang_tagged(app, alice, words, visibility="public")
    assert [label for label, _ in listed(guest.get("/tags/").text)] == ["zebra", "apple", "moon"]
    assert [label for label, _ in listed(guest.get("/tags/?sort=name").text)] == ["apple", "moon", "zebra"]


def test_a_part_of_the_name_finds_a_tag_in_any_spelling(app: Flask, guest: FlaskClient, alice: User) -> None:
    hang_tagged(app, alice, "Café noir, 100% wool, snake_case, moon", visibility="public")
    for typed, label in {"NOIR": "Café noir", "caf%C3%89": "Café noir", "%25": "100% wool", "_": "snake_case"}.items():
        assert [found for found, _ in listed(guest.get(f"/tags/?q={typed}").text)] == [label]
    part = guest.get("/tags/?q=moon", headers=PART).text
    assert listed(part) == [("moon", 1)]
    assert "<html" not in part


def test_each_tag_stands_on_one_page_alone(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    names = [f"tag {n:03}" for n in range(PAGE_SIZE + 9)]
    for first in range(0, len(names), 30):
        hang_tagged(app, alice, ",".join(names[first : first + 30]), visibility="public")
    hang_tagged(app, alice, ",".join(names[-3:]))
    hang_tagged(app, bob, ",".join(names[:30]))
    for path in ("/tags/", "/tags/?sort=name", "/tags/?q=tag&sort=name"):
        first_page = as_alice.get(path).text
        (older,) = OLDER.findall(first_page)
        last_page = as_alice.get(older.replace("&amp;", "&"), headers=PART).text
        seen = [label for label, _ in listed(first_page) + listed(last_page)]
        assert sorted(seen) == names
        assert len(listed(first_page)) == PAGE_SIZE
        assert not OLDER.findall(last_page)


def test_odd_addresses_do_no_harm(app: Flask, guest: FlaskClient, alice: User) -> None:
    hang_tagged(app, alice, "moon", visibility="public")
    for after in ("x", ":", "-1:moon", "1:", "99999999999:moon", "1:%00", "²:moon"):
        assert guest.get(f"/tags/?after={after}").status_code == 404
    for words in ("%00", "%ff", "'", "x" * 5000):
        assert guest.get(f"/tags/?q={words}").status_code == 200
