"""What Sketchbook's edits cost at 1024 x 1024, and how near to the truth they come."""

import io
import multiprocessing
import statistics
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tests.bench.measure import Report
from tests.engines.builtin import textures
from tests.likeness import Where, psnr_db, ssim
from webapp.engines.builtin.edits import EDITS
from webapp.engines.builtin.engine import Sketchbook
from webapp.engines.types import EngineRequest

SIDE_PX = 1024
LARGEST_PX = 2048
SCENES = ("a lighthouse on a cliff at dusk", "a city street at night", "a forest in autumn", "flowers in a vase")
# What an edit needs beyond its picture.
ASKED = {"outpaint": {"right": 256, "left": 256}, "search_recolor": {"select_prompt": "blue"}}

CORNERS = ((96, 120), (150, 130), (180, 40))
PATTERNS = (textures.bricks, textures.fabric, textures.tiles, textures.wood)
THING_PX = 64


def measure(report: Report) -> None:
    """Adds processor time and memory of each edit, in a process of its own, and the likeness to known truths."""
    report.say("drawing what is edited")
    source = png(drawn(SCENES[0], SIDE_PX))
    for name, edit in EDITS.items():
        spent_s, grown_mb = apart(name, source, 4.0)
        goal = "" if name.startswith("upscale") else "4 s, 500 MB"
        report.add(f"{edit.operation.label}, {SIDE_PX} x {SIDE_PX}", f"{spent_s:.1f} s, {grown_mb:.0f} MB", goal)
    large = png(drawn(SCENES[2], LARGEST_PX))
    for name in (each for each in EDITS if each.startswith("upscale")):
        spent_s, grown_mb = apart(name, large, 4.0)
        report.add(f"{EDITS[name].operation.label}, to 8,192 px", f"{spent_s:.1f} s, {grown_mb:.0f} MB", "400 MB")
    truths = [drawn(scene, 512) for scene in SCENES]
    enlarging(report, truths)
    erasing(report, "scenes", truths)
    erasing(report, "patterns", [Image.fromarray(pattern()) for pattern in PATTERNS])


def enlarging(report: Report, truths: list[Image.Image]) -> None:
    """Adds how near shrunk pictures come to what they were, by Lanczos and by the true way."""
    for factor in (2, 4):
        small = [truth.resize((512 // factor, 512 // factor), Image.Resampling.BOX) for truth in truths]
        lines = []
        for name in ("upscale_fast", "upscale_conservative"):
            made = [edited(asking(name, png(each), factor)) for each in small]
            lines.append(near(made, truths))
        report.add(f"{factor}x, Lanczos against true to the original", " against ".join(lines))


def erasing(report: Report, what: str, truths: list[Image.Image]) -> None:
    """Adds how near a picture comes to the truth where something was pasted over it and erased."""
    ours, plain, wanted, holes = [], [], [], []
    for truth, corner in ((truth, corner) for truth in truths for corner in CORNERS):
        mask = Image.new("L", truth.size)
        ImageDraw.Draw(mask).ellipse((*corner, corner[0] + THING_PX, corner[1] + THING_PX), fill=255)
        spoiled = truth.copy()
        spoiled.paste((255, 0, 255), mask=mask)
        ours.append(edited(asking("erase", png(spoiled), 1, png(mask))))
        plain.append(Image.fromarray(cv2.inpaint(np.asarray(spoiled), np.asarray(mask), 5, cv2.INPAINT_TELEA)))
        wanted.append(truth)
        holes.append(np.asarray(mask) > 0)
    report.add(
        f"erased from {what}, inside the mask: Telea against ours",
        f"{near(plain, wanted, holes)} against {near(ours, wanted, holes)}",
    )


def near(made: list[Image.Image], truths: list[Image.Image], holes: list[Where] | None = None) -> str:
    """Gives the mean PSNR and SSIM of several pictures in words."""
    triples = list(zip(made, truths, holes or [None] * len(made), strict=True))
    decibels, likeness = (statistics.mean(how(*each) for each in triples) for how in (psnr_db, ssim))
    return f"{decibels:.2f} dB and {likeness:.3f}"


def apart(name: str, source: bytes, scale: float) -> tuple[float, float]:
    """Returns the processor seconds and the megabytes an edit takes, in a fresh process that has drawn before."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(spent, (name, source, scale))


def spent(name: str, source: bytes, scale: float) -> tuple[float, float]:
    request = asking(name, source, scale, png(middle(source)))
    drawn(SCENES[0], 64)
    Path("/proc/self/clear_refs").write_text("5")
    before_mb, began = highest_mb(), time.process_time()
    edited(request)
    return time.process_time() - began, highest_mb() - before_mb


def highest_mb() -> float:
    """Gives the most memory this process has held since it was last reset (proc(5), VmHWM)."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def asking(name: str, source: bytes, scale: float, mask: bytes | None = None) -> EngineRequest:
    operation = EDITS[name].operation
    known = {parameter.name for parameter in operation.parameters}
    asked = {"scale": scale} if "scale" in known else dict(ASKED.get(name, {}))
    return EngineRequest(
        prompt="" if operation.prompt == "none" else "a red sailing boat",
        operation=name,
        source=source,
        mask=mask if operation.mask == "required" else None,
        params=asked,
        seed=3,
    )


def edited(request: EngineRequest) -> Image.Image:
    (made,) = Sketchbook().run(request, lambda *_: None).pictures
    return made.image


def drawn(prompt: str, side_px: int) -> Image.Image:
    return edited(EngineRequest(prompt=prompt, width_px=side_px, height_px=side_px, seed=3))


def middle(source: bytes) -> Image.Image:
    """Returns a mask over the middle of a picture."""
    with Image.open(io.BytesIO(source)) as opened:
        mask = Image.new("L", opened.size)
    width, height = mask.size
    ImageDraw.Draw(mask).ellipse((width // 3, height // 3, width * 2 // 3, height * 2 // 3), fill=255)
    return mask


def png(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()
