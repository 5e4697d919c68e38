"""The factory: settings, extensions, blueprints, errors. Start reading here."""

from importlib import import_module
from typing import Any

from flask import Flask

from webapp import errors, filters, security
from webapp.config import ROOT, Settings, load_settings
from webapp.context import init_context
from webapp.database import engine_options
from webapp.engines import registry
from webapp.extensions import compress, csrf, db, login
from webapp.logs import init_logs
from webapp.meaning.wanted import init_meaning
from webapp.media import init_media
from webapp.search.keeping import init_search
from webapp.secret import secret_key

BLUEPRINTS = (
    "webapp.health.views",
    "webapp.home.views",
    "webapp.accounts.views",
    "webapp.admin.views",
    "webapp.engine_desk.views",
    "webapp.comfyui_workflows.views",
    "webapp.usage.views",
    "webapp.usage.admin_views",
    "webapp.patterns.views",
    "webapp.style_exchange.views",
    "webapp.style_exchange.export_views",
    "webapp.similar.views",
    "webapp.generate.views",
    "webapp.generate.themes",
    "webapp.prompt_helpers.views",
    "webapp.prompt_helpers.version_views",
    "webapp.prompt_blocks.views",
    "webapp.wildcard_lists.views",
    "webapp.generate.style_views",
    "webapp.styles.views",
    "webapp.styles.probe_views",
    "webapp.status.views",
    "webapp.gallery.views",
    "webapp.theme_helpers.desk",
    "webapp.theme_favorites.views",
    "webapp.uploads.views",
    "webapp.uploads.import_views",
    "webapp.uploads.incoming_views",
    "webapp.user_images.views",
    "webapp.image_projects.views",
    "webapp.image_projects.pictures",
    "webapp.image_projects.members",
    "webapp.image_projects.public",
    "webapp.bulk.views",
    "webapp.compare.views",
    "webapp.images.views",
    "webapp.edit.views",
    "webapp.edit.mask_views",
    "webapp.upscale.views",
    "webapp.chains.views",
    "webapp.chains.run_views",
    "webapp.narrate.views",
    "webapp.images.tag_views",
    "webapp.images.part_views",
    "webapp.images.alt_views",
    "webapp.shares.views",
    "webapp.shares.guest_views",
    "webapp.image_projects.guest_views",
    "webapp.stories.guest_views",
    "webapp.tags.views",
    "webapp.files.views",
    "webapp.files.narration_views",
    "webapp.stories.views",
    "webapp.stories.page_views",
    "webapp.stories.file_views",
    "webapp.stories.aloud_views",
    "webapp.stories.book_views",
    "webapp.webhooks.views",
)
MAX_FORM_BYTES = 1_000_000


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """Makes the app. `overrides` replace entries of the Flask config, for tests."""
    settings = settings or load_settings()
    app = Flask("webapp", root_path=str(ROOT / "webapp"), template_folder="../templates", static_folder="../static")
    app.config.from_mapping(flask_config(settings))
    app.config.from_mapping(overrides)
    app.extensions["settings"] = settings
    registry.configure(settings.engine_options())
    init_logs(app)
    errors.register(app)
    filters.register(app)
    for extension in (db, csrf, login, compress):
        extension.init_app(app)
    security.init_security(app)
    init_media(app)
    init_meaning(app)
    init_search(app)
    init_context(app)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).bp)
    return app


def flask_config(settings: Settings) -> dict[str, Any]:
    """Returns Flask's config, made from the settings."""
    return {
        "SECRET_KEY": secret_key(settings),
        "SQLALCHEMY_DATABASE_URI": settings.database,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database),
        "MEDIA_ROOT": settings.media_path,
        "STORAGE_URL": settings.storage_url,
        "REDIS_URL": settings.redis,
        "BASE_URL": settings.public_url,
        "MAX_CONTENT_LENGTH": settings.max_upload_bytes + MAX_FORM_BYTES,
        "MAX_FORM_MEMORY_SIZE": MAX_FORM_BYTES,
        "MAX_UPLOAD_BYTES": settings.max_upload_bytes,
        "MONTHLY_CREDITS": settings.monthly_credits,
        "MAX_RUNNING_PER_USER": settings.max_running_per_user,
        "REGISTRATION": settings.registration,
        "SENDFILE": settings.sendfile,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        "COMPRESS_MIMETYPES": [
            "text/html",
            "text/css",
            "text/javascript",
            "application/json",
            "image/svg+xml",
        ],
        "WTF_CSRF_TIME_LIMIT": None,
    }
