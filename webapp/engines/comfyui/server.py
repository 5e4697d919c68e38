"""What a ComfyUI server has installed, read from its node descriptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from webapp.engines.http import Client, segment

READ_S: Final = 3.0
MAX_NAMES: Final = 1000
MAX_NAME_CHARS: Final = 200


@dataclass(frozen=True, slots=True)
class Server:
    """The names of what is installed. Before it answered, samplers and schedulers that all versions have."""

    checkpoints: tuple[str, ...] = ()
    upscalers: tuple[str, ...] = ()
    samplers: tuple[str, ...] = ("euler", "euler_ancestral", "heun", "dpmpp_2m", "dpmpp_2m_sde", "ddim", "uni_pc")
    schedulers: tuple[str, ...] = ("normal", "karras", "exponential", "sgm_uniform", "simple", "ddim_uniform")


def read_server(client: Client) -> Server:
    """Asks for all lists. Raises an EngineError when the server does not answer."""
    sampler = _node(client, "KSampler")
    return Server(
        checkpoints=_choices(_node(client, "CheckpointLoaderSimple"), "ckpt_name"),
        upscalers=_choices(_node(client, "UpscaleModelLoader"), "model_name"),
        samplers=_choices(sampler, "sampler_name"),
        schedulers=_choices(sampler, "scheduler"),
    )


def _node(client: Client, name: str) -> Mapping[str, Any]:
    """Returns the required inputs of a node class, none when the server does not know it."""
    found = client.get(f"/object_info/{segment(name)}", total_s=READ_S, expect=(404,)).json()
    for key in (name, "input", "required"):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _choices(inputs: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Returns the choices of an input: older nodes give `[[...], {}]`, newer ones `["COMBO", {"options": [...]}]`."""
    match inputs.get(name):
        case [list() as listed, *_]:
            choices = listed
        case ["COMBO", {"options": list() as listed}]:
            choices = listed
        case _:
            choices = []
    fitting = (each for each in choices if isinstance(each, str) and each.isprintable() and len(each) <= MAX_NAME_CHARS)
    return tuple(dict.fromkeys(fitting))[:MAX_NAMES]
