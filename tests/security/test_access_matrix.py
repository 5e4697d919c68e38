"""Who may do what, route by route. A route without a row here fails: decide first who may use it."""

import re
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import cast
from tests.security.asking import address, in_word, make
from tests.security.chain_rows import CHAIN_ROWS
from tests.security.incoming_rows import INCOMING_ROWS
from tests.security.link_rows import LINK_ROWS
from tests.security.narration_rows import NARRATION_ROWS
from tests.security.story_rows import STORY_ROWS
from webapp.models import (
    User,
)

# What each is answered: a guest, Charlie (a stranger), Alice (whose things these are), an admin.
# "in" leads to the sign-in page; the third column says which of Alice's things the address names.
TABLE = """
GET  /                                              -         302 302 302 302
GET  /admin/                                        -         in  404 404 200
GET  /admin/engines/                                -         in  404 404 200
GET  /admin/engines/<name>/balance/                 engine    in  404 404 200
POST /admin/engines/<name>/enable/                  engine    in  404 404 303
POST /admin/engines/<name>/disable/                 engine    in  404 404 409
POST /admin/engines/<name>/default/                 engine    in  404 404 303
POST /admin/engines/<name>/wake/                    engine    in  404 404 303
POST /admin/engines/<name>/try/                     engine    in  404 404 303
GET  /admin/engines/comfyui/workflows/              -         in  404 404 200
POST /admin/engines/comfyui/workflows/              -         in  404 404 422
GET  /admin/engines/comfyui/workflows/<slug>/       workflow  in  404 404 200
POST /admin/engines/comfyui/workflows/<slug>/       workflow  in  404 404 422
GET  /admin/engines/comfyui/workflows/<slug>/replace/ workflow  in  404 404 200
POST /admin/engines/comfyui/workflows/<slug>/replace/ workflow  in  404 404 422
GET  /admin/engines/comfyui/workflows/<slug>/delete/ workflow  in  404 404 200
POST /admin/engines/comfyui/workflows/<slug>/delete/ workflow  in  404 404 303
GET  /admin/invitations/                            -         in  404 404 200
POST /admin/invitations/                            -         in  404 404 200
POST /admin/invitations/<uuid:invitation_id>/revoke/ invitation in 404 404 303
GET  /admin/patterns/                               -         in  404 404 200
GET  /admin/usage/                                  -         in  404 404 200
GET  /admin/usage/table.csv                         -         in  404 404 200
POST /admin/usage/limit/                            -         in  404 404 303
GET  /admin/usage/people/<uuid:user_id>/            person    in  404 404 200
GET  /admin/usage/people/<uuid:user_id>/table.csv   person    in  404 404 200
POST /admin/usage/people/<uuid:user_id>/limit/      person    in  404 404 303
GET  /edit/                                          -         in  200 200 200
GET  /edit/<uuid:image_id>/                          private   in  404 200 404
GET  /edit/<uuid:image_id>/                          unlisted  in  404 200 404
GET  /edit/<uuid:image_id>/                          public    in  403 200 403
GET  /edit/<uuid:image_id>/                          deleted   in  404 404 404
POST /edit/<uuid:image_id>/                          private   in  404 422 404
POST /edit/<uuid:image_id>/                          public    in  403 422 403
GET  /upscale/                                       -         in  200 200 200
GET  /upscale/<uuid:image_id>/                       private   in  404 200 404
GET  /upscale/<uuid:image_id>/                       unlisted  in  404 200 404
GET  /upscale/<uuid:image_id>/                       public    in  403 200 403
GET  /upscale/<uuid:image_id>/                       deleted   in  404 404 404
POST /upscale/<uuid:image_id>/                       private   in  404 422 404
POST /upscale/<uuid:image_id>/                       public    in  403 422 403
GET  /edit/masks/<uuid:mask_id>.png                 mask      in  404 200 404
POST /edit/masks/<uuid:mask_id>/forget/             mask      in  404 303 404
GET  /files/<uuid:pk>/<any(small, large, picture):variant>.webp private 404 404 200 404
GET  /files/<uuid:pk>/<any(small, large, picture):variant>.webp unlisted 404 404 200 404
GET  /files/<uuid:pk>/<any(small, large, picture):variant>.webp public 200 200 200 200
GET  /files/<uuid:pk>/<any(small, large, picture):variant>.webp deleted 404 404 404 404
GET  /files/<uuid:pk>/picture.<any(png, jpg, avif):kind> private 404 404 200 404
GET  /files/<uuid:pk>/picture.<any(png, jpg, avif):kind> unlisted 404 404 200 404
GET  /files/<uuid:pk>/picture.<any(png, jpg, avif):kind> public 200 200 200 200
GET  /files/<uuid:pk>/picture.<any(png, jpg, avif):kind> deleted 404 404 404 404
GET  /files/<uuid:pk>/original                      private   404 404 404 404
GET  /files/<uuid:pk>/original                      public    404 404 404 404
GET  /gallery/                                      -         200 200 200 200
GET  /gallery/filter/                               -         200 200 200 200
GET  /gallery/months/                               -         200 200 200 200
POST /gallery/pages/                                -         in  303 303 303
GET  /generate/                                     -         in  200 200 200
POST /generate/                                     -         in  422 422 422
POST /generate/composer/                            -         in  200 200 200
POST /generate/final/                               -         in  200 200 200
GET  /generate/estimate/                            -         in  200 200 200
GET  /generate/styles/                              -         in  302 302 302
POST /generate/styles/                              -         in  303 303 303
GET  /generate/surprise/                            -         in  302 302 302
GET  /generate/themes/                              -         in  303 303 303
GET  /generate/themes/suited/                       -         in  303 303 303
GET  /healthz                                       -         200 200 200 200
GET  /image-projects/                               -         in  200 200 200
GET  /image-projects/new/                           -         in  200 200 200
POST /image-projects/new/                           -         in  422 422 422
GET  /image-projects/<uuid:project_id>/             project   in  404 200 404
GET  /image-projects/<uuid:project_id>/             published in  303 200 303
GET  /image-projects/<uuid:project_id>/             deletedproject in 404 404 404
GET  /image-projects/<uuid:project_id>/edit/        project   in  404 200 404
GET  /image-projects/<uuid:project_id>/edit/        published in  403 200 403
POST /image-projects/<uuid:project_id>/edit/        project   in  404 422 404
POST /image-projects/<uuid:project_id>/edit/        published in  403 422 403
GET  /image-projects/<uuid:project_id>/delete/      project   in  404 200 404
GET  /image-projects/<uuid:project_id>/delete/      published in  403 200 403
POST /image-projects/<uuid:project_id>/delete/      project   in  404 303 404
POST /image-projects/<uuid:project_id>/delete/      published in  403 303 403
POST /image-projects/<uuid:project_id>/restore/     published in  404 303 404
POST /image-projects/<uuid:project_id>/restore/     deletedproject in 404 303 404
POST /image-projects/<uuid:project_id>/feature/     project   in  404 404 404
POST /image-projects/<uuid:project_id>/feature/     published in  404 404 303
GET  /image-projects/<uuid:project_id>/members/     project   in  404 200 404
GET  /image-projects/<uuid:project_id>/members/     published in  403 200 403
POST /image-projects/<uuid:project_id>/members/     project   in  404 422 404
POST /image-projects/<uuid:project_id>/members/     published in  403 422 403
POST /image-projects/<uuid:project_id>/members/<uuid:user_id>/ published in 403 404 403
POST /image-projects/<uuid:project_id>/members/<uuid:user_id>/remove/ published in 403 404 403
POST /image-projects/<uuid:project_id>/members/leave/ project in  404 404 404
POST /image-projects/<uuid:project_id>/members/leave/ published in 404 404 404
GET  /image-projects/<uuid:project_id>/pictures/    project   in  404 200 404
GET  /image-projects/<uuid:project_id>/pictures/    published in  403 200 403
POST /image-projects/<uuid:project_id>/pictures/    project   in  404 303 404
POST /image-projects/<uuid:project_id>/pictures/    published in  403 303 403
POST /image-projects/<uuid:project_id>/pictures/<uuid:image_id>/cover/ hung in 404 303 404
POST /image-projects/<uuid:project_id>/pictures/<uuid:image_id>/cover/ hungopenly in 403 303 403
POST /image-projects/<uuid:project_id>/pictures/<uuid:image_id>/move/ hung in 404 404 404
POST /image-projects/<uuid:project_id>/pictures/<uuid:image_id>/move/ hungopenly in 403 404 403
POST /image-projects/<uuid:project_id>/pictures/<uuid:image_id>/remove/ hung in 404 303 404
POST /image-projects/<uuid:project_id>/pictures/<uuid:image_id>/remove/ hungopenly in 403 303 403
GET  /projects/                                     -         200 200 200 200
GET  /projects/<uuid:project_id>/gallery/           project   404 404 200 404
GET  /projects/<uuid:project_id>/gallery/           published 200 200 200 200
GET  /projects/<uuid:project_id>/gallery/           deletedproject 404 404 404 404
GET  /projects/<slug>/                              projectslug 404 404 404 404
GET  /projects/<slug>/                              openslug  200 200 200 200
GET  /projects/<slug>/feed.atom                     projectslug 404 404 404 404
GET  /projects/<slug>/feed.atom                     openslug  200 200 200 200
GET  /projects/<slug>/card.jpg                      projectslug 404 404 404 404
GET  /projects/<slug>/card.jpg                      openslug  200 200 200 200
GET  /images/compare/                               -         404 404 404 404
GET  /images/<uuid:image_id>/                       private   404 404 200 404
GET  /images/<uuid:image_id>/                       unlisted  404 404 200 404
GET  /images/<uuid:image_id>/                       public    200 200 200 200
GET  /images/<uuid:image_id>/                       deleted   404 404 404 404
GET  /images/<uuid:image_id>/delete/                private   in  404 200 404
GET  /images/<uuid:image_id>/delete/                public    in  403 200 403
POST /images/<uuid:image_id>/delete/                private   in  404 303 404
POST /images/<uuid:image_id>/delete/                public    in  403 303 403
POST /images/<uuid:image_id>/alt-text/              private   in  404 422 404
POST /images/<uuid:image_id>/alt-text/              public    in  403 422 403
POST /images/<uuid:image_id>/rate/                  private   in  404 303 404
POST /images/<uuid:image_id>/rate/                  public    in  403 303 403
GET  /images/<uuid:image_id>/recipe.<any(json, txt):kind> private in 404 200 404
GET  /images/<uuid:image_id>/recipe.<any(json, txt):kind> public in 403 200 403
GET  /images/<uuid:image_id>/similar/               private   404 404 200 404
GET  /images/<uuid:image_id>/similar/               unlisted  404 404 200 404
GET  /images/<uuid:image_id>/similar/               public    200 200 200 200
GET  /images/<uuid:image_id>/similar/               deleted   404 404 404 404
POST /images/<uuid:image_id>/edit/                  private   in  404 422 404
POST /images/<uuid:image_id>/edit/                  public    in  403 422 403
POST /images/<uuid:image_id>/favorite/              private   in  404 303 404
POST /images/<uuid:image_id>/favorite/              public    in  403 303 403
GET  /images/<uuid:image_id>/remix/                 private   in  404 303 404
GET  /images/<uuid:image_id>/remix/                 public    in  403 303 403
POST /images/<uuid:image_id>/restore/               deleted   in  404 303 404
GET  /images/<uuid:image_id>/tags/                  private   in  404 200 404
GET  /images/<uuid:image_id>/tags/                  public    in  403 200 403
POST /images/<uuid:image_id>/tags/                  private   in  404 422 404
POST /images/<uuid:image_id>/tags/                  public    in  403 422 403
POST /images/<uuid:image_id>/tags/remove/           private   in  404 303 404
POST /images/<uuid:image_id>/tags/remove/           public    in  403 303 403
GET  /profile/                                      -         in  200 200 200
POST /profile/name/                                 -         in  422 422 422
POST /profile/password/                             -         in  422 422 422
POST /profile/theme/                                -         in  422 422 422
POST /profile/sessions/<uuid:session_id>/revoke/    session   in  404 303 404
GET  /prompt-helpers/export/                        -         in  200 200 200
GET  /prompt-helpers/export/file/                   -         in  422 422 422
GET  /prompt-helpers/import/                        -         in  200 200 200
POST /prompt-helpers/import/                        -         in  422 422 422
GET  /prompt-helpers/import/<uuid:import_id>/       import    in  404 200 404
POST /prompt-helpers/import/<uuid:import_id>/       import    in  404 303 404
POST /prompt-helpers/import/<uuid:import_id>/drop/  import    in  404 303 404
GET  /prompt-helpers/                               -         in  200 200 200
GET  /prompt-helpers/new/                           -         in  200 200 200
POST /prompt-helpers/new/                           -         in  422 422 422
POST /prompt-helpers/recipe/                        -         in  200 200 200
GET  /prompt-helpers/<uuid:style_id>/               style     in  404 200 404
GET  /prompt-helpers/<uuid:style_id>/               shared    in  200 200 200
GET  /prompt-helpers/<uuid:style_id>/edit/          style     in  404 200 404
GET  /prompt-helpers/<uuid:style_id>/edit/          shared    in  403 200 403
POST /prompt-helpers/<uuid:style_id>/edit/          style     in  404 422 404
POST /prompt-helpers/<uuid:style_id>/edit/          shared    in  403 422 403
POST /prompt-helpers/<uuid:style_id>/fork/          style     in  404 303 404
POST /prompt-helpers/<uuid:style_id>/fork/          shared    in  303 303 303
GET  /prompt-helpers/<uuid:style_id>/delete/        style     in  404 200 404
GET  /prompt-helpers/<uuid:style_id>/delete/        shared    in  403 200 403
POST /prompt-helpers/<uuid:style_id>/delete/        style     in  404 303 404
POST /prompt-helpers/<uuid:style_id>/delete/        shared    in  403 303 403
GET  /prompt-helpers/<uuid:style_id>/pictures/      style     in  404 200 404
GET  /prompt-helpers/<uuid:style_id>/pictures/      shared    in  200 200 200
GET  /prompt-helpers/<uuid:style_id>/versions/      style     in  404 200 404
GET  /prompt-helpers/<uuid:style_id>/versions/      shared    in  200 200 200
GET  /prompt-helpers/<uuid:style_id>/versions/<int:number>/ style in 404 200 404
GET  /prompt-helpers/<uuid:style_id>/versions/<int:number>/ shared in 200 200 200
GET  /prompt-helpers/<uuid:style_id>/versions/<int:number>/pictures/ style in 404 200 404
GET  /prompt-helpers/<uuid:style_id>/versions/<int:number>/pictures/ shared in 200 200 200
POST /prompt-helpers/<uuid:style_id>/versions/<int:number>/restore/ style in 404 303 404
POST /prompt-helpers/<uuid:style_id>/versions/<int:number>/restore/ shared in 403 303 403
GET  /prompt-helpers/blocks/                        -         in  200 200 200
GET  /prompt-helpers/blocks/new/                    -         in  200 200 200
POST /prompt-helpers/blocks/new/                    -         in  422 422 422
GET  /prompt-helpers/blocks/<uuid:block_id>/        block     in  404 200 404
POST /prompt-helpers/blocks/<uuid:block_id>/        block     in  404 422 404
POST /prompt-helpers/blocks/<uuid:block_id>/switch/ block     in  404 303 404
POST /prompt-helpers/blocks/<uuid:block_id>/delete/ block     in  404 303 404
GET  /prompt-helpers/wildcards/                     -         in  200 200 200
GET  /prompt-helpers/wildcards/names/               -         in  200 200 200
GET  /prompt-helpers/wildcards/new/                 -         in  200 200 200
POST /prompt-helpers/wildcards/new/                 -         in  422 422 422
POST /prompt-helpers/wildcards/import/              -         in  422 422 422
GET  /prompt-helpers/wildcards/<uuid:list_id>/      list      in  404 200 404
POST /prompt-helpers/wildcards/<uuid:list_id>/      list      in  404 422 404
POST /prompt-helpers/wildcards/<uuid:list_id>/delete/ list    in  404 303 404
GET  /prompt-helpers/similar/                        -         in  200 200 200
GET  /readyz                                        -         200 200 200 200
GET  /register/                                     -         404 303 303 303
POST /register/                                     -         404 303 303 303
GET  /register/<token>/                             token     200 303 303 303
POST /register/<token>/                             token     422 303 303 303
GET  /register/<token>/                             withdrawn 404 303 303 303
GET  /set-up/                                       -         in  in  in  in
POST /set-up/                                       -         in  in  in  in
GET  /sign-in/                                      -         200 303 303 303
POST /sign-in/                                      -         422 303 303 303
POST /sign-out/                                     -         in  in  in  in
GET  /static/<path:filename>                        -         200 200 200 200
GET  /status/                                       request   in  204 200 204
GET  /status/<uuid:pk>/                             request   in  404 200 404
GET  /status/<uuid:pk>/preview/                     request   in  404 200 404
POST /status/<uuid:pk>/cancel/                      request   in  404 303 404
POST /status/<uuid:pk>/retry/                       failed    in  404 303 404
GET  /styles/                                       -         in  200 200 200
POST /styles/<uuid:style_id>/favorite/              style     in  404 303 404
POST /styles/<uuid:style_id>/favorite/              shared    in  303 303 303
POST /styles/<uuid:style_id>/probes/                style     in  404 303 404
POST /styles/<uuid:style_id>/probes/                shared    in  403 303 403
GET  /styles/probes/<uuid:probe_id>/<int:number>.webp probe in  404 200 404
GET  /tags/                                         -         200 200 200 200
GET  /tags/<name>/                                  tag       404 404 200 404
GET  /theme-favorites/                              -         in  200 200 200
POST /theme-favorites/<uuid:theme_id>/              theme     in  404 303 404
POST /theme-favorites/<uuid:theme_id>/              sharedtheme in 303 303 303
GET  /theme-helpers/                                -         in  200 200 200
GET  /theme-helpers/new/                            -         in  200 200 200
POST /theme-helpers/new/                            -         in  422 422 422
GET  /theme-helpers/<uuid:theme_id>/                theme     in  404 200 404
GET  /theme-helpers/<uuid:theme_id>/                sharedtheme in 200 200 200
GET  /theme-helpers/<uuid:theme_id>/                restingtheme in 404 200 404
GET  /theme-helpers/<uuid:theme_id>/                deletedtheme in 404 404 404
GET  /theme-helpers/<uuid:theme_id>/preview.webp    theme     in  404 200 404
GET  /theme-helpers/<uuid:theme_id>/preview.webp    sharedtheme in 200 200 200
GET  /theme-helpers/<uuid:theme_id>/preview.webp    deletedtheme in 404 404 404
GET  /theme-helpers/<uuid:theme_id>/edit/           theme     in  404 200 404
GET  /theme-helpers/<uuid:theme_id>/edit/           sharedtheme in 403 200 403
POST /theme-helpers/<uuid:theme_id>/edit/           theme     in  404 422 404
POST /theme-helpers/<uuid:theme_id>/edit/           sharedtheme in 403 422 403
POST /theme-helpers/<uuid:theme_id>/remix/          theme     in  404 303 404
POST /theme-helpers/<uuid:theme_id>/remix/          sharedtheme in 303 303 303
GET  /theme-helpers/<uuid:theme_id>/delete/         theme     in  404 200 404
GET  /theme-helpers/<uuid:theme_id>/delete/         sharedtheme in 403 200 403
POST /theme-helpers/<uuid:theme_id>/delete/         theme     in  404 303 404
POST /theme-helpers/<uuid:theme_id>/delete/         sharedtheme in 403 303 403
POST /theme-helpers/<uuid:theme_id>/feature/        theme     in  404 404 404
POST /theme-helpers/<uuid:theme_id>/feature/        sharedtheme in 404 404 303
GET  /tags/<name>/rename/                           tag       in  404 404 404
GET  /tags/<name>/rename/                           sharedtag in  404 404 200
POST /tags/<name>/rename/                           tag       in  404 404 404
POST /tags/<name>/rename/                           sharedtag in  404 404 422
GET  /usage/                                        -         in  200 200 200
GET  /usage/table.csv                               -         in  200 200 200
GET  /user-images/upload/                           -         in  200 200 200
POST /user-images/upload/                           -         in  422 422 422
GET  /user-images/upload/zip/                       -         in  200 200 200
POST /user-images/upload/zip/                       -         in  422 422 422
GET  /user-images/upload/zip/<uuid:job_id>/         zip       in  404 200 404
POST /user-images/upload/zip/<uuid:job_id>/cancel/  zip       in  404 303 404
GET  /user-images/                                  -         in  200 200 200
POST /user-images/bulk/                             -         in  303 303 303
GET  /user-images/bulk/<uuid:job_id>/               bulk      in  404 200 404
POST /user-images/bulk/restore/                     -         in  303 303 303
POST /user-images/bulk/download/                    -         in  303 303 303
POST /user-images/bulk/failed/                      -         in  303 303 303
GET  /user-images/filter/                           -         in  200 200 200
GET  /user-images/months/                           -         in  200 200 200
GET  /user-images/without-alt/                      -         in  200 200 200
POST /user-images/without-alt/<uuid:image_id>/      private   in  404 422 404
POST /user-images/without-alt/<uuid:image_id>/      public    in  403 422 403
GET  /user-images/failed/                           -         in  200 200 200
POST /user-images/failed/clear/                     -         in  303 303 303
GET  /user-images/trash/                            -         in  200 200 200
GET  /user-images/trash/<uuid:image_id>.webp         deleted   in  404 200 404
POST /user-images/trash/<uuid:image_id>/restore/    private   in  404 404 404
POST /user-images/trash/<uuid:image_id>/restore/    deleted   in  404 303 404
POST /user-images/trash/delete/                     -         in  303 303 303
GET  /user-images/trash/empty/                      -         in  200 200 200
POST /user-images/trash/empty/                      -         in  303 303 303
POST /webhooks/replicate/<token>                    -         404 404 404 404
"""
LINES = [
    line
    for table in (TABLE, CHAIN_ROWS, INCOMING_ROWS, LINK_ROWS, NARRATION_ROWS, STORY_ROWS)
    for line in table.strip().splitlines()
]
ROW = re.compile(r"(GET|POST|PATCH|DELETE) +(/.*?) +(-|[a-z]+) +(\w+) +(\w+) +(\w+) +(\w+)")
ROWS = [match.groups() for match in map(ROW.fullmatch, LINES) if match]
ACTORS = ("guest", "Charlie", "Alice", "admin")


