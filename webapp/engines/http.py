"""The one way engines speak HTTP: deadlines, counted bodies, few retries, refusals translated, keys kept secret.

Pictures that lie at an address the provider names are fetched by fetch.py instead.
"""

import json
import os
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

import requests

from webapp.engines.deadline import Deadline
from webapp.engines.errors import BadOutput, EngineError, LostContact, NotConfigured, Unreachable, Unsupported
from webapp.engines.problems import Problem, error_for, read_problem
from webapp.engines.transport import BROKEN, counted, new_session, send

TOTAL_S: Final = 30.0
MAX_BODY_BYTES: Final = 64 * 1024 * 1024
MAX_ERROR_BYTES: Final = 256 * 1024
AGENT: Final = "Atelier/1"

Translate = Callable[[Problem], EngineError | None]


def segment(value: str) -> str:
    """Returns `value` as one part of a path: no slash, space or odd character in it counts."""
    return quote(value, safe="")


def _secrets_of(auth: tuple[str, str] | None) -> tuple[str, ...]:
    """Returns the password, and the form in which it travels with the name."""
    return () if auth is None else (auth[1], b64encode(":".join(auth).encode()).decode())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider answered. Header names are found in any case; the body is decoded and counted."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """Returns the body's data. Raises BadOutput when it is not JSON."""
        with suppress(ValueError, RecursionError):
            return json.loads(self.body)
        raise BadOutput("The engine's answer could not be read.")


class Client:
    """Speaks to one provider at `base_url`. Every method raises an EngineError for whatever goes wrong.

    `headers` and `auth` (a name and a password) go with every call; `secrets` are never repeated in an error.
    `translate` may turn a refusal into an error of its own choice before the common ladder does.
    `max_request_bytes` bounds what is sent. Proxies from the environment, cookies and redirects are ignored.
    """

    retry_pause_s = 0.3

    def __init__(
        self,
        base_url: str,
        label: str,
        *,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        secrets: tuple[str, ...] = (),
        translate: Translate | None = None,
        max_request_bytes: int | None = None,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.label = label
        self._headers = {"User-Agent": AGENT, **(headers or {})}
        self._auth = auth
        self._secrets = tuple(secret for secret in (*secrets, *_secrets_of(auth)) if secret)
        self._translate = translate
        self._max_request_bytes = max_request_bytes
        self._shared: tuple[int, requests.Session] | None = None

    def __repr__(self) -> str:
        return f"<Client of {self.label}>"

    def get(self, path: str, **call: Any) -> Answer:
        """Reads `path`; takes what `call` takes."""
        return self.call("GET", path, **call)

    def post(self, path: str, **call: Any) -> Answer:
        """Sends to `path`; takes what `call` takes. Say `may_charge=True` where the call makes a paid picture."""
        return self.call("POST", path, **call)

    def call(self, method: str, path: str, **call: Any) -> Answer:
        """Makes a call and returns its whole answer. Raises an EngineError unless the status is 2xx or in `expect`.

        `path` begins with a slash; put what is not yours through `segment`. Takes `json`, `data`, `files`, `params`
        and `headers` as requests does, and `total_s` (for the whole call, 30), `may_charge`, `expect`, `max_bytes` of
        the decoded body (64 MB). Tried three times while nothing was sent, and never again after that: then a call
        that is cut off is LostContact where it may have charged, else Unreachable.
        """
        with self.open(method, path, **call) as (response, chunks):
            return Answer(response.status_code, response.headers, b"".join(chunks))

    def lines(self, method: str, path: str, **call: Any) -> Iterator[str]:
        """Makes a call and yields its answer line by line as it arrives, as server-sent events want it."""
        with self.open(method, path, **call) as (_, chunks):
            rest = b""
            for chunk in chunks:
                *whole, rest = (rest + chunk).split(b"\n")
                yield from (line.rstrip(b"\r").decode(errors="replace") for line in whole)
            if rest:
                yield rest.decode(errors="replace")

    @contextmanager
    def open(
        self,
        method: str,
        path: str,
        *,
        total_s: float = TOTAL_S,
        may_charge: bool = False,
        expect: tuple[int, ...] = (),
        max_bytes: int = MAX_BODY_BYTES,
        **sent: Any,
    ) -> Iterator[tuple[requests.Response, Iterator[bytes]]]:
        """Makes a call and hands out its response with the counted chunks of its body. See `call`."""
        prepared = self._prepare(method, path, sent)
        session = new_session() if may_charge else self._session()
        failure: EngineError | None = None
        with Deadline(total_s) as deadline:
            try:
                with send(session, prepared, deadline, self.retry_pause_s) as response:
                    if 200 <= response.status_code < 300 or response.status_code in expect:
                        yield response, counted(response.raw, max_bytes)
                    else:
                        failure = self._refusal(response, may_charge=may_charge)
            except BROKEN:
                failure = self._cut_off(deadline, may_charge=may_charge)
            finally:
                if may_charge:
                    session.close()
        # Raised out here, the error carries no trace of the request and its headers.
        if failure is not None:
            raise failure

    def _prepare(self, method: str, path: str, sent: dict[str, Any]) -> requests.PreparedRequest:
        if not path.startswith("/") or any(char.isspace() for char in path):
            raise ValueError("A path begins with a slash and has no spaces.")
        headers = {**self._headers, **(sent.pop("headers", None) or {})}
        made = requests.Request(method, f"{self.base_url}{path}", headers=headers, auth=self._auth, **sent)
        prepared = None
        with suppress(requests.RequestException, UnicodeError):
            prepared = made.prepare()
        if prepared is None:
            raise NotConfigured(f"{self.label} has an address or a key that makes no sense. Ask your admin.")
        if self._max_request_bytes is not None and len(prepared.body or b"") > self._max_request_bytes:
            limit_mb = self._max_request_bytes / 1024 / 1024
            raise Unsupported(f"{self.label} takes at most {limit_mb:g} MB in all. Use a smaller picture.")
        return prepared

    def _session(self) -> requests.Session:
        """Returns the session that reads share, one per process: a forked worker must not share its sockets.

        Calls that may charge get a session of their own, since a kept connection may have gone stale.
        """
        if self._shared is None or self._shared[0] != os.getpid():
            self._shared = (os.getpid(), new_session())
        return self._shared[1]

    def _refusal(self, response: requests.Response, *, may_charge: bool) -> EngineError:
        body = b""
        with suppress(*BROKEN, BadOutput):
            body = b"".join(counted(response.raw, MAX_ERROR_BYTES))
        problem = read_problem(response.status_code, response.headers, body, self._secrets)
        own = self._translate(problem) if self._translate else None
        return own or error_for(problem, self.label, may_charge=may_charge)

    def _cut_off(self, deadline: Deadline, *, may_charge: bool) -> EngineError:
        if deadline.was_sent and may_charge:
            return LostContact()
        return Unreachable(f"{self.label} did not answer. Nothing was charged.")
