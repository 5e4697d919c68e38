"""No address leads into the studio's own network, however it is written and whatever a name stands for."""

import pytest

from webapp.engines.addresses import judge
from webapp.engines.errors import RefusedAddress, Unreachable
from webapp.engines.fetch import Fetcher, safe_fetch

PUBLIC = "93.184.215.14"
PRIVATE_HOSTS = [
    "127.0.0.1",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:10.0.0.1]",
    "[::127.0.0.1]",
    "169.254.169.254",
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "100.64.0.1",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fe80::1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
]
ODD_HOSTS = [
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "017700000001",
    "0177.0.0.1",
    "127.1",
    "127.0.0.1.",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "",
    "a..b",
    "-a.example",
    "a_b$.example",
    "%31%32%37.0.0.1",
    "user@127.0.0.1",
    "user:pass@pictures.example",
    "[fe80::1%25eth0]",
    "pictures.example\\@127.0.0.1",
    "pictures.example:6379",
    "pictures.example:22",
    "pictures.example:port",
]
NAMES_OF_OURS = ["localhost", "localhost.", "metadata.google.internal", "redis", "postgres", "LOCALHOST"]
OTHER_SCHEMES = [
    "file:///etc/passwd",
    "gopher://h/",
    "ftp://h/",
    "data:image/png;base64,AA",
    "dict://h/",
    "/data/media/a",
]


def resolving(*addresses: str) -> Fetcher:
    """A fetcher for which every name stands for these addresses."""
    return Fetcher(resolve=lambda host, port: [host] if host[0].isdigit() or ":" in host else list(addresses))


@pytest.mark.parametrize("host", [*PRIVATE_HOSTS, *ODD_HOSTS])
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_an_address_of_ours_is_refused(scheme: str, host: str) -> None:
    fetcher = Fetcher(schemes=("https", "http"), resolve=resolving(PUBLIC).resolve)
    with pytest.raises(RefusedAddress):
        fetcher.fetch(f"{scheme}://{host}/a.png", None)


@pytest.mark.parametrize("name", NAMES_OF_OURS)
def test_a_name_that_stands_for_a_private_address_is_refused(name: str) -> None:
    for address in ("127.0.0.1", "10.1.2.3", "::1", "fd00::1", "169.254.169.254"):
        with pytest.raises(RefusedAddress):
            resolving(address).fetch(f"https://{name}/", None)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(RefusedAddress):
        resolving(PUBLIC, "10.0.0.1").fetch("https://pictures.example/a.png", None)


def test_real_names_of_this_machine_are_refused() -> None:
    with pytest.raises(RefusedAddress):
        safe_fetch("https://localhost/a.png", None)


def test_a_name_without_an_address_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        safe_fetch("https://no-such-host.invalid/a.png", None)


@pytest.mark.parametrize("url", OTHER_SCHEMES)
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(RefusedAddress):
        resolving(PUBLIC).fetch(url, None)


def test_plain_http_is_refused_unless_asked_for() -> None:
    with pytest.raises(RefusedAddress):
        judge("http://pictures.example/a", allowed_hosts=None)
    assert judge("http://pictures.example/a", allowed_hosts=None, schemes=("http",)).port == 80


@pytest.mark.parametrize("path", ["/a\r\nHost: b", "/a b", "/a\tb", "/a\x00", "/" + "a" * 5000])
def test_odd_paths_are_refused(path: str) -> None:
    with pytest.raises(RefusedAddress):
        judge(f"https://pictures.example{path}", allowed_hosts=None)


@pytest.mark.parametrize(
    ("host", "is_fine"),
    [
        ("replicate.delivery", True),
        ("pbxt.replicate.delivery", True),
        ("REPLICATE.delivery.", True),
        ("evilreplicate.delivery", False),
        ("replicate.delivery.evil.example", False),
        ("evil.example#@replicate.delivery", False),
        ("evil.example?.replicate.delivery", False),
    ],
)
def test_only_listed_hosts_and_their_subdomains_pass(host: str, is_fine: bool) -> None:
    if is_fine:
        assert judge(f"https://{host}/a", allowed_hosts={"replicate.delivery"}).host.endswith("replicate.delivery")
        return
    with pytest.raises(RefusedAddress):
        judge(f"https://{host}/a", allowed_hosts={"replicate.delivery"})


def test_our_own_public_name_is_refused() -> None:
    with pytest.raises(RefusedAddress):
        resolving(PUBLIC).fetch("https://studio.example/files/1", None, refused_hosts=("studio.example",))


def test_what_is_fetched_keeps_its_path_and_query() -> None:
    target = judge("https://pictures.example/a/b.png?sig=x%2Fy#part", allowed_hosts=None)
    assert (target.path, target.host_header) == ("/a/b.png?sig=x%2Fy", "pictures.example")
