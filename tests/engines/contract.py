"""What every engine keeps to. Inherit EngineContract (and RemoteContract for a provider) as `Test…` in its tests."""

import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.engines.fake import faults
from tests.engines.fake.provider import FakeProvider, picture
from webapp.engines.base import Engine
from webapp.engines.check import check
from webapp.engines.errors import (
    EngineError,
    LostContact,
    Moderated,
    NotConfigured,
    OutOfCredit,
    RateLimited,
    Rejected,
    Stopped,
    Unsupported,
)
from webapp.engines.types import EngineRequest, EngineResult, Operation, Parameter


class Told:
    """A report that remembers, and stops when told to."""

    def __init__(self, stops_at: int | None = None) -> None:
        self.progress: list[float] = []
        self.stages: list[str] = []
        self.previews: list[bytes] = []
        self.stops_at = stops_at

    def __call__(self, progress: float, stage: str, preview: Callable[[], bytes] | None = None) -> None:
        if self.stops_at is not None and len(self.progress) >= self.stops_at:
            raise Stopped
        self.progress.append(progress)
        self.stages.append(stage)
        if preview is not None:
            self.previews.append(preview())


def value_for(parameter: Parameter) -> Any:
    """Returns a value that a parameter accepts."""
    if parameter.default is not None:
        return parameter.default
    by_kind = {
        "integer": int(parameter.minimum or 1),
        "number": parameter.minimum or 0.5,
        "text": "a red door",
        "choice": parameter.choices[0] if parameter.choices else "",
        "switch": True,
    }
    return by_kind[parameter.kind]


def end_of(parameter: Parameter, end: int) -> Any:
    """Returns the least or the most that a parameter takes, None where it has no ends."""
    if parameter.kind == "choice":
        return parameter.choices[-end]
    if parameter.kind == "switch":
        return bool(end)
    if parameter.kind == "text":
        return "é" * (parameter.max_chars or 1) if end else "a"
    return parameter.maximum if end else parameter.minimum


def request_for(operation: Operation, base: EngineRequest) -> EngineRequest:
    """Returns a request for `operation` with everything it can take."""
    texts = [each for each in operation.parameters if each.kind != "picture"]
    pictures = [each for each in operation.parameters if each.kind == "picture"]
    return replace(
        base,
        operation=operation.name,
        prompt="" if operation.prompt == "none" else base.prompt,
        source=picture(512, 512, "WEBP") if operation.source is not None else None,
        mask=picture(512, 512, "PNG", "L") if operation.mask != "none" else None,
        params={each.name: value_for(each) for each in texts},
        pictures={each.name: picture(256, 256) for each in pictures},
    )


