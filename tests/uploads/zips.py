"""How the tests bring ZIPs."""

import io
import zipfile

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from webapp.extensions import db
from webapp.models import ImportJob, ImportSkip
from webapp.uploads.importing import import_slice

ADDRESS = "/user-images/upload/zip/"


def zipped(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return target.getvalue()


def send(client: FlaskClient, data: bytes, **said: str) -> TestResponse:
    return client.post(ADDRESS, data={"file": (io.BytesIO(data), "holiday.zip"), **said})


def job_of(app: Flask) -> ImportJob:
    with app.app_context():
        return db.session.scalars(select(ImportJob)).one()


def skips(app: Flask) -> dict[str, str]:
    with app.app_context():
        rows = db.session.scalars(select(ImportSkip).order_by(ImportSkip.number)).all()
        return {row.name: row.words for row in rows}


def bring_in(app: Flask, seconds: float = 20.0) -> None:
    with app.app_context():
        import_slice(seconds)
