"""Things for the access matrix: each maker commits one of Alice (an invitation: of the admin) and returns its name."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from tests import cast
from tests.image_projects.scene import deleted_project, make_project
from tests.narrate.scene import heard
from tests.security.chain_rows import chain, mask, run
from tests.security.incoming_rows import incoming
from tests.security.link_rows import LINK_MAKERS
from tests.stories.scene import make_story
from tests.theme_helpers.scene import deleted_theme, make_theme
from webapp import live
from webapp.admin.invitations import make_invitation
from webapp.comfyui_workflows import service
from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import (
    BulkJob,
    ImageRequest,
    ImportJob,
    Invitation,
    PromptBlock,
    PromptHelper,
    StyleImport,
    StyleProbe,
    StyleProbePicture,
    User,
    UserSession,
    WildcardList,
)
from webapp.models.columns import new_id, utc_now
from webapp.storage.keys import probe_key
from webapp.style_writing import StyleDraft, Wording, create_style
from webapp.tag_counts import counting
from webapp.tagging import tags_from
from webapp.tokens import hash_token, new_token


def picture(visibility: str) -> Callable[[User, User], str]:
    return lambda alice, _admin: str(cast.make_image(alice, visibility=visibility).id)


def deleted(alice: User, _admin: User) -> str:
    return str(cast.make_image(alice, visibility="public", deleted_at=utc_now()).id)


def wish(status: str) -> Callable[[User, User], str]:
    def make_wish(alice: User, _admin: User) -> str:
        row = ImageRequest(
            id=new_id(),
            user_id=alice.id,
            idempotency_key=uuid4().hex,
            model_backend="builtin",
            prompt="a red boat",
            final_prompt="a red boat",
            width_px=64,
            height_px=64,
            status=status,
        )
        with writing() as session:
            session.add(row)
        live.keep_preview(row.id, b"RIFF\0\0\0\0WEBP")
        return str(row.id)

    return make_wish


def style(visibility: str) -> Callable[[User, User], str]:
    def make_style(alice: User, _admin: User) -> str:
        return str(create_style(alice.id, StyleDraft("Chalk", Wording("soft chalk"), visibility=visibility)).id)
        draft = StyleDraft("Quiet harbour", Wording("harbour, quiet"), visibility=visibility)
        return str(create_style(alice.id, draft).id)

    return make_style


def story(visibility: str) -> Callable[[User, User], str]:
    def make(alice: User, _admin: User) -> str:
        """A story whose only page has its own id, so that one name fills all places of an address."""
        same = new_id()
        make_story(alice, id=same, visibility=visibility, page_ids=[same])
        return str(same)

    return make


def probe(alice: User, admin: User) -> str:
    """A probe of a private style; the first of its pictures is number 1."""
    version = db.session.get_one(PromptHelper, UUID(style("private")(alice, admin))).versions[0]
    row = StyleProbe(id=new_id(), version_id=version.id, model_backend="builtin")
    key = probe_key(row.id, utc_now())
    storage().put(key, b"a picture", "image/webp")
    with writing() as session:
        session.add(row)
        session.flush()
        session.add(StyleProbePicture(probe_id=row.id, position=1, file_path=key))
    return str(row.id)


def browser(alice: User, _admin: User) -> str:
    row = UserSession(id=new_id(), user_id=alice.id, token_hash=hash_token(new_token()))
    with writing() as session:
        session.add(row)
    return str(row.id)


def tag(visibility: str) -> Callable[[User, User], str]:
    def make_tag(alice: User, _admin: User) -> str:
        """A tag that one picture of Alice carries."""
        image = cast.make_image(alice, visibility=visibility)
        with writing() as session, counting(session, [image.id]):
            image.tags = tags_from(f"tag {image.id}")
            return image.tags[0].name

    return make_tag


def invitation(_alice: User, admin: User) -> str:
    row = Invitation(
        id=new_id(),
        token_hash=hash_token(new_token()),
        created_by_id=admin.id,
        expires_at=utc_now() + timedelta(days=1),
    )
    with writing() as session:
        session.add(row)
    return str(row.id)


def workflow(_alice: User, _admin: User) -> str:
    node = {"class_type": "CLIPTextEncode", "inputs": {"text": ""}}
    return service.add(f"Flux {new_token()[:12]}", "generate", {"6": node})


def withdrawn(_alice: User, admin: User) -> str:
    token = new_token()
    row = Invitation(token_hash=hash_token(token), created_by_id=admin.id, expires_at=utc_now(), revoked_at=utc_now())
    with writing() as session:
        session.add(row)
    return token


def project(visibility: str, named: str) -> Callable[[User, User], str]:
    def make_it(alice: User, _admin: User) -> str:
        """A project of Alice with one picture, named by an address as `named` says."""
        image = cast.make_image(alice)
        return named.format(make_project(alice, (image.id,), visibility=visibility), image.id)

    return make_it


def zip_import(alice: User, _admin: User) -> str:
    row = ImportJob(id=new_id(), owner_id=alice.id, title="holiday.zip", entry_count=3)
    with writing() as session:
        session.add(row)
    return str(row.id)


def upload(alice: User, _admin: User) -> str:
    row = StyleImport(id=new_id(), owner_id=alice.id, title="styles.csv", options={})
    return kept(row)


def kept(row: BulkJob | PromptBlock | StyleImport | WildcardList) -> str:
    with writing() as session:
        session.add(row)
    return str(row.id)


MAKERS: dict[str, Callable[[User, User], str]] = {
    "chain": chain,
    "run": run,
    "mask": mask,
    "incoming": incoming,
    "private": picture("private"),
    "unlisted": picture("unlisted"),
    "public": picture("public"),
    "deleted": deleted,
    "request": wish("queued"),
    "failed": wish("failed"),
    "style": style("private"),
    "shared": style("shared"),
    "story": story("private"),
    "linkedstory": story("unlisted"),
    "publicstory": story("public"),
    "probe": probe,
    "session": browser,
    "invitation": invitation,
    "token": lambda _alice, admin: make_invitation(admin.id),
    "withdrawn": withdrawn,
    "workflow": workflow,
    "block": lambda alice, _admin: kept(PromptBlock(owner_id=alice.id, name=uuid4().hex, text="x")),
    "list": lambda alice, _admin: kept(WildcardList(owner_id=alice.id, name=uuid4().hex, entries="x", entry_count=1)),
    "tag": tag("private"),
    "sharedtag": tag("public"),
    "engine": lambda _alice, _admin: "builtin",
    "import": upload,
    "zip": zip_import,
    "theme": lambda alice, _admin: str(make_theme(alice).id),
    "sharedtheme": lambda alice, _admin: str(make_theme(alice, visibility="shared").id),
    "restingtheme": lambda alice, _admin: str(make_theme(alice, visibility="shared", is_active=False).id),
    "deletedtheme": lambda alice, _admin: str(deleted_theme(alice).id),
    "bulk": lambda alice, _admin: kept(BulkJob(owner_id=alice.id, action="favorite")),
    **LINK_MAKERS,
    "person": lambda alice, _admin: str(alice.id),
    "project": project("private", "{0.id}"),
    "published": project("public", "{0.id}"),
    "projectslug": project("private", "{0.slug}"),
    "openslug": project("public", "{0.slug}"),
    "hung": project("private", "{0.id}|{1}"),
    "hungopenly": project("public", "{0.id}|{1}"),
    "narration": lambda alice, _admin: f"{heard(cast.make_image(alice)).id}|ogg",
    "told": lambda alice, _admin: f"{heard(cast.make_image(alice, visibility='public')).id}|ogg",
    "deletedproject": lambda alice, _admin: str(deleted_project(alice).id),
}
