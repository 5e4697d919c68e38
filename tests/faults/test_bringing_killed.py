"""Killed at any step of an upload or an import, rows and files agree once the sweeper has been; imports go on."""

import os
import subprocess
import sys

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.faults.bringing import IMPORT_STEPS, PART_STEPS, UPLOAD_STEPS, ZIP_PART_STEPS, end_zip_by_parts
from tests.pictures_in.corpus import png
from tests.runtime.processes import ROOT
from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImportJob, IncomingFile, IncomingPart, User
from webapp.pipeline.audit import audit
from webapp.pipeline.sweep import named_keys
from webapp.storage.sweep import sweep
from webapp.uploads.importing import import_slice

SIGKILLED = -9


def run(environment: dict[str, str], what: str, step: str) -> None:
    command = (sys.executable, "-m", "tests.faults.bringing", what, step)
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False)
    assert done.returncode == SIGKILLED, done.stderr.decode()


def assert_agree(app: Flask) -> list[Image]:
    """Sweeps as if an hour had passed, and compares."""
    with app.app_context():
        assert sweep(storage(), named_keys, older_than_s=-1).problem is None
        files = set(storage().list_keys())
        rows = list(db.session.scalars(select(Image)))
        zips = set(db.session.scalars(select(ImportJob.file_path).where(ImportJob.status == "live")))
        parts = set(db.session.scalars(select(IncomingPart.file_path)))
        assert files == {key for row in rows for key in (row.file_path, row.small_path, row.large_path)} | zips | parts
        assert list(storage().leftovers()) == []
        assert audit().is_whole
        return rows


@pytest.mark.parametrize("step", UPLOAD_STEPS)
@pytest.mark.usefixtures("alice")
def test_an_upload(app: Flask, environment: dict[str, str], step: str) -> None:
    run(environment, "upload", step)
    assert len(assert_agree(app)) == (1 if step == "after-the-row" else 0)


@pytest.mark.parametrize("step", PART_STEPS)
@pytest.mark.usefixtures("alice")
def test_a_file_by_parts(app: Flask, environment: dict[str, str], step: str) -> None:
    run(environment, "parts", step)
    assert_agree(app)
    with app.app_context():
        left = db.session.scalars(select(IncomingFile)).all()
        reached = {"in-a-file": [100], "after-a-file": [100], "after-the-row": [len(png())], "at-the-end": []}
        assert [file.received_bytes for file in left] == reached[step]


@pytest.mark.parametrize("step", ZIP_PART_STEPS)
@pytest.mark.usefixtures("alice")
def test_a_zip_by_parts(app: Flask, environment: dict[str, str], step: str) -> None:
    run(environment, "zip-parts", step)
    assert_agree(app)
    with app.app_context():
        left = db.session.scalars(select(IncomingFile)).all()
        assert len(left) == (0 if step == "at-the-end" else 1)
        for begun in left:
            end_zip_by_parts(begun)
        import_slice()
        assert db.session.scalars(select(ImportJob.taken_count)).all() == [2]
    assert len(assert_agree(app)) == 2


@pytest.mark.parametrize("step", IMPORT_STEPS)
def test_an_import(app: Flask, environment: dict[str, str], alice: User, step: str) -> None:
    run(environment, "import", step)
    assert_agree(app)
    with app.app_context():
        with writing() as session:
            session.execute(update(ImportJob).values(lease_until=None))
        import_slice()
    pictures = assert_agree(app)
    assert len(pictures) == (0 if step == "after-the-zip" else 2)
    assert {picture.owner_id for picture in pictures} <= {alice.id}
