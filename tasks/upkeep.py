"""The caretaker process: hands over what waits, recovers what lost its worker, sweeps what nobody names."""

import logging
import signal
import threading
from types import FrameType

from flask import Flask

from webapp.app import create_app
from webapp.bulk.jobs import rescue_lost
from webapp.database import WORKER_PATIENCE_S
from webapp.meaning.upkeep import VectorKeeper
from webapp.narration import keeper
from webapp.pipeline.chains import advance_all
from webapp.pipeline.dispatch import dispatch, rescue_undelivered
from webapp.pipeline.forgotten import describe_forgotten, finish_forgotten
from webapp.pipeline.probes import draw_missing
from webapp.pipeline.reaper import Reaper
from webapp.pipeline.sweep import sweep_files
from webapp.pipeline.trash import empty_trash
from webapp.pipeline.watch import Watcher
from webapp.uploads import importing, incoming

log = logging.getLogger(__name__)

DISPATCH_EVERY_S = 1.0
WATCH_EVERY_S = 0.5
STOP_WITHIN_S = 5.0
REAP_EVERY_TICKS = 5
RESCUE_EVERY_TICKS = 5
MEANING_EVERY_TICKS = 2
IMPORT_EVERY_TICKS = 2
HEAL_MEANING_EVERY_TICKS = 30
DESCRIBE_EVERY_TICKS = 60
PROBE_EVERY_TICKS = 10
SWEEP_EVERY_TICKS = 3600


class Upkeep:
    """One round a second until told to stop; a round that fails is logged, and the next one comes anyway."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._done = threading.Event()
        self._reaper = Reaper()
        self._watcher = Watcher(app)
        self._vectors = VectorKeeper()
        self._tick = 0

    def stop(self, *_: object) -> None:
        self._done.set()

    def run(self) -> None:
        watching = threading.Thread(target=self._watch, name="watch", daemon=True)
        watching.start()
        while not self._done.is_set():
            try:
                with self._app.app_context():
                    self.round()
            except Exception:
                log.exception("A round of the upkeep failed")
            self._tick += 1
            self._done.wait(DISPATCH_EVERY_S)
        self._watcher.close()
        watching.join(STOP_WITHIN_S)

    def _watch(self) -> None:
        """Asks for predictions beside the rounds, which a slow provider must not hold up."""
        while not self._done.wait(WATCH_EVERY_S):
            try:
                self._watcher.round()
            except Exception:
                log.exception("A look at the predictions failed")

    def round(self) -> None:
        if self._tick % REAP_EVERY_TICKS == 0:
            self._reaper.reap()
            finish_forgotten()
        if self._tick % RESCUE_EVERY_TICKS == RESCUE_EVERY_TICKS - 1:
            rescue_undelivered()
            rescue_lost()
            keeper.look_after()
        advance_all()
        dispatch()
        if self._tick % MEANING_EVERY_TICKS == MEANING_EVERY_TICKS - 1:
            self._vectors.hand_over()
        if self._tick % IMPORT_EVERY_TICKS == 0:
            importing.hand_over()
        if self._tick % HEAL_MEANING_EVERY_TICKS == HEAL_MEANING_EVERY_TICKS - 1:
            self._vectors.heal()
        if self._tick % PROBE_EVERY_TICKS == PROBE_EVERY_TICKS - 1:
            draw_missing()
        if self._tick % DESCRIBE_EVERY_TICKS == DESCRIBE_EVERY_TICKS - 1:
            describe_forgotten()
        if self._tick % SWEEP_EVERY_TICKS == SWEEP_EVERY_TICKS - 1:
            empty_trash()
            incoming.forget_old()
            sweep_files()


def _install(upkeep: Upkeep) -> None:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        upkeep.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def look_after(app: Flask) -> None:
    """Goes round until told to stop by TERM or INT."""
    upkeep = Upkeep(app)
    _install(upkeep)
    upkeep.run()


def main() -> None:
    look_after(create_app(DATABASE_PATIENCE_S=WORKER_PATIENCE_S))


if __name__ == "__main__":
    main()
