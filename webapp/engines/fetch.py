"""Fetches what lies at an address that somebody else named: a provider's output, or a link a person gave."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

import certifi
import urllib3
from PIL import Image

from webapp.engines.addresses import Address, Resolve, Target, is_public, judge, public_addresses, resolve_all
from webapp.engines.deadline import Deadline
from webapp.engines.errors import BadOutput, EngineError, OutputExpired, RefusedAddress, Unreachable
from webapp.engines.http import AGENT, MAX_BODY_BYTES
from webapp.engines.pictures import decode, sniff
from webapp.engines.transport import BROKEN, CONNECT_S, HTTPPool, HTTPSPool, counted

READ_S: Final = 10.0
TOTAL_S: Final = 60.0
MAX_REDIRECTS: Final = 3
FETCHES: Final = 3
_GONE: Final = (403, 404, 410)
_REDIRECTS: Final = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """The rules of fetching; `safe_fetch` and `fetch_picture` go by the defaults.

    https on its usual port, http where `schemes` say so; every address of the host must be public, and the connection
    goes to the one that was checked; at most three redirects, each judged anew; the whole takes at most 60 seconds.
    """

    schemes: tuple[str, ...] = ("https",)
    ports: tuple[int, ...] = (443, 80)
    resolve: Resolve = resolve_all
    is_public: Callable[[Address], bool] = is_public
    ca_file: str | None = None
    total_s: float = TOTAL_S
    pause_s: float = 0.5

    def fetch(
        self,
        url: str,
        allowed_hosts: Collection[str] | None,
        *,
        refused_hosts: Collection[str] = (),
        max_bytes: int = MAX_BODY_BYTES,
    ) -> bytes:
        """Returns the decoded body at `url`.

        `allowed_hosts` are the only ones to go to, with their subdomains; None for any public host. Raises
        RefusedAddress, OutputExpired (403, 404, 410), BadOutput (too large, odd) or Unreachable.
        """
        with Deadline(self.total_s) as deadline:
            for _ in range(MAX_REDIRECTS + 1):
                target = judge(
                    url,
                    allowed_hosts=allowed_hosts,
                    refused_hosts=refused_hosts,
                    schemes=self.schemes,
                    ports=self.ports,
                )
                found = self._visit(target, deadline, max_bytes)
                if isinstance(found, bytes):
                    return found
                url = urljoin(url, found)
        raise RefusedAddress("The address sends us from one place to the next without an end.")

    def fetch_picture(self, url: str, allowed_hosts: Collection[str] | None) -> tuple[Image.Image, bytes]:
        """Returns the picture at `url`, decoded, and its bytes; what arrives damaged is fetched up to three times."""
        for earlier_fetches in range(FETCHES):
            try:
                data = self.fetch(url, allowed_hosts)
                return decode(data), data
            except (RefusedAddress, OutputExpired):
                raise
            except (BadOutput, Unreachable):
                if earlier_fetches == FETCHES - 1:
                    raise
                time.sleep(self.pause_s)
        raise AssertionError("The last fetch returns or raises.")

    def _visit(self, target: Target, deadline: Deadline, max_bytes: int) -> bytes | str:
        """Returns the body at `target`, or the address that it redirects to."""
        for address in public_addresses(target, self.resolve, self.is_public):
            pool = self._pool(target, address)
            try:
                return _read(pool, target, deadline, max_bytes)
            except BROKEN:
                if deadline.was_sent or deadline.left_s() == 0:
                    break
            finally:
                pool.close()
        raise Unreachable

    def _pool(self, target: Target, address: str) -> urllib3.HTTPConnectionPool:
        """Returns a connection to the checked address that still speaks, and proves, the host's own name."""
        if target.scheme == "http":
            return HTTPPool(address, target.port)
        return HTTPSPool(
            address,
            target.port,
            cert_reqs="CERT_REQUIRED",
            ca_certs=self.ca_file or certifi.where(),
            server_hostname=target.host,
            assert_hostname=target.host,
        )


def _read(pool: urllib3.HTTPConnectionPool, target: Target, deadline: Deadline, max_bytes: int) -> bytes | str:
    answer = pool.urlopen(
        "GET",
        target.path,
        headers={"Host": target.host_header, "User-Agent": AGENT, "Accept-Encoding": "identity"},
        redirect=False,
        retries=False,
        assert_same_host=False,
        preload_content=False,
        timeout=urllib3.Timeout(connect=min(CONNECT_S, deadline.left_s() + 0.01), read=READ_S),
    )
    if answer.status in _REDIRECTS and answer.headers.get("Location"):
        return str(answer.headers["Location"])
    if answer.status != 200:
        raise _refusal(answer.status)
    return b"".join(counted(answer, max_bytes))


def _refusal(status: int) -> EngineError:
    if status in _GONE:
        return OutputExpired()
    return Unreachable() if status >= 500 or status == 429 else BadOutput()


def safe_fetch(
    url: str,
    allowed_hosts: Collection[str] | None,
    *,
    refused_hosts: Collection[str] = (),
    must_be_picture: bool = True,
) -> bytes:
    """Returns what lies at `url` by the rules of Fetcher. Raises BadOutput when it is no picture, and must be."""
    data = Fetcher().fetch(url, allowed_hosts, refused_hosts=refused_hosts)
    if must_be_picture and sniff(data) is None:
        raise BadOutput
    return data
