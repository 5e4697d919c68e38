"""Who may do what with files that come in by parts: rows of the access table."""

from webapp.models import User
from webapp.uploads.incoming import PICTURE, begin

INCOMING_ROWS = """
POST /user-images/upload/parts/                     -         in  400 400 400
GET  /user-images/upload/parts/<uuid:incoming_id>/  incoming  in  404 200 404
PATCH /user-images/upload/parts/<uuid:incoming_id>/ incoming  in  404 400 404
DELETE /user-images/upload/parts/<uuid:incoming_id>/ incoming in  404 204 404
POST /user-images/upload/parts/<uuid:incoming_id>/drop/ incoming in 404 303 404
"""


def incoming(alice: User, _admin: User) -> str:
    return str(begin(alice.id, PICTURE, "a.png", 100).id)
