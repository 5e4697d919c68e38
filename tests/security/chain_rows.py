"""Who may do what with steps that are kept, and with pictures on their way: rows of the access table."""

from uuid import uuid4

from webapp.database import writing
from webapp.models import ChainRun, EditChain, User
from webapp.models.columns import new_id
from webapp.operations.saved_masks import keep_mask

CHAIN_ROWS = """
GET  /edit/steps/                                   -         in  200 200 200
POST /edit/steps/                                   -         in  422 422 422
GET  /edit/steps/new/<uuid:image_id>/               private   in  404 200 404
GET  /edit/steps/new/<uuid:image_id>/               public    in  403 200 403
POST /edit/steps/new/<uuid:image_id>/               private   in  404 422 404
POST /edit/steps/new/<uuid:image_id>/               public    in  403 422 403
POST /edit/steps/<uuid:chain_id>/delete/            chain     in  404 303 404
GET  /edit/steps/runs/                              -         in  200 200 200
POST /edit/steps/runs/<uuid:run_id>/stop/           run       in  404 303 404
POST /edit/steps/runs/<uuid:run_id>/go-on/          run       in  404 303 404
"""


def chain(alice: User, _admin: User) -> str:
    row = EditChain(id=new_id(), owner_id=alice.id, name="Enlarge", steps=[])
    with writing() as session:
        session.add(row)
    return str(row.id)


def run(alice: User, _admin: User) -> str:
    row = ChainRun(id=new_id(), owner_id=alice.id, name="Enlarge", source_image_id=uuid4(), image_id=uuid4())
    with writing() as session:
        session.add(row)
    return str(row.id)


def mask(alice: User, _admin: User) -> str:
    return str(keep_mask(alice.id, "The sky", b"a mask").id)