@pytest.fixture
def app(app: Flask) -> Flask:
    """The other guards are tested elsewhere; here everybody gets as far as the access rules."""
    app.config.update(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    return app


def test_every_row_was_read() -> None:
    assert len(ROWS) == len(LINES)


def test_every_route_has_a_row(app: Flask) -> None:
    """Adding a route? Add rows that say who may use it, for each kind of thing it can name."""
    wanted = {
        (method, str(rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert wanted - {(method, rule) for method, rule, *_ in ROWS} == set()
    assert {(method, rule) for method, rule, *_ in ROWS} - wanted == set()


@pytest.mark.parametrize("kind", sorted({row[2] for row in ROWS}))
def test_everybody_gets_what_the_table_says(app: Flask, alice: User, charlie: User, admin: User, kind: str) -> None:
    """Whoever only looks leaves a thing as it was for the next one; whoever acts gets one of their own."""
    people = {"guest": None, "Charlie": charlie, "Alice": alice, "admin": admin}
    wrong = {}
    for method, rule, _, *expected in (row for row in ROWS if row[2] == kind):
        looked_at = make(app, kind, alice, admin) if method == "GET" else None
        for name, wanted in zip(ACTORS, expected, strict=True):
            path = address(rule, kind, looked_at or make(app, kind, alice, admin))
            client = app.test_client()
            person = people[name]
            with (cast.sign_in(client, person) if person else client).open(path, method=method) as answer:
                if in_word(answer) != wanted:
                    wrong[f"{method} {rule} {kind} by {name}"] = in_word(answer)
    assert wrong == {}


NAMED = {
    "private": ("/images/{}/", "/files/{}/small.webp"),
    "request": ("/status/{}/",),
    "style": ("/prompt-helpers/{}/", "/prompt-helpers/{}/versions/1/"),
}


@pytest.mark.parametrize("kind", list(NAMED))
def test_hidden_and_absent_look_the_same(app: Flask, alice: User, as_charlie: FlaskClient, kind: str) -> None:
    hidden = UUID(make(app, kind, alice, alice))
    for pattern in NAMED[kind]:
        answers = [as_charlie.get(pattern.format(pk)) for pk in (hidden, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        first, second = (re.sub(r"<code>\w+</code>|value=\S+|Token\S+ \S+", "", answer.text) for answer in answers)
        assert first == second
