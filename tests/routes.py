"""What the apps of one test process share: Werkzeug reads and compiles each route, again for each app."""

from copy import copy
from operator import attrgetter
from typing import Any

from werkzeug.routing import Map, Rule, RuleFactory

# All that an app can say of a route, but for its methods and defaults.
_told = attrgetter(
    *("rule", "endpoint", "subdomain", "host", "build_only", "alias", "websocket", "redirect_to"),
    *("strict_slashes", "merge_slashes", "provide_automatic_options"),
)


class SharedMap(Map):
    """The routes of one app, compiled when it is first asked: apps with the same routes share what that gives.

    Stands in for Flask.url_map_class. An app that gains a route leaves what it shared, so that none sees it but this.
    """

    made: dict[tuple[Any, ...], Map] = {}

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.mine: list[Rule] = []

    def add(self, rulefactory: RuleFactory) -> None:
        self.mine.extend(rulefactory.get_rules(self))
        self._remap = True

    def update(self) -> None:
        if not self._remap:
            return
        key = (self.host_matching, *(_key(rule) for rule in self.mine))
        if key not in self.made:
            self.made[key] = self._compiled()
        self._matcher, self._rules_by_endpoint = self.made[key]._matcher, self.made[key]._rules_by_endpoint
        self._remap = False

    def _compiled(self) -> Map:
        made = Map(host_matching=self.host_matching)
        for rule in self.mine:
            made.add(copy(rule))
        made.update()
        return made


def _key(rule: Rule) -> tuple[Any, ...]:
    return (*_told(rule), frozenset(rule.methods or ()), tuple((rule.defaults or {}).items()))
