"""The list of engines by name, each imported when it is first asked for."""

from functools import cache
from importlib import import_module

from webapp.engines.base import Engine
from webapp.engines.errors import NotConfigured

ENGINES: dict[str, str] = {
    "builtin": "webapp.engines.builtin.engine:Sketchbook",
}
DEFAULT_ENGINE = "builtin"


@cache
def engine(name: str) -> Engine:
    """Returns the engine called `name`. Raises NotConfigured when there is none."""
    if name not in ENGINES:
        raise NotConfigured(f"There is no engine called “{name}”.")
    module_name, class_name = ENGINES[name].split(":")
    made: Engine = getattr(import_module(module_name), class_name)()
    return made
