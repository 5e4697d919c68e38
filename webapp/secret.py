"""The key that signs sessions: the one given, or one made at the first start and kept in DATA_DIR."""

import secrets
from contextlib import suppress
from pathlib import Path

from webapp.config import Settings


def secret_key(settings: Settings) -> str:
    """Returns SECRET_KEY, made once and kept readable by the owner alone (0600)."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    path = settings.data_path / "secret_key"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    """Links a finished file into place, so that two processes starting at once agree on one key."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
