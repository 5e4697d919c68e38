"""What the usual AWS_* variables say about an S3 server."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from webapp.storage.errors import BadStorageSetting

_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")


@dataclass(frozen=True, slots=True)
class S3Settings:
    """An empty endpoint means Amazon's own; empty credentials mean those of the machine it runs on."""

    endpoint: str = ""
    region: str = "us-east-1"
    access_key_id: str = field(default="", repr=False)
    secret_access_key: str = field(default="", repr=False)
    session_token: str = field(default="", repr=False)

    @property
    def is_plain_http(self) -> bool:
        """Whether the server is spoken to without TLS."""
        return urlsplit(self.endpoint).scheme == "http"


def read_s3_settings(environ: Mapping[str, str]) -> S3Settings:
    """Reads the settings. Raises BadStorageSetting, naming the variable, when one makes no sense."""
    settings = S3Settings(
        endpoint=_checked_endpoint(_first(environ, _ENDPOINTS).rstrip("/"), environ),
        region=_first(environ, _REGIONS) or "us-east-1",
        access_key_id=environ.get("AWS_ACCESS_KEY_ID", ""),
        secret_access_key=environ.get("AWS_SECRET_ACCESS_KEY", ""),
        session_token=environ.get("AWS_SESSION_TOKEN", ""),
    )
    if bool(settings.access_key_id) != bool(settings.secret_access_key):
        raise BadStorageSetting("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY both, or neither.")
    return settings


def _first(environ: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((environ[name] for name in names if environ.get(name)), "")


def _checked_endpoint(endpoint: str, environ: Mapping[str, str]) -> str:
    if not endpoint:
        return ""
    address = urlsplit(endpoint)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise BadStorageSetting("AWS_ENDPOINT_URL must be an address such as https://s3.example.org.")
    may_be_plain = _is_loopback(address.hostname) or environ.get("AWS_ALLOW_HTTP", "").lower() in {
        "1",
        "true",
    }
    if address.scheme == "http" and not may_be_plain:
        raise BadStorageSetting(
            "AWS_ENDPOINT_URL must start with https://, so that pictures do not travel in the open. "
            "On a private network, AWS_ALLOW_HTTP=true permits http."
        )
    return endpoint


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
