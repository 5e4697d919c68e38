"""A ZIP comes in by slices; what was left out is said, and nothing comes in twice."""

import io
import stat
import struct
import zipfile
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from tests.pictures_in.corpus import png
from tests.uploads.scene import assert_agree, pictures, send_one, stored
from tests.uploads.zips import bring_in, job_of, send, skips, zipped
from webapp.database import writing
from webapp.media import storage
from webapp.models import ImportJob, User
from webapp.queue import IMPORTS_QUEUE
from webapp.uploads import importing, jobs, zips


def test_the_pictures_come_in_and_the_rest_is_told(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    data = zipped(
        ("a/Harbour.png", png(40, 40)),
        ("a/Harbour again.png", png(40, 40)),
        ("letter.txt", b"Dear all"),
        ("inner.zip", zipped(("x.png", png()))),
        ("../../evil.png", png(50, 50)),
        ("__MACOSX/a/._Harbour.png", b"x"),
        (".DS_Store", b"x"),
    )
    answer = send(as_alice, data, purpose="training", tags="Sea")
    assert answer.status_code == 303
    assert "0 of 5" in as_alice.get(answer.location).text
    bring_in(app)
    page = as_alice.get(answer.location).text
    assert "All done." in page
    assert [(image.title, image.purpose) for image in pictures(app, alice)] == [
        ("Harbour", "training"),
        ("evil", "training"),
    ]
    assert skips(app) == {
        "Harbour again.png": "You already have this picture.",
        "letter.txt": "This is not a picture we can read. Send a PNG, JPEG, WebP, GIF or AVIF.",
        "inner.zip": "A ZIP inside the ZIP is not opened.",
    }
    job = job_of(app)
    assert (job.taken_count, job.known_count, job.skipped_count, job.file_path) == (2, 1, 2, "")
    assert not [key for key in stored(app) if key.startswith("imports/")]
    assert_agree(app)


def test_a_worker_is_asked_at_once(app: Flask, as_alice: FlaskClient, redis_url: str) -> None:
    send(as_alice, zipped(("a.png", png())))
    queue = Queue(IMPORTS_QUEUE, connection=Redis.from_url(redis_url), serializer=JSONSerializer)
    assert [job.func_name for job in queue.jobs] == [importing.TASK]


def test_one_that_was_cut_off_goes_on(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    send(as_alice, zipped(*((f"{side}.png", png(side, side)) for side in (20, 30, 40))))
    with app.app_context():
        job_id = jobs.claim()
        assert job_id is not None
        assert jobs.claim() is None  # it is another worker's now
        with writing() as session:
            session.get_one(ImportJob, job_id).lease_until = None  # ... who died
    bring_in(app, 0.0)
    assert job_of(app).status == "live"
    bring_in(app)
    assert job_of(app).status == "done"
    assert len(pictures(app, alice)) == 3


def test_a_picture_and_the_note_of_it_are_one(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(as_alice, zipped(("a.png", png(20, 20)), ("b.png", png(30, 30))))

    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as once:
        once.setattr(jobs, "move_on", killed)
        with pytest.raises(Killed):
            bring_in(app)
    assert pictures(app, alice) == []
    assert job_of(app).next_entry == 0
    bring_in(app)
    job = job_of(app)
    assert (job.status, job.taken_count, job.known_count) == ("done", 2, 0)


def test_it_can_be_called_off(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    where = send(as_alice, zipped(("a.png", png()))).location
    as_alice.post(f"{where}cancel/")
    bring_in(app)
    assert "Called off." in as_alice.get(where).text
    assert pictures(app, alice) == []
    assert stored(app) == set()


def test_progress_that_has_not_changed_costs_nothing(as_alice: FlaskClient) -> None:
    where = send(as_alice, zipped(("a.png", png()))).location
    part = {"HX-Request": "true"}
    first = as_alice.get(where, headers=part)
    assert "hx-trigger" in first.text
    assert "<html" not in first.text
    again = as_alice.get(where, headers={**part, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_zip_in_somebody_elses_name_is_not_there(as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    where = send(as_alice, zipped(("a.png", png()))).location
    assert as_bob.get(where).status_code == 404
    assert as_bob.post(f"{where}cancel/").status_code == 404


def test_what_one_has_already_is_not_taken_again(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    send_one(as_alice, png())
    send(as_alice, zipped(("a.png", png())))
    bring_in(app)
    assert len(pictures(app, alice)) == 1
    assert job_of(app).known_count == 1


def test_a_bomb_is_counted_while_it_unpacks(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    app.config["MAX_UPLOAD_BYTES"] = 1_000_000
    send(as_alice, zipped(("zeros.png", bytes(3_000_000)), ("a.png", png())))
    bring_in(app)
    assert skips(app) == {"zeros.png": "This file is larger than 1 MB. Make it smaller."}
    assert len(pictures(app, alice)) == 1


def test_there_is_an_end_to_what_is_unpacked(
    app: Flask, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MAX_UNPACKED_BYTES", 100)
    where = send(as_alice, zipped(("a.png", png(60, 60)), ("b.png", png()), ("c.png", png()))).location
    bring_in(app)
    assert "more in this ZIP than 1 GB" in as_alice.get(where).text
    assert job_of(app).status == "failed"


def with_flag(data: bytes) -> bytes:
    """Says of the first file, in both places, that a password locks it."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def as_link(name: str) -> bytes:
    target = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return target.getvalue()


def with_other_name(data: bytes) -> bytes:
    """Lets the list at the end name another file than stands before its bytes."""
    place = data.index(b"PK\x01\x02") + 46
    return data[:place] + b"b" + data[place + 1 :]


def named(raw: bytes) -> bytes:
    """Holds one picture whose name is written in these seven bytes, without saying how they are to be read."""
    return zipped(("ABCDEFG", png())).replace(b"ABCDEFG", raw)


ODD = {
    "lzma": (
        zipped(("a.png", png()), how=zipfile.ZIP_LZMA),
        "It is packed in a way that is not opened here. Make the ZIP anew.",
    ),
    "locked": (with_flag(zipped(("a.png", png()))), "It is locked with a password."),
    "link": (as_link("a.png"), "It is a link, not a file."),
    "disagreeing": (with_other_name(zipped(("a.png", png()))), "It is damaged inside the ZIP."),
}


@pytest.mark.parametrize("kind", list(ODD))
def test_odd_files_are_left_out_in_words(app: Flask, as_alice: FlaskClient, kind: str) -> None:
    data, words = ODD[kind]
    assert send(as_alice, data).status_code == 303
    bring_in(app)
    assert list(skips(app).values()) == [words]


@pytest.mark.parametrize(
    ("raw", "title"),
    [("Été.x".encode(), "Été.x"), (b"Caf\x82.ok", "Café.ok")],
    ids=["utf-8", "code-page"],
)
def test_names_are_read_as_they_were_written(
    app: Flask, as_alice: FlaskClient, alice: User, raw: bytes, title: str
) -> None:
    send(as_alice, named(raw))
    bring_in(app)
    assert [image.title for image in pictures(app, alice)] == [title]


def test_a_file_without_a_name_is_none(as_alice: FlaskClient) -> None:
    assert "There is no file in this ZIP." in send(as_alice, named(b"\0BCDEFG")).text


def end_record(count: int, list_bytes: int = 46) -> bytes:
    return b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, list_bytes, 0, 0)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a zip at all", "This is not a ZIP"),
        (zipped(("a.png", png()))[:100], "This is not a ZIP"),
        (zipped(), "There is no file in this ZIP."),
        (end_record(20_000), "more than 10,000 files"),
        (end_record(3, 2**31), "more than 10,000 files"),
        (b"PK\x03\x04" + end_record(3), "damaged"),
    ],
    ids=["text", "cut", "empty", "many", "long-list", "no-list"],
)
def test_what_is_no_zip_is_said_beside_the_field(as_alice: FlaskClient, data: bytes, words: str) -> None:
    answer = send(as_alice, data)
    assert answer.status_code == 422
    assert words in answer.text


def test_somebody_waits_for_their_own_zips(as_alice: FlaskClient) -> None:
    for _ in range(jobs.MOST_LIVE):
        assert send(as_alice, zipped(("a.png", png()))).status_code == 303
    assert "still on their way" in send(as_alice, zipped(("a.png", png()))).text


def test_a_long_list_of_what_was_left_out_has_pages(
    app: Flask, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "SKIPS_A_PAGE", 2)
    where = send(as_alice, zipped(*((f"{number}.txt", b"x") for number in range(3)))).location
    bring_in(app)
    assert "2.txt" not in as_alice.get(where).text
    assert "2.txt" in as_alice.get(f"{where}?after=1").text


def test_the_zip_is_kept_while_it_is_needed(app: Flask, as_alice: FlaskClient) -> None:
    send(as_alice, zipped(("a.png", png())))
    assert_agree_with_zip(app)


def assert_agree_with_zip(app: Flask) -> None:
    job = job_of(app)
    assert stored(app) == {job.file_path}
    with app.app_context():
        assert storage().exists(job.file_path)
        assert UUID(job.file_path.rsplit("/", 1)[1].removesuffix(".zip")) == job.id
    assert_agree(app)


def test_zips_are_read_where_python_reads_them() -> None:
    assert zips.MAX_ENTRIES == 10_000
    with zips.open_zip(io.BytesIO(b"before" + zipped(("a.png", b"x")) + b"")) as archive:
        assert [entry.filename for entry in zips.files_in(archive)] == ["a.png"]
