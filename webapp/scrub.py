"""Takes secrets out of text that is about to be logged: by their look, and by their known values."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol
from urllib.parse import unquote, urlsplit

HIDDEN = "***"
_MIN_SECRET_CHARS = 8
_SECRET_NAME = re.compile(r"(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS)$")
_VALUE = r"""(["']?\s*[:=]\s*)(?:b?"[^"]*"|b?'[^']*'|{unquoted})"""

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # scheme://user:password@host
    (re.compile(r"(\b[a-z][a-z0-9+.]{0,20}://[^\s/:@]*:)[^\s/@]+@", re.IGNORECASE), rf"\1{HIDDEN}@"),
    # headers, whose value is the rest of the line
    (
        re.compile(
            r"(?i)(?<![\w-])((?:proxy-)?authorization|(?:set-)?cookie|webhook-signature)"
            + _VALUE.format(unquoted=r"[^\r\n]+")
        ),
        rf"\1\2{HIDDEN}",
    ),
    # name=value and "name": "value", signed addresses among them
    (
        re.compile(
            r"(?i)(?<![\w-])(?=[\w-]*(?:(?:api|access)[-_]?key|token|secret|passw(?:or)?d|signature|credential))([\w-]++)"
            + _VALUE.format(unquoted=r"""[^\s&,;"'<>)}\]]+""")
        ),
        rf"\1\2{HIDDEN}",
    ),
    (
        re.compile(r"(?i)([?&](?:sig|se|sp|key|code|policy|expires|x-(?:amz|goog)-[\w-]+)=)[^&\s\"'<>]+"),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w+/=.~-]{8,}"), rf"\1 {HIDDEN}"),
    # keys of providers, by how they begin
    (re.compile(r"\b(?:sk|pk|r8|hf|ghp|whsec)[-_][\w+/=-]{12,}"), HIDDEN),
)


class Scrub(Protocol):
    """Returns the text without its secrets."""

    def __call__(self, text: str) -> str: ...


def scrubber(known: Iterable[str]) -> Scrub:
    """Returns a function that hides secrets by pattern, and these known values wherever they stand."""
    values = sorted({value for value in known if len(value) >= _MIN_SECRET_CHARS}, key=len, reverse=True)
    exact = re.compile("|".join(re.escape(value) for value in values)) if values else None

    def scrub(text: str) -> str:
        text = exact.sub(HIDDEN, text) if exact else text
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text

    return scrub


def known_secrets(environment: Mapping[str, str], urls: Iterable[str]) -> set[str]:
    """Returns the secrets an environment holds, by their names, and the passwords in `urls`."""
    named = {value for name, value in environment.items() if _SECRET_NAME.search(name.upper())}
    passwords = {password for url in urls if (password := urlsplit(url).password)}
    return named | passwords | {unquote(password) for password in passwords}
