"""Progress, previews and outcomes from recorded messages, and from a server that is not at its best."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest

from tests.engines.contract import Told
from tests.engines.fake.comfyui import RECORDED, FakeComfy
from tests.engines.fake.provider import picture
from webapp.engines.comfyui import wait
from webapp.engines.comfyui.engine import ComfyUI
from webapp.engines.comfyui.story import Story
from webapp.engines.errors import EngineError, Stopped, Unreachable
from webapp.engines.pictures import sniff
from webapp.engines.types import EngineRequest

BOAT = EngineRequest("a red boat", width_px=512, height_px=512, seed=7)
CLASSES = {"1": "CheckpointLoaderSimple", "2": "KSampler", "3": "VAEDecode"}


def _event(kind: str, **data: Any) -> str:
    return json.dumps({"type": kind, "data": {"prompt_id": "ours", **data}})


def test_the_recorded_success_is_over_at_its_last_message() -> None:
    recorded = RECORDED["success"]
    story = Story(recorded["id"], {"2": "SaveImage", "3": "SaveImageWebsocket"})
    messages = [json.dumps(each) for each in recorded["messages"] if "type" in each]
    for message in messages[:-1]:
        story.take(message)
    assert not story.is_over
    story.take(messages[-1])
    assert story.is_over


def test_the_recorded_failure_is_over() -> None:
    recorded = RECORDED["runtime_error"]
    story = Story(recorded["id"], {})
    for each in recorded["messages"]:
        story.take(json.dumps(each))
    assert story.is_over


def test_steps_move_it_and_nothing_moves_it_back() -> None:
    story = Story("ours", CLASSES)
    seen = []
    for message in (
        _event("executing", node="1"),
        _event("progress", node="2", value=5, max=20),
        _event("progress", node="2", value=20, max=20),
        _event("progress", node="2", value=1, max=20),
        _event("executing", node="3"),
    ):
        story.take(message)
        seen.append((round(story.progress, 2), story.stage))
    assert seen == [
        (0.0, "Loading the model"),
        (0.26, "Step 5 of 20"),
        (0.9, "Step 20 of 20"),
        (0.9, "Step 1 of 20"),
        (0.95, "Developing"),
    ]


@pytest.mark.parametrize(
    "message",
    [
        "no JSON",
        "[]",
        "{}",
        '{"type": "progress", "data": null}',
        '{"type": "executing", "data": {"node": null, "prompt_id": "another"}}',
        '{"type": "progress", "data": {"value": 9, "max": 10, "prompt_id": "another"}}',
        '{"type": "progress", "data": {"value": "9", "max": [], "prompt_id": "ours"}}',
        '{"type": "progress", "data": {"value": 1, "max": 1, "prompt_id": "ours"}}',
        b"",
        b"\x00\x00\x00\x01",
        struct.pack(">II", 1, 2) + b"no picture",
        struct.pack(">II", 3, 2) + picture(),
    ],
)
def test_other_messages_change_nothing(message: str | bytes) -> None:
    story = Story("ours", CLASSES)
    story.take(message)
    assert (story.progress, story.is_over, story.pop_preview()) == (0.0, False, None)


def test_a_preview_is_shown_once_and_small() -> None:
    story = Story("ours", CLASSES)
    story.take(struct.pack(">II", 1, 1) + picture(900, 700, "JPEG"))
    preview = story.pop_preview()
    assert preview is not None
    assert sniff(preview()) == "WEBP"
    assert story.pop_preview() is None


def test_a_drawing_tells_its_stages_and_shows_a_preview(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.is_slow = True

    class UntilShown(Told):
        def __call__(self, *args: Any) -> None:
            super().__call__(*args)
            if self.previews:
                fake.let_go.set()

    told = UntilShown()
    engine.run(BOAT, told)
    assert told.stages[0] == "Starting"
    assert "Drawing" in told.stages
    assert [sniff(preview) for preview in told.previews] == ["WEBP"]


def test_without_a_websocket_the_history_is_enough(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.is_mute = True
    assert engine.run(BOAT, Told()).pictures


def test_a_websocket_that_breaks_off_is_no_error(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.is_slow = True

    class BreaksOff(Told):
        def __call__(self, *args: Any) -> None:
            super().__call__(*args)
            for outgoing in fake.sockets.values():
                outgoing.put(None)
            if len(self.stages) > 4:
                fake.let_go.set()

    assert engine.run(BOAT, BreaksOff()).pictures


def test_a_server_that_chooses_its_own_ids(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.takes_ids = False
    assert engine.run(BOAT, Told()).pictures


def test_the_place_in_its_line_is_told(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.ahead = 2
    told = Told(stops_at=4)
    with pytest.raises(Stopped):
        engine.run(BOAT, told)
    assert told.stages[-1] == "In ComfyUI's line · 3"


def test_who_stops_waiting_leaves_the_line(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.ahead = 2
    with pytest.raises(Stopped):
        engine.run(BOAT, Told(stops_at=3))
    assert fake.waiting == {}
    assert fake.interrupted == []


def test_a_drawing_that_is_stopped_is_interrupted(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.is_slow = True
    with pytest.raises(Stopped):
        engine.run(BOAT, Told(stops_at=3))
    assert fake.interrupted == fake.drawing
    assert len(fake.interrupted) == 1


def test_another_drawing_is_never_interrupted(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.ahead = 1
    fake.drawing.append("somebody-elses")
    with pytest.raises(Stopped):
        engine.run(BOAT, Told(stops_at=3))
    assert fake.interrupted == []


def test_a_prompt_that_vanished_is_said_to_be_lost(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.is_slow = True

    class Restarts(Told):
        def __call__(self, *args: Any) -> None:
            super().__call__(*args)
            fake.drawing.clear()

    fake.is_mute = True
    with pytest.raises(EngineError, match="lost this picture"):
        engine.run(BOAT, Restarts())


def test_a_server_may_be_away_for_a_moment(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.is_mute = True
    answer, asked = fake.app.view_functions["outcome"], []

    def away(prompt_id: str) -> Any:
        asked.append(prompt_id)
        return answer(prompt_id) if len(asked) > 3 else ("", 503)

    fake.app.view_functions["outcome"] = away
    assert engine.run(BOAT, Told()).pictures
    assert len(asked) == 4


def test_a_server_that_stays_away_is_unreachable(
    engine: ComfyUI, fake: FakeComfy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wait, "PATIENCE_S", 0.05)
    fake.is_mute = True
    fake.app.view_functions["outcome"] = lambda prompt_id: ("", 503)
    with pytest.raises(Unreachable, match="does not answer any more"):
        engine.run(BOAT, Told())


def test_nobody_waits_for_ever(engine: ComfyUI, fake: FakeComfy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wait, "LONGEST_S", 0.1)
    fake.is_slow = True
    with pytest.raises(EngineError, match="within an hour"):
        engine.run(BOAT, Told())
    assert fake.interrupted


def test_nobody_at_the_address(tmp_path: Path) -> None:
    engine = ComfyUI({"comfyui_url": "http://127.0.0.1:9", "comfyui_workflows_dir": str(tmp_path)})
    with pytest.raises(Unreachable, match="did not answer"):
        engine.run(BOAT, Told())
