"""Where the API is, whose it is, and what a server of one's own says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from webapp.engines.errors import RefusedAddress
from webapp.engines.http import Client
from webapp.engines.openai_images.dialects import Dialect, dialect_of

BASE_URL: Final = "https://api.openai.com/v1"
READ_S: Final = 3.0
MAX_MODELS: Final = 200
MAX_NAME_CHARS: Final = 200


@dataclass(frozen=True, slots=True)
class Server:
    """The models that a server has, in its own order, and how it wants to be spoken to."""

    models: tuple[str, ...] = ()
    dialect: Dialect = "plain"


def api_address(text: str) -> str:
    """Returns the address of the API: with "/v1" where the setting names the machine alone."""
    address = (text or BASE_URL).rstrip("/")
    return address if urlsplit(address).path else f"{address}/v1"


def is_openai(address: str) -> bool:
    """Tells whether the address is OpenAI's own."""
    host = urlsplit(address).hostname or ""
    return host == "openai.com" or host.endswith(".openai.com")


def origin_of(address: str) -> str:
    """Returns scheme, host and port, such as http://127.0.0.1:8080."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def path_on(address: str, url: str) -> str:
    """Returns the path of `url` on the server at `address`. Raises RefusedAddress when it lies elsewhere or is odd."""
    try:
        whole = urljoin(f"{address}/", url)
        parts = urlsplit(whole)
    except ValueError:
        raise RefusedAddress from None
    if origin_of(whole) != origin_of(address) or any(char.isspace() or not char.isprintable() for char in whole):
        raise RefusedAddress
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def read_server(client: Client) -> Server:
    """Asks a server for its models. Raises an EngineError when it does not answer."""
    told = client.get("/models", total_s=READ_S).json()
    listed = told.get("data") if isinstance(told, Mapping) else None
    entries = [dict(entry) for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list) else []
    names = (name for entry in entries if _is_name(name := entry.get("id")))
    return Server(tuple(dict.fromkeys(map(str, names)))[:MAX_MODELS], dialect_of(entries))


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and 0 < len(name) <= MAX_NAME_CHARS and name.isprintable()
