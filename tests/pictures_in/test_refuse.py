"""What is no picture, or too much of one, is refused in words; nothing of it is decoded."""

import io

import pytest

from tests.pictures_in.corpus import REFUSED
from webapp.pictures_in import decode
from webapp.pictures_in.counted import read_counted
from webapp.pictures_in.decode import clean
from webapp.pictures_in.refused import SENTENCES, Refused


@pytest.mark.parametrize("name", list(REFUSED))
def test_each_bad_file_has_its_answer(name: str) -> None:
    make, code = REFUSED[name]
    with pytest.raises(Refused) as caught:
        clean(make())
    assert caught.value.code == code
    assert str(caught.value) == SENTENCES[code]
    assert caught.value.status in (413, 415, 422)


def test_a_stream_is_counted_and_not_believed() -> None:
    endless = io.BytesIO(bytes(5000))
    with pytest.raises(Refused, match=r"larger than 0\.001 MB") as caught:
        read_counted(endless, 1000)
    assert caught.value.status == 413
    assert endless.tell() == 1001


def test_as_much_as_is_allowed_is_read() -> None:
    assert read_counted(io.BytesIO(bytes(1000)), 1000) == bytes(1000)


def child(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(decode, "COMMAND", (decode.sys.executable, "-c", script))


PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "too_slow"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("raise MemoryError", "too_heavy"),
        ("print('nonsense')", "damaged"),
        ("", "damaged"),
    ],
)
def test_a_decoder_that_dies_has_an_answer(monkeypatch: pytest.MonkeyPatch, script: str, code: str) -> None:
    child(monkeypatch, script)
    with pytest.raises(Refused) as caught:
        clean(PNG)
    assert caught.value.code == code


def test_a_decoder_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(decode, "TIMEOUT_S", 0.3)
    with pytest.raises(Refused) as caught:
        clean(PNG)
    assert caught.value.code == "too_slow"


def test_the_decoder_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "CANARY")
    child(monkeypatch, "import os, sys; sys.exit('memory' if 'SECRET_KEY' in os.environ else 'none')")
    with pytest.raises(Refused) as caught:
        clean(PNG)
    assert caught.value.code == "damaged"