class EngineContract:
    """Give a fixture `engine` (ready to draw). Override `base`, `completed` and `extras` where an engine differs."""

    #: Further params by operation, where the defaults alone are not enough.
    extras: dict[str, dict[str, Any]] = {}
    #: What makes the base request one that the engine cannot do.
    refused: tuple[dict[str, Any], ...] = (
        {"operation": "paint_the_fence"},
        {"num_outputs": 99},
        {"width_px": 9},
        {"params": {"odd": 1}},
    )

    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError

    @pytest.fixture
    def base(self) -> EngineRequest:
        return EngineRequest("a red boat on a calm lake", width_px=512, height_px=512, seed=7)

    def completed(self, request: EngineRequest) -> EngineRequest:
        extra = self.extras.get(request.operation, {})
        return replace(request, params={**request.params, **extra})

    def test_it_says_who_it_is(self, engine: Engine) -> None:
        assert engine.name.isidentifier()
        assert engine.label
        assert engine.about.endswith(".")

    def test_it_is_ready(self, engine: Engine) -> None:
        assert engine.missing() is None
        assert engine.is_ready()

    def test_what_it_can_do_makes_sense(self, engine: Engine, base: EngineRequest) -> None:
        can = engine.capabilities
        assert base.operation in can.operations
        assert can.max_outputs_per_call >= 1
        assert len({model.name for model in can.models}) == len(can.models)
        for name, operation in can.operations.items():
            assert name == operation.name
            assert can.credits_for(name) >= 0
            assert bool(can.credits_for(name)) <= can.is_paid
            names = [parameter.name for parameter in can.parameters_for(name)]
            assert len(set(names)) == len(names)
        for model in can.models:
            assert model.operations <= set(can.operations)

    def test_each_default_is_in_its_range(self, engine: Engine) -> None:
        for operation in engine.capabilities.operations.values():
            for parameter in operation.parameters:
                if isinstance(parameter.default, int | float):
                    assert (parameter.minimum or 0) <= parameter.default <= (parameter.maximum or parameter.default)
                if parameter.kind == "choice":
                    assert parameter.choices

    def test_every_operation_draws(self, engine: Engine, base: EngineRequest) -> None:
        for operation in engine.capabilities.operations.values():
            request = self.completed(request_for(operation, base))
            check(engine, request)
            result = engine.run(request, Told())
            assert isinstance(result, EngineResult)
            assert len(result.pictures) == 1
            assert result.pictures[0].image.mode in ("RGB", "RGBA")
            result.pictures[0].image.load()

    def test_every_model_draws(self, engine: Engine, base: EngineRequest) -> None:
        for model in engine.capabilities.models:
            if base.operation not in (model.operations or {base.operation}):
                continue
            request = replace(base, model=model.name)
            check(engine, request)
            assert engine.run(request, Told()).pictures

    def test_it_tells_how_far_it_is(self, engine: Engine, base: EngineRequest) -> None:
        told = Told()
        engine.run(base, told)
        assert told.progress
        assert all(0 <= progress <= 1 for progress in told.progress)
        assert told.progress == sorted(told.progress)
        assert all(told.stages)

    def test_it_stops_when_told_to(self, engine: Engine, base: EngineRequest) -> None:
        with pytest.raises(Stopped):
            engine.run(base, Told(stops_at=0))

    def test_it_refuses_what_it_cannot_do(self, engine: Engine, base: EngineRequest) -> None:
        for wrong in self.refused:
            with pytest.raises(Unsupported, match=engine.label):
                check(engine, replace(base, **wrong))

    def test_the_price_grows_with_the_pictures(self, engine: Engine, base: EngineRequest) -> None:
        one, three = engine.price(base), engine.price(replace(base, num_outputs=3))
        assert three == pytest.approx(3 * one)


