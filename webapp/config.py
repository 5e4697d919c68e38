"""Every setting, typed, read once from the environment or `.env`; nonsense stops the start."""

import hashlib
import os
import sys
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from dotenv import load_dotenv
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from webapp.engine_settings import EngineSettings

MIN_SECRET_CHARS = 32
MAX_SOCKET_BYTES = 100
ROOT = Path(__file__).resolve().parent.parent
ENV_FILE = os.environ.get("ATELIER_ENV_FILE", str(ROOT / ".env"))


class SettingsError(SystemExit):
    """A setting makes no sense. Its text names the setting and is meant for the person who wrote it.

    Nobody can go on without settings: uncaught, it ends the process with that text and no traceback.
    """


class Settings(EngineSettings):
    """The settings by their names in the environment. `.env.example` says what each is for."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    base_url: str = ""
    data_dir: Path = Path("data")
    media_root: Path | None = None
    fonts_dir: Path | None = None
    storage_url: str = ""
    database_url: str = ""
    redis_url: str = ""
    secret_key: SecretStr | None = None
    workers: Annotated[int, Field(ge=0, le=64)] = 2
    web_processes: Annotated[int, Field(ge=1, le=32)] = 1
    worker_class: Literal["", "fork", "resident"] = ""
    max_upload_bytes: Annotated[int, Field(ge=1024, le=1_000_000_000)] = 20_000_000
    min_free_disk_bytes: Annotated[int, Field(ge=0)] = 200_000_000
    registration: Literal["invited", "open"] = "invited"
    monthly_credits: Annotated[float, Field(ge=0)] = 500.0
    max_running_per_user: Annotated[int, Field(ge=1, le=1000)] = 50
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = 0
    secure_cookies: Literal["auto", "always", "never"] = "auto"
    sendfile: Literal["", "x-sendfile", "x-accel-redirect"] = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "text"] = "text"

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc):
            raise ValueError("must be an address such as https://pictures.example.org")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_a_known_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql+psycopg://")
        return value

    @field_validator("redis_url")
    @classmethod
    def _is_a_redis(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must start with redis://, rediss:// or unix://")
        return value

    @field_validator("storage_url")
    @classmethod
    def _is_a_storage(cls, value: str) -> str:
        if value and not (value.startswith("s3://") and urlsplit(value).netloc):
            raise ValueError("must look like s3://bucket/prefix, or stay empty for files under MEDIA_ROOT")
        return value.rstrip("/")

    @field_validator("secret_key")
    @classmethod
    def _is_strong(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        text = value.get_secret_value()
        if len(text) < MIN_SECRET_CHARS or len(set(text)) < MIN_SECRET_CHARS // 4:
            raise ValueError(
                f"is too weak: use at least {MIN_SECRET_CHARS} random characters, or leave it out and one is made"
            )
        return value

    @model_validator(mode="after")
    def _secure_cookies_need_https(self) -> "Settings":
        if self.secure_cookies == "always" and self.base_url.startswith("http://"):
            raise ValueError("SECURE_COOKIES=always needs a BASE_URL that starts with https://")
        return self

    @cached_property
    def data_path(self) -> Path:
        return self.data_dir.expanduser().resolve()

    @cached_property
    def media_path(self) -> Path:
        return (self.media_root or self.data_path / "media").expanduser().resolve()

    def engine_options(self) -> dict[str, str]:
        return {**super().engine_options(), "comfyui_workflows_dir": str(self.data_path / "comfyui_workflows")}

    @property
    def can_fork(self) -> bool:
        """Whether a process may go on in a child with what it has loaded: quick and safe on Linux, not on macOS."""
        return self.worker_class == "fork" or (not self.worker_class and sys.platform == "linux")

    @cached_property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_path / 'atelier.db'}"

    @cached_property
    def redis_socket(self) -> Path:
        """The socket of the Redis started beside the app.

        The kernel takes about 100 bytes; a longer path gives way to a private folder with a hash for a name.
        """
        socket = self.data_path / "redis" / "redis.sock"
        if len(os.fsencode(socket)) <= MAX_SOCKET_BYTES:
            return socket
        digest = hashlib.sha256(os.fsencode(self.data_path)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"atelier-{os.getuid()}-{digest}" / "redis.sock"

    @cached_property
    def redis(self) -> str:
        """Where Redis listens: the given one, or the socket of the one started beside the app."""
        return self.redis_url or f"unix://{quote(str(self.redis_socket))}"

    @cached_property
    def public_url(self) -> str:
        return self.base_url or f"http://{self.host}:{self.port}"

    @cached_property
    def has_secure_cookies(self) -> bool:
        return self.secure_cookies == "always" or (
            self.secure_cookies == "auto" and self.public_url.startswith("https://")
        )


def load_settings(**overrides: object) -> Settings:
    """Reads the settings. Raises SettingsError, naming the setting, when one makes no sense.

    `.env` goes into the environment, where the S3 client and the engines look for their keys.
    """
    if ENV_FILE:
        load_dotenv(ENV_FILE)
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks the values itself
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    """Names each wrong setting without repeating its value, which may be a secret."""
    lines = []
    for problem in error.errors():
        name = ".".join(str(part) for part in problem["loc"]).upper()
        lines.append(f"{name} {problem['msg'].removeprefix('Value error, ')}".strip())
    return "Please check your settings: " + "; ".join(lines) + "."
