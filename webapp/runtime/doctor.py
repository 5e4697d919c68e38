"""`flask --app wsgi doctor`: what is configured, reachable and missing, in plain words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import current_app

from webapp.config import Settings
from webapp.runtime import checks


@dataclass(frozen=True)
class Finding:
    """What a check found. `is_broken` means that the studio cannot work like this."""

    topic: str
    sentence: str
    is_broken: bool = False


CHECKS: tuple[tuple[str, Callable[[Settings], Iterator[checks.Remark]]], ...] = (
    ("Address", checks.address),
    ("Data", checks.data_dir),
    ("Database", checks.database),
    ("Queue", checks.queue),
    ("Pictures", checks.pictures),
    ("Browser files", checks.browser_files),
    ("Engines", checks.engines),
    ("Meaning", checks.meaning),
    ("Letters", checks.letters),
)


def examine() -> list[Finding]:
    """Runs every check; one that fails outright is a finding too."""
    settings: Settings = current_app.extensions["settings"]
    return [finding for topic, check in CHECKS for finding in _findings(topic, check, settings)]


def _findings(topic: str, check: Callable[[Settings], Iterator[checks.Remark]], settings: Settings) -> list[Finding]:
    try:
        return [Finding(topic, remark.sentence, remark.is_broken) for remark in check(settings)]
    except Exception as error:  # noqa: BLE001 - whatever is wrong here, the other checks still help
        return [Finding(topic, f"This could not be checked ({type(error).__name__}).", is_broken=True)]


def report(findings: list[Finding]) -> str:
    """Returns the findings as lines of text, and a last line that sums them up."""
    rows = [f"{'BROKEN' if each.is_broken else 'fine':<7} {each.topic:<14} {each.sentence}" for each in findings]
    count = sum(finding.is_broken for finding in findings)
    end = f"{count} to mend." if count else "The studio has all it needs."
    return "\n".join([*rows, "", end])
