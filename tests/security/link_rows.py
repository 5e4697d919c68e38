"""Who may do what with links: rows of the access table, as they stand there, and the links they name."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from tests import cast
from tests.image_projects.scene import make_project
from tests.narrate.scene import heard
from tests.stories.scene import make_story
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ImageProject, ShareLink, Story, User
from webapp.models.columns import new_id, utc_now
from webapp.sharing.links import Shared, Terms, make_link
from webapp.tokens import hash_token

LINK_ROWS = """
GET  /images/<uuid:thing_id>/share/                 private   in  404 200 404
GET  /images/<uuid:thing_id>/share/                 public    in  403 200 403
POST /images/<uuid:thing_id>/share/                 private   in  404 200 404
POST /images/<uuid:thing_id>/share/                 public    in  403 200 403
GET  /share-links/                                  -         in  200 200 200
POST /share-links/<uuid:link_id>/withdraw/          linkid    in  404 303 404
GET  /s/<token>/                                    link      200 200 200 200
GET  /s/<token>/                                    lockedlink 200 200 200 200
GET  /s/<token>/                                    deadlink  404 404 404 404
GET  /s/<token>/                                    oldlink   404 404 404 404
GET  /s/<token>/                                    binlink   404 404 404 404
POST /s/<token>/                                    link      303 303 303 303
POST /s/<token>/                                    lockedlink 422 422 422 422
POST /s/<token>/                                    deadlink  404 404 404 404
GET  /s/<token>/<uuid:image_id>/<any(small, large, picture):variant>.webp linkfile 200 200 200 200
GET  /s/<token>/<uuid:image_id>/<any(small, large, picture):variant>.webp otherfile 404 404 404 404
GET  /s/<token>/<uuid:image_id>/<any(small, large, picture):variant>.webp lockedfile 404 404 404 404
GET  /s/<token>/<uuid:image_id>/<any(small, large, picture):variant>.webp deadfile 404 404 404 404
GET  /image-projects/<uuid:thing_id>/share/         project   in  404 200 404
GET  /image-projects/<uuid:thing_id>/share/         published in  403 200 403
POST /image-projects/<uuid:thing_id>/share/         project   in  404 200 404
POST /image-projects/<uuid:thing_id>/share/         published in  403 200 403
GET  /stories/<uuid:thing_id>/share/                story     in  404 200 404
GET  /stories/<uuid:thing_id>/share/                publicstory in 403 200 403
POST /stories/<uuid:thing_id>/share/                story     in  404 200 404
POST /stories/<uuid:thing_id>/share/                publicstory in 403 200 403
GET  /s/<token>/                                    walllink  303 303 303 303
GET  /s/<token>/                                    lockedwall 200 200 200 200
GET  /s/<token>/                                    deadwall  404 404 404 404
GET  /s/<token>/                                    booklink  303 303 303 303
GET  /s/<token>/project/                            walllink  200 200 200 200
GET  /s/<token>/project/                            lockedwall 303 303 303 303
GET  /s/<token>/project/                            deadwall  404 404 404 404
GET  /s/<token>/project/                            oldwall   404 404 404 404
GET  /s/<token>/project/                            binwall   404 404 404 404
GET  /s/<token>/project/                            link      404 404 404 404
GET  /s/<token>/project/                            booklink  404 404 404 404
GET  /s/<token>/project/<uuid:image_id>/            wallpicture 200 200 200 200
GET  /s/<token>/project/<uuid:image_id>/            otherwallpicture 404 404 404 404
GET  /s/<token>/project/<uuid:image_id>/            lockedwallpicture 303 303 303 303
GET  /s/<token>/project/<uuid:image_id>/            deadwallpicture 404 404 404 404
GET  /s/<token>/project/<uuid:image_id>/<any(small, large, picture):variant>.webp wallpicture 200 200 200 200
GET  /s/<token>/project/<uuid:image_id>/<any(small, large, picture):variant>.webp otherwallpicture 404 404 404 404
GET  /s/<token>/project/<uuid:image_id>/<any(small, large, picture):variant>.webp lockedwallpicture 404 404 404 404
GET  /s/<token>/project/<uuid:image_id>/<any(small, large, picture):variant>.webp deadwallpicture 404 404 404 404
GET  /s/<token>/story/                              booklink  200 200 200 200
GET  /s/<token>/story/                              lockedbook 303 303 303 303
GET  /s/<token>/story/                              deadbook  404 404 404 404
GET  /s/<token>/story/                              oldbook   404 404 404 404
GET  /s/<token>/story/                              walllink  404 404 404 404
GET  /s/<token>/story/<int:number>/                 booklink  200 200 200 200
GET  /s/<token>/story/<int:number>/                 lockedbook 303 303 303 303
GET  /s/<token>/story/<int:number>/                 deadbook  404 404 404 404
GET  /s/<token>/story/pages/<uuid:page_id>/<any(small, large, picture):variant>.webp bookpage 200 200 200 200
GET  /s/<token>/story/pages/<uuid:page_id>/<any(small, large, picture):variant>.webp otherbookpage 404 404 404 404
GET  /s/<token>/story/pages/<uuid:page_id>/<any(small, large, picture):variant>.webp lockedbookpage 404 404 404 404
GET  /s/<token>/story/pages/<uuid:page_id>/<any(small, large, picture):variant>.webp deadbookpage 404 404 404 404
GET  /s/<token>/story/pages/<uuid:page_id>/sound.<any(ogg, mp3):suffix> bookpage 200 200 200 200
GET  /s/<token>/story/pages/<uuid:page_id>/sound.<any(ogg, mp3):suffix> lockedbookpage 404 404 404 404
GET  /s/<token>/story/pages/<uuid:page_id>/sound.<any(ogg, mp3):suffix> deadbookpage 404 404 404 404
GET  /s/<token>/story/pages/<uuid:page_id>/captions.vtt bookpage 200 200 200 200
GET  /s/<token>/story/pages/<uuid:page_id>/captions.vtt lockedbookpage 404 404 404 404
GET  /s/<token>/story/pages/<uuid:page_id>/captions.vtt deadbookpage 404 404 404 404
GET  /s/<token>/story/story.<any(epub, pdf, cbz, zip):kind> booklink 200 200 200 200
GET  /s/<token>/story/story.<any(epub, pdf, cbz, zip):kind> lockedbook 404 404 404 404
GET  /s/<token>/story/story.<any(epub, pdf, cbz, zip):kind> deadbook 404 404 404 404
"""

Thing = tuple[Shared, UUID]
Maker = Callable[[User, User], str]
FATES = ("", "locked", "dead", "old", "bin")


def a_picture(alice: User) -> Thing:
    image = cast.make_image(alice)
    return image, image.id


def a_wall(alice: User) -> Thing:
    """A private project and the picture that hangs in it."""
    image = cast.make_image(alice)
    return make_project(alice, (image.id,)), image.id


def a_book(alice: User) -> Thing:
    """A private story and its first page, which is read aloud."""
    page_id, image = new_id(), cast.make_image(alice)
    story = db.session.get_one(Story, make_story(alice, page_ids=[page_id], image_ids=[image.id]))
    heard(image, story_page_id=page_id)
    return story, page_id


def link(make: Callable[[User], Thing], fate: str, names: str) -> Maker:
    """A link to a private thing: its token, its id, or its token with a part of the thing or of another one."""

    def make_it(alice: User, _admin: User) -> str:
        (thing, part_id), (_, other_id) = make(alice), make(alice)
        password = "open sesame" if fate == "locked" else ""
        token = make_link(thing, Terms(password=password, allows_download=True))
        with writing() as session:
            row = session.scalars(select(ShareLink).where(ShareLink.token_hash == hash_token(token))).one()
            row.revoked_at = utc_now() if fate == "dead" else None
            row.expires_at = utc_now() if fate == "old" else None
            if fate == "bin" and isinstance(thing, Image | ImageProject):
                thing.deleted_at = utc_now()
        parts = {"part": f"{token}|{part_id}", "other": f"{token}|{other_id}"}
        return {"token": token, "id": str(row.id), **parts}[names]

    return make_it


LINK_MAKERS: dict[str, Maker] = {
    **{f"{fate}link": link(a_picture, fate, "token") for fate in FATES},
    "linkid": link(a_picture, "", "id"),
    "linkfile": link(a_picture, "", "part"),
    "otherfile": link(a_picture, "", "other"),
    "lockedfile": link(a_picture, "locked", "part"),
    "deadfile": link(a_picture, "dead", "part"),
    **{f"{fate}wall" if fate else "walllink": link(a_wall, fate, "token") for fate in FATES},
    **{f"{fate}wallpicture": link(a_wall, fate, "part") for fate in FATES},
    "otherwallpicture": link(a_wall, "", "other"),
    **{f"{fate}book" if fate else "booklink": link(a_book, fate, "token") for fate in FATES},
    **{f"{fate}bookpage": link(a_book, fate, "part") for fate in FATES},
    "otherbookpage": link(a_book, "", "other"),
}
