"""How a picture reaches a model: small ones in the request itself, large ones by Replicate's own file store."""

import base64
from collections.abc import Mapping
from typing import Any, Final

from webapp.engines.errors import BadOutput
from webapp.engines.http import Client
from webapp.engines.pictures import sniff

# The provider's document: at most 256 kB as a data address.
MAX_INLINE_CHARS: Final = 256_000
UPLOAD_S: Final = 120.0


def address_of(client: Client, name: str, data: bytes) -> str:
    """Returns an address for the encoded picture that a model can read, uploading it when it is large.

    Raises an EngineError. Nothing is charged for an upload; the provider drops it after a day.
    """
    kind = (sniff(data) or "PNG").lower()
    inline = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
    return inline if len(inline) <= MAX_INLINE_CHARS else _upload(client, f"{name}.{kind}", data, f"image/{kind}")


def _upload(client: Client, filename: str, data: bytes, content_type: str) -> str:
    answer = client.post("/v1/files", files={"content": (filename, data, content_type)}, total_s=UPLOAD_S)
    address = _get_url(answer.json())
    if not isinstance(address, str) or not address.startswith("https://"):
        raise BadOutput("Replicate did not say where it keeps the picture to start from.")
    return address


def _get_url(told: Any) -> Any:
    urls = told.get("urls") if isinstance(told, Mapping) else None
    return urls.get("get") if isinstance(urls, Mapping) else None
