"""It becomes larger part by part, without seams, and where the package is not whole that is said in words."""

import io
import sys

import numpy as np
import pytest
from PIL import Image

from tests.engines.contract import Told
from tests.engines.fake.provider import picture
from tests.engines.realesrgan.fake import Realesrgan
from webapp.engines.check import check
from webapp.engines.errors import NotConfigured, Stopped, Unsupported
from webapp.engines.pictures import decode
from webapp.engines.realesrgan import engine as engine_module
from webapp.engines.realesrgan.engine import PACKAGE, RealESRGAN
from webapp.engines.types import EngineRequest


def wish(data: bytes, scale: float, operation: str = "upscale_fast") -> EngineRequest:
    return EngineRequest("", operation=operation, source=data, params={"scale": scale})


@pytest.mark.parametrize(("scale", "network"), [(1.25, 0), (2.0, 0), (2.5, 1), (4.0, 2)])
def test_it_is_as_large_as_was_asked(engine: RealESRGAN, scale: float, network: int) -> None:
    made = engine.run(wish(picture(121, 80), scale), Told()).pictures[0].image
    assert made.size == (round(121 * scale), round(80 * scale))
    assert Realesrgan.made == [{"gpuid": -1, "tta_mode": False, "model": network}]


def test_true_is_careful_and_takes_smaller_parts(engine: RealESRGAN) -> None:
    for operation in ("upscale_fast", "upscale_conservative"):
        engine.run(wish(picture(300, 300), 2.0, operation), Told())
    assert [made["tta_mode"] for made in Realesrgan.made] == [False, True]
    assert max(Realesrgan.parts[:4]) > max(Realesrgan.parts[4:])


def test_parts_meet_without_a_seam(engine: RealESRGAN) -> None:
    source = picture(431, 233)
    made = engine.run(wish(source, 2.0), Told()).pictures[0].image
    whole = decode(source).resize((862, 466), Image.Resampling.NEAREST)
    assert len(Realesrgan.parts) == 6
    assert np.array_equal(np.asarray(made), np.asarray(whole))


def test_what_is_transparent_stays_so(engine: RealESRGAN) -> None:
    target = io.BytesIO()
    Image.new("RGBA", (40, 30), (200, 0, 0, 0)).save(target, "PNG")
    made = engine.run(wish(target.getvalue(), 3.0), Told()).pictures[0].image
    assert made.mode == "RGBA"
    assert made.getchannel("A").getextrema() == (0, 0)


def test_it_stops_between_two_parts(engine: RealESRGAN) -> None:
    with pytest.raises(Stopped):
        engine.run(wish(picture(431, 233), 2.0), Told(stops_at=3))
    assert len(Realesrgan.parts) == 3


def test_more_than_can_be_kept_is_refused_first(engine: RealESRGAN) -> None:
    with pytest.raises(Unsupported, match="makes pictures of up to 40 megapixels; this would be 64"):
        check(engine, wish(picture(2000, 2000), 4.0))


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "PACKAGE", "no_such_package")
    assert "make enlarger" in str(RealESRGAN().missing())


def test_without_a_library_it_names_it(engine: RealESRGAN, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "LIBRARIES", {"libnosuch.so.1": "libnosuch1"})
    assert "apt-get install libnosuch1," in str(engine.missing())


def test_a_package_that_cannot_be_loaded_is_the_admins_matter(
    engine: RealESRGAN, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, PACKAGE, None)
    with pytest.raises(NotConfigured, match="could not be loaded"):
        engine.run(wish(picture(), 2.0), Told())
