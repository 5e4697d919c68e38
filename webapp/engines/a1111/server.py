"""What a server has: read from it, since every installation differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from webapp.engines.http import Client

READ_S: Final = 2.0
MAX_NAMES: Final = 500
MAX_NAME_CHARS: Final = 200


@dataclass(frozen=True, slots=True)
class Server:
    """The names of what is installed, in the server's order. Before it answered, samplers that all versions have."""

    models: tuple[str, ...] = ()
    samplers: tuple[str, ...] = ("Euler a", "Euler", "DPM++ 2M", "DPM++ SDE", "DPM++ 2M SDE", "DDIM", "UniPC", "LCM")
    schedules: tuple[str, ...] = ()
    upscalers: tuple[str, ...] = ()
    latent_upscalers: tuple[str, ...] = ()
    loras: tuple[str, ...] = ()


def read_server(client: Client) -> Server:
    """Asks for all lists. Raises an EngineError when the server does not answer.

    Schedules and latent upscalers are missing in old versions, LoRAs where their extension is switched off.
    """
    return Server(
        models=_names(client, "/sdapi/v1/sd-models", "model_name"),
        samplers=_names(client, "/sdapi/v1/samplers", "name"),
        schedules=_names(client, "/sdapi/v1/schedulers", "name"),
        upscalers=tuple(name for name in _names(client, "/sdapi/v1/upscalers", "name") if name != "None"),
        latent_upscalers=_names(client, "/sdapi/v1/latent-upscale-modes", "name"),
        loras=_names(client, "/sdapi/v1/loras", "name"),
    )


def _names(client: Client, path: str, key: str) -> tuple[str, ...]:
    answer = client.get(path, total_s=READ_S, expect=(404,))
    entries = [] if answer.status == 404 else answer.json()
    found = [_name(entry, key) for entry in entries] if isinstance(entries, list) else []
    return tuple(dict.fromkeys(name for name in found if name))[:MAX_NAMES]


def _name(entry: Any, key: str) -> str:
    """Returns the name in an entry, "" when it has none that a form could show."""
    name = entry.get(key) if isinstance(entry, Mapping) else None
    return name if isinstance(name, str) and name.isprintable() and len(name) <= MAX_NAME_CHARS else ""
