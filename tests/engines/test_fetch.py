"""Fetching goes to the address that was checked, under the host's own name, and within its bounds."""

import datetime
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask, Response, request

from tests.engines.fake import faults
from tests.engines.fake.provider import picture
from tests.engines.fake.server import serve
from tests.engines.faulty import FaultyServer
from webapp.engines.addresses import is_public
from webapp.engines.errors import BadOutput, OutputExpired, RefusedAddress, Unreachable
from webapp.engines.fetch import Fetcher

HOST = "pictures.example"


class Names:
    """A resolver that remembers what it was asked, and answers the next address each time."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return [self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]]


@pytest.fixture
def names() -> Names:
    return Names("127.0.0.1")


@pytest.fixture
def fetcher(faulty: FaultyServer, names: Names) -> Fetcher:
    """Takes 127.0.0.1 for a public address, since the tests' servers live there."""
    return Fetcher(
        schemes=("http",),
        ports=(faulty.port,),
        resolve=names,
        is_public=lambda address: str(address) == "127.0.0.1" or is_public(address),
        total_s=1.0,
        pause_s=0.01,
    )


def url_of(faulty: FaultyServer, path: str = "/a.png", host: str = HOST) -> str:
    return f"http://{host}:{faulty.port}{path}"


def test_the_checked_address_is_used_under_its_own_name(fetcher: Fetcher, faulty: FaultyServer, names: Names) -> None:
    faulty.next(faults.body(picture()))
    image, data = fetcher.fetch_picture(url_of(faulty, "/a.png?sig=1"), {HOST})
    assert (image.size, data) == ((64, 64), picture())
    assert names.asked == [HOST]
    (call,) = faulty.calls
    assert (call["Host"], call["path"]) == (f"{HOST}:{faulty.port}", "/a.png?sig=1")


def test_nothing_of_ours_is_sent_along(fetcher: Fetcher, faulty: FaultyServer) -> None:
    faulty.next(faults.answers(302, None, Location="/b.png", Set_Cookie="a=1"), faults.body(picture()))
    fetcher.fetch(url_of(faulty), None)
    assert set(faulty.calls[1]) == {"Host", "User-Agent", "Accept-Encoding", "path"}


def test_a_name_that_changes_its_mind_is_judged_again(faulty: FaultyServer, fetcher: Fetcher, names: Names) -> None:
    names.addresses = ["127.0.0.1", "10.0.0.1"]
    faulty.next(faults.answers(302, None, Location="/b.png"), faults.body(picture()))
    with pytest.raises(RefusedAddress):
        fetcher.fetch(url_of(faulty), None)
    assert len(faulty.calls) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("place", ["http://10.0.0.1/", "http://other.example/", "file:///etc/passwd", "//[::1]/"])
def test_a_redirect_is_judged_like_the_first_address(
    fetcher: Fetcher, faulty: FaultyServer, status: int, place: str
) -> None:
    faulty.next(faults.answers(status, None, Location=place))
    with pytest.raises(RefusedAddress):
        fetcher.fetch(url_of(faulty), {HOST})
    assert len(faulty.calls) == 1


def test_three_redirects_are_followed_and_not_four(fetcher: Fetcher, faulty: FaultyServer) -> None:
    again = faults.answers(307, None, Location="/next")
    faulty.next(again, again, again, faults.body(picture()))
    assert fetcher.fetch(url_of(faulty), None) == picture()
    faulty.next(again, again, again, again)
    with pytest.raises(RefusedAddress):
        fetcher.fetch(url_of(faulty), None)


@pytest.mark.parametrize("status", [403, 404, 410])
def test_what_is_gone_has_expired(fetcher: Fetcher, faulty: FaultyServer, status: int) -> None:
    faulty.next(faults.answers(status))
    with pytest.raises(OutputExpired):
        fetcher.fetch_picture(url_of(faulty), None)
    assert len(faulty.calls) == 1


@pytest.mark.parametrize(
    "fault", [faults.truncated(picture(200, 200)), faults.html(200), faults.answers(503), faults.hang_up]
)
def test_what_arrives_damaged_is_fetched_again(fetcher: Fetcher, faulty: FaultyServer, fault: faults.Fault) -> None:
    faulty.next(fault, fault, faults.body(picture()))
    assert fetcher.fetch_picture(url_of(faulty), None)[0].size == (64, 64)
    faulty.next(fault, fault, fault)
    with pytest.raises((BadOutput, Unreachable)):
        fetcher.fetch_picture(url_of(faulty), None)
    assert len(faulty.calls) == 6


@pytest.mark.parametrize("fault", [faults.huge(), faults.gzip_bomb()])
def test_a_huge_body_is_refused(fetcher: Fetcher, faulty: FaultyServer, fault: faults.Fault) -> None:
    faulty.next(fault)
    with pytest.raises(BadOutput):
        fetcher.fetch(url_of(faulty), None, max_bytes=3_000_000)


@pytest.mark.parametrize("fault", [faults.drip(), faults.hang()])
def test_a_slow_body_ends_with_the_whole_time(fetcher: Fetcher, faulty: FaultyServer, fault: faults.Fault) -> None:
    faulty.next(fault)
    with pytest.raises(Unreachable):
        fetcher.fetch(url_of(faulty), None)


@pytest.fixture
def secure_server(tmp_path: Path) -> Iterator[tuple[int, str]]:
    """A server that proves to be `pictures.example`: its port and the file of who vouches for it."""
    certificate = make_certificate(tmp_path, HOST)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    app = Flask("secure")
    app.add_url_rule("/a.png", view_func=lambda: Response(picture(), headers={"X-Host": request.host}))
    with serve(app, context) as port:
        yield port, str(certificate)


def make_certificate(folder: Path, host: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(
            name, name, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(1)
        )
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    target = folder / "certificate.pem"
    target.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return target


def test_tls_must_prove_the_name_and_not_the_address(secure_server: tuple[int, str]) -> None:
    port, ca_file = secure_server
    fetcher = Fetcher(
        ports=(port,), resolve=Names("127.0.0.1"), is_public=lambda address: True, ca_file=ca_file, total_s=3
    )
    assert fetcher.fetch(f"https://{HOST}:{port}/a.png", {HOST}) == picture()
    with pytest.raises(Unreachable):
        fetcher.fetch(f"https://other.example:{port}/a.png", None)
