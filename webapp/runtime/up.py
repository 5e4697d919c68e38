"""`flask --app wsgi up`: everything the studio needs on one host, started by one command."""

import sys
import time
from typing import IO

import click

from webapp.config import Settings, SettingsError, load_settings
from webapp.runtime import datadir, front_door, parts, redis_server
from webapp.runtime.preparation import Preparation, PreparationError
from webapp.runtime.supervisor import Supervisor
from webapp.secret import secret_key

_FIRST_PAGE_WITHIN_S = 30.0
_MOST_DEATHS = 3


class UpError(Exception):
    """The studio cannot start. Its text says why and what to do."""


def main() -> None:
    """Starts everything and keeps it running until Ctrl-C, or says in a sentence why it cannot."""
    try:
        settings = load_settings()
        with datadir.lock(settings, click.echo) as lock:
            run(settings, lock)
    except (SettingsError, datadir.DataDirError, redis_server.RedisError, PreparationError, UpError) as error:
        sys.exit(str(error))


def run(settings: Settings, lock: IO[str]) -> None:
    """Starts Redis, prepares the database, starts web, workers, upkeep. Raises UpError, RedisError."""
    if not front_door.is_free(settings):
        raise UpError(
            f"{settings.host}:{settings.port} is not free. Stop what uses it, or choose another: PORT=8001 make run"
        )
    secret_key(settings)
    supervisor = Supervisor(lock)
    try:
        if not settings.redis_url:
            server = supervisor.add(redis_server.part(settings))
            redis_server.wait_until_ready(settings, server.has_died)
        preparation = Preparation(settings)
        preparation.wait_if_needed()
        _open_the_door(supervisor, settings)
        preparation.wait()
        for part in parts.behind_the_web(settings):
            supervisor.add(part)
        supervisor.run()
        click.echo("Closing the studio.")
    finally:
        supervisor.stop()


def _open_the_door(supervisor: Supervisor, settings: Settings) -> None:
    """Starts the web before the workers: the first page does not compete with them for the processor."""
    web = supervisor.add(parts.web(settings))
    deadline = time.monotonic() + _FIRST_PAGE_WITHIN_S
    has_answered = False

    def is_settled() -> bool:
        nonlocal has_answered
        has_answered = web.process is not None and front_door.page_answers(settings)
        return has_answered or web.deaths >= _MOST_DEATHS or time.monotonic() > deadline

    supervisor.run(until=is_settled)
    if web.deaths >= _MOST_DEATHS:
        raise UpError("The web server stops as soon as it starts; the lines above say why.")
    if has_answered:
        click.echo(f"Atelier is open at {settings.public_url} - Ctrl-C closes it.")


if __name__ == "__main__":
    main()