class RemoteContract(EngineContract):
    """For engines that speak to a provider: give a fixture `fake` (running) and one `unready` (without settings).

    `create` is the base request that makes a call; `moderated` are faults that mean "held back".
    """

    moderated: tuple[faults.Fault, ...] = (
        faults.answers(403, {"name": "content_moderation", "errors": ["flagged"]}),
        faults.answers(400, {"error": {"code": "content_policy_violation", "message": "no"}}),
    )
    is_paid = True

    @pytest.fixture
    def fake(self) -> FakeProvider:
        raise NotImplementedError

    @pytest.fixture
    def unready(self) -> Engine:
        raise NotImplementedError

    @pytest.fixture(autouse=True)
    def _keeps_to_its_providers_contract(self, fake: FakeProvider) -> Any:
        yield
        assert fake.complaints == []

    @pytest.mark.parametrize("end", [0, 1])
    def test_every_field_may_be_at_its_ends(self, engine: Engine, base: EngineRequest, end: int) -> None:
        can = engine.capabilities
        for operation in can.operations.values():
            request = request_for(operation, base)
            at_end = {each.name: end_of(each, end) for each in operation.parameters if each.name in request.params}
            steps, guidance = can.steps_for(operation.name), can.guidance_for(operation.name)
            request = replace(
                request,
                params={name: request.params[name] if value is None else value for name, value in at_end.items()},
                steps=steps[end] if steps else None,
                guidance_scale=guidance[end] if guidance else None,
                source=picture(480, 320) if operation.source is not None else None,
                seed=(0, 2**32 - 2)[end],
            )
            check(engine, self.completed(request))
            assert engine.run(self.completed(request), Told()).pictures

    def test_it_says_what_is_missing(self, unready: Engine) -> None:
        sentence = unready.missing()
        assert not unready.is_ready()
        assert sentence
        assert sentence.endswith(".")

    def test_one_request_is_one_create(self, engine: Engine, fake: FakeProvider, base: EngineRequest) -> None:
        engine.run(base, Told())
        assert fake.creates == 1

    def test_stopped_before_the_call_costs_nothing(
        self, engine: Engine, fake: FakeProvider, base: EngineRequest
    ) -> None:
        with pytest.raises(Stopped):
            engine.run(base, Told(stops_at=0))
        assert fake.creates == 0

    @pytest.mark.parametrize("index", range(4))
    def test_a_picture_held_back_is_moderated(
        self, engine: Engine, fake: FakeProvider, base: EngineRequest, index: int
    ) -> None:
        if index < len(self.moderated):
            self.fails_with(Moderated, engine, fake, base, self.moderated[index])

    @pytest.mark.parametrize("kind", ["seconds", "date", "absurd", "none"])
    def test_a_busy_provider_is_waited_for(
        self, engine: Engine, fake: FakeProvider, base: EngineRequest, kind: str
    ) -> None:
        error = self.fails_with(RateLimited, engine, fake, base, faults.rate_limited(kind))
        assert isinstance(error, RateLimited)
        assert 1 <= error.retry_after_s <= 300

    def test_no_credit_is_the_admins_matter(self, engine: Engine, fake: FakeProvider, base: EngineRequest) -> None:
        self.fails_with(OutOfCredit, engine, fake, base, faults.answers(402, {"detail": "pay"}))

    @pytest.mark.parametrize("status", [401, 403])
    def test_a_wrong_key_is_the_admins_matter(
        self, engine: Engine, fake: FakeProvider, base: EngineRequest, status: int
    ) -> None:
        refusal = faults.answers(status, {"error": {"message": f"wrong key {fake.key}"}})
        self.fails_with(NotConfigured, engine, fake, base, refusal)

    @pytest.mark.parametrize("status", [400, 422])
    def test_a_refused_request_says_why(
        self, engine: Engine, fake: FakeProvider, base: EngineRequest, status: int
    ) -> None:
        error = self.fails_with(Rejected, engine, fake, base, faults.answers(status, {"message": "too blue " * 90}))
        assert "too blue" in str(error)
        assert len(str(error)) <= 400

    @pytest.mark.parametrize("fault", [faults.html(), faults.answers(500, {"error": "x"}), faults.hang_up])
    def test_trouble_after_sending_is_never_tried_again(
        self, engine: Engine, fake: FakeProvider, base: EngineRequest, fault: faults.Fault
    ) -> None:
        error = self.fails_with(EngineError, engine, fake, base, fault)
        assert isinstance(error, LostContact) is self.is_paid

    @pytest.mark.parametrize("fault", [faults.html(200), faults.truncated(picture(300, 300)), faults.body(b"")])
    def test_what_is_no_answer_is_said_so(
        self, engine: Engine, fake: FakeProvider, base: EngineRequest, fault: faults.Fault
    ) -> None:
        self.fails_with(EngineError, engine, fake, base, fault)

    def fails_with(
        self,
        expected: type[EngineError],
        engine: Engine,
        fake: FakeProvider,
        request: EngineRequest,
        fault: faults.Fault,
    ) -> EngineError:
        """Runs into `fault` and returns the error: of the expected kind, after one create, without the key."""
        fake.next(fault)
        with pytest.raises(expected) as raised:
            engine.run(request, Told())
        told = "".join(traceback.format_exception(raised.value))
        assert fake.key not in told
        assert "<" not in str(raised.value)
        assert fake.creates == 1
        return raised.value
