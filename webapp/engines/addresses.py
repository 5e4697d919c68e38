"""Which addresses the studio may fetch from: it must never be led into its own network."""

import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from webapp.engines.errors import RefusedAddress, Unreachable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]

PORTS: Final[Mapping[str, int]] = {"https": 443, "http": 80}
MAX_URL_CHARS: Final = 4096
# Networks that lead to other, maybe private, addresses: NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380).
_TRANSLATED: Final = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "2002::/16", "2001::/32"))
_HOST: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_LOOKS_NUMERIC: Final = re.compile(r"(0x[0-9a-f]*|[0-9]+)")


@dataclass(frozen=True, slots=True)
class Target:
    """A place to fetch from, its parts already judged. `path` holds the query too."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == PORTS[self.scheme] else f"{name}:{self.port}"


def judge(
    url: str,
    *,
    allowed_hosts: Collection[str] | None,
    refused_hosts: Collection[str] = (),
    schemes: Collection[str] = ("https",),
    ports: Collection[int] = (443, 80),
) -> Target:
    """Returns what `url` names. Raises RefusedAddress for any part that is not plain and wanted.

    `allowed_hosts` lists the only hosts, their subdomains included; None allows every public one.
    """
    if len(url) > MAX_URL_CHARS or not url.isprintable() or any(char in url for char in " \\"):
        raise RefusedAddress
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise RefusedAddress from None
    if parts.scheme not in schemes or port not in ports or "@" in parts.netloc:
        raise RefusedAddress
    host = _plain_host(parts)
    if _is_listed(host, refused_hosts) or (allowed_hosts is not None and not _is_listed(host, allowed_hosts)):
        raise RefusedAddress
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, host, port, f"{parts.path or '/'}{query}")


def public_addresses(target: Target, resolve: Resolve, is_public: Callable[[Address], bool]) -> list[str]:
    """Returns all addresses of the target's host. Raises RefusedAddress when even one of them is not public."""
    addresses = [ipaddress.ip_address(text) for text in resolve(target.host, target.port)]
    if not addresses:
        raise Unreachable
    if not all(is_public(address) for address in addresses):
        raise RefusedAddress
    return [str(address) for address in addresses]


def is_public(address: Address) -> bool:
    """Tells whether anybody on the internet could reach the address, and nobody else."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    is_special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    is_translated = any(address.version == net.version and address in net for net in _TRANSLATED)
    return address.is_global and not is_special and not is_translated


def resolve_all(host: str, port: int) -> list[str]:
    """Returns every IPv4 and IPv6 address of `host`. Raises Unreachable when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _plain_host(parts: SplitResult) -> str:
    """Returns the host in lower case without a final dot: a name in ASCII, or an address written the usual way."""
    try:
        host = (parts.hostname or "").encode("idna").decode().lower().removesuffix(".")
    except UnicodeError:
        raise RefusedAddress from None
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        # 127.1, 0x7f.1 and 2130706433 are addresses to some resolvers and names to others.
        if not _HOST.fullmatch(host) or _LOOKS_NUMERIC.fullmatch(host.rpartition(".")[2]):
            raise RefusedAddress from None
    return host


def _is_listed(host: str, names: Collection[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)
