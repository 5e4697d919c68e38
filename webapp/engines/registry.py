"""The list of engines by name, each imported when it is first asked for."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from webapp.engines.base import Engine
from webapp.engines.errors import NotConfigured

ENGINES: dict[str, str] = {
    "builtin": "webapp.engines.builtin.engine:Sketchbook",
    "stability": "webapp.engines.stability.engine:Stability",
    "replicate": "webapp.engines.replicate.engine:Replicate",
    "openai": "webapp.engines.openai_images.engine:OpenAIImages",
    "a1111": "webapp.engines.a1111.engine:Automatic1111",
    "comfyui": "webapp.engines.comfyui.engine:ComfyUI",
    "diffusers": "webapp.engines.diffusers.engine:Diffusers",
    "realesrgan": "webapp.engines.realesrgan.engine:RealESRGAN",
    "ai_horde": "webapp.engines.ai_horde.engine:AIHorde",
}
DEFAULT_ENGINE = "builtin"
# Engines that only workers of a line of their own can run; all others share "images".
GPU_QUEUE = "gpu"
QUEUES: dict[str, str] = {"diffusers": GPU_QUEUE}

_options: dict[str, str] = {}


def configure(options: Mapping[str, str]) -> None:
    """Hands the engines their settings (keys, addresses) by name; when they changed, engines are made anew."""
    if options == _options:
        return
    _options.clear()
    _options.update(options)
    engine.cache_clear()


def options() -> Mapping[str, str]:
    """Returns the settings as they were handed over."""
    return dict(_options)


@cache
def engine(name: str) -> Engine:
    """Returns the engine called `name`. Raises NotConfigured when there is none."""
    if name not in ENGINES:
        raise NotConfigured(f"There is no engine called “{name}”.")
    module_name, class_name = ENGINES[name].split(":")
    made: Engine = getattr(import_module(module_name), class_name)(_options)
    return made


def draws(name: str) -> bool:
    """Tells whether an engine makes pictures from words: some only change what is there."""
    return "generate" in engine(name).capabilities.operations


def ready_names() -> list[str]:
    """Returns the engines that can be used now, in the order of the list."""
    return [name for name in ENGINES if engine(name).is_ready()]


def warm_up() -> None:
    """Lets all engines in use learn beforehand what they will need: call it before forking."""
    for name in ready_names():
        engine(name).warm_up()


def default_name() -> str:
    """Returns the engine to use when nobody chose: the first one that was set up, else the built-in one."""
    return next((name for name in ready_names() if engine(name).needs_setup), DEFAULT_ENGINE)
