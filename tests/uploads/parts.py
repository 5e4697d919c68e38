"""How the tests send a file by parts."""

import base64

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.pictures_in.corpus import png
from tests.uploads.scene import ADDRESS, JSON

PARTS = f"{ADDRESS}parts/"
PICTURE = png(120, 90)
HALF = len(PICTURE) // 2


def begin(
    client: FlaskClient, size_bytes: int | str = len(PICTURE), name: str = "Été.png", **said: str
) -> TestResponse:
    told = {"filename": name, "kind": "picture", **said}
    coded = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
    return client.post(PARTS, headers={"Upload-Length": str(size_bytes), "Upload-Metadata": coded, **JSON})


def part(client: FlaskClient, place: str, offset: int | str, data: bytes) -> TestResponse:
    return client.patch(place, data=data, headers={"Upload-Offset": str(offset), **JSON})


def finish(client: FlaskClient, place: str, address: str = ADDRESS, **said: str) -> TestResponse:
    return client.post(address, data={"sent": place.split("/")[-2], **said}, headers=JSON)


def begun(client: FlaskClient, size_bytes: int = len(PICTURE), **said: str) -> str:
    place = begin(client, size_bytes, **said).location
    assert place is not None
    return place


def sent(client: FlaskClient, data: bytes = PICTURE, **said: str) -> str:
    """Sends `data` in two parts. Returns the address of the file, which is not finished yet."""
    place = begun(client, len(data), **said)
    half = len(data) // 2
    assert part(client, place, 0, data[:half]).status_code == 204
    assert part(client, place, half, data[half:]).status_code == 204
    return place
