"""Bringing text files: each becomes a list, or says what is wrong with it and changes nothing."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.wildcard_lists.scene import keep_list, lists_in
from webapp.models import User
from webapp.wildcard_lists import service
from webapp.wildcard_lists.reading import decode, name_from

PLACE = "/prompt-helpers/wildcards/import/"


def bring(client: FlaskClient, *files: tuple[str, bytes], **values: str) -> TestResponse:
    parts = [(io.BytesIO(data), name) for name, data in files]
    return client.post(PLACE, data={"files": parts, **values}, content_type="multipart/form-data")


def test_several_files_become_several_lists(app: Flask, as_alice: FlaskClient) -> None:
    answer = bring(as_alice, ("Sky Colours.txt", b"# hers\nred\r\namber\n"), ("rain.txt", "Nieselregen\nGuß".encode()))
    assert answer.status_code == 200
    assert lists_in(app) == {"sky_colours": "red\namber", "rain": "Nieselregen\nGuß"}
    assert "__sky_colours__</code>: 2 entries" in answer.text


def test_a_folder_goes_before_the_names(app: Flask, as_alice: FlaskClient) -> None:
    bring(as_alice, ("rain.txt", b"drizzle"), folder="weather")
    assert lists_in(app) == {"weather/rain": "drizzle"}


def test_a_file_with_errors_names_each_line_and_the_others_are_kept(app: Flask, as_alice: FlaskClient) -> None:
    answer = bring(as_alice, ("bad.txt", b"red\n{amber\n\nx}y{\n"), ("good.txt", b"blue"))
    assert "Line 2: There is a { that is never closed" in answer.text
    assert "Line 4:" in answer.text
    assert lists_in(app) == {"good": "blue"}


@pytest.mark.parametrize(
    ("filename", "data", "words"),
    [
        ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0", "no text file"),
        ("half.txt", "a".encode("utf-16")[:-1], "cannot be read"),
        ("odd.txt", b"caf\x81", "Save the file as UTF-8"),
        ("big.txt", b"x" * 400_001, "at most 400 KB"),
        ("empty.txt", b"", "no entry"),
        ("___.txt", b"red", "No name can be made"),
        ("海.txt", b"red", "No name can be made"),
    ],
)
def test_a_file_that_cannot_be_kept_says_why(
    app: Flask, as_alice: FlaskClient, filename: str, data: bytes, words: str
) -> None:
    answer = bring(as_alice, (filename, data))
    assert answer.status_code == 422
    assert words in answer.text
    assert lists_in(app) == {}


def test_a_name_that_is_taken_is_named_and_renewed_only_when_asked(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User
) -> None:
    keep_list(app, alice)
    assert "You have a list called “sky” already" in bring(as_alice, ("sky.txt", b"blue")).text
    assert lists_in(app) == {"sky": "red\namber"}
    bring(as_alice, ("sky.txt", b"blue"), replaces="y")
    assert lists_in(app) == {"sky": "blue"}


def test_no_file_and_too_many_files_are_said(
    app: Flask, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Choose one or more" in bring(as_alice).text
    monkeypatch.setattr(service, "MAX_FILES", 1)
    assert "At most 1 files at once" in bring(as_alice, ("a.txt", b"x"), ("b.txt", b"y")).text
    assert list(lists_in(app)) == ["a"]


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("colours.txt", "colours"),
        ("../../etc/passwd", "passwd"),
        ("C:\\lists\\Sky At Night.TXT", "sky_at_night"),
        ("Länder.txt", "lander"),
        (".htaccess", ""),
        ("a.b.txt", "a_b"),
        ("a__b.txt", "a_b"),
        ("-rf.txt", "rf"),
        ("$(id).txt", "id"),
        ("x" * 500 + ".txt", "x" * 80),
    ],
)
def test_a_name_is_made_of_the_files(filename: str, name: str) -> None:
    assert name_from(filename) == name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_as_they_were_written(encoding: str) -> None:
    assert decode("Grün\nGuß".encode(encoding)) == "Grün\nGuß"
