"""What the apps of one test process share: Werkzeug writes and compiles two functions a route, again for each app."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


def shared_builders() -> Callable[[Rule, bool], Builder]:
    """Returns what stands in for Rule._compile_builder, and compiles the same route once.

    A builder reads the rule's converters when it is called, so that one serves every app; only the default
    values of a rule are written into it, so that rules with defaults are left to Werkzeug.
    """
    compile_builder: Callable[[Rule, bool], Builder] = Rule._compile_builder
    made: dict[Any, Builder] = {}

    def shared(rule: Rule, append_unknown: bool = True) -> Builder:
        if rule.defaults:
            return compile_builder(rule, append_unknown)
        key = (rule.rule, tuple(rule._trace), append_unknown)
        if key not in made:
            made[key] = compile_builder(rule, append_unknown)
        return made[key]

    return shared
