"""A picture that was edited twice, and a worker that does what is asked for."""

from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.operations import filled, mask_file
from tests.scene import carry_out, requests_in
from webapp.extensions import db
from webapp.models import ChainRun
from webapp.pipeline.chains import advance_all


def edited_twice(app: Flask, client: FlaskClient, source: UUID) -> UUID:
    """Erases the left half of the picture, then enlarges it three times. Returns what came of it."""
    url = f"/edit/{source}/"
    client.post(url, data=filled(client, url, "erase", mask=(mask_file(), "m.png")))
    (erased,) = carry_out(app, requests_in(app)[-1].id)
    url = f"/upscale/{erased}/"
    scale = {"set-of": "brush/upscale_fast/", "set-scale": "3"}
    client.post(url, data=filled(client, url, "upscale_fast", **scale))
    (enlarged,) = carry_out(app, requests_in(app)[-1].id)
    return enlarged


def keep(client: FlaskClient, image_id: UUID, name: str = "Erase, enlarge") -> str:
    """Keeps the steps that led to a picture and returns the chain's id."""
    answer = client.post(f"/edit/steps/new/{image_id}/", data={"name": name})
    return answer.headers["Location"].rpartition("=")[2]


def work(app: Flask, rounds: int = 6) -> None:
    """Lets upkeep and worker take turns."""
    for _ in range(rounds):
        with app.app_context():
            advance_all()
        for request in requests_in(app):
            if request.status == "queued":
                carry_out(app, request.id)


def runs_in(app: Flask) -> list[ChainRun]:
    with app.app_context():
        return list(db.session.scalars(select(ChainRun).order_by(ChainRun.id)))
