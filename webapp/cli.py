"""The commands: `flask --app wsgi COMMAND`."""

import os
import sys

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import Migrate
from sqlalchemy.exc import OperationalError

from webapp.accounts.commands import create_user
from webapp.config import ROOT
from webapp.database import writing
from webapp.demo.commands import demo
from webapp.engines.builtin.sheet import draw_sheet
from webapp.extensions import db
from webapp.pipeline.audit import audit
from webapp.pipeline.sweep import sweep_files
from webapp.runtime import doctor as doctors
from webapp.runtime import parts
from webapp.runtime.parts import Part
from webapp.runtime.prepare import prepare as make_ready
from webapp.search.keeping import keep_all_words
from webapp.storage.errors import StorageError
from webapp.styles.previews import style_previews
from webapp.styles.seed import seed_styles
from webapp.tag_counts import recount
from webapp.theme_helpers.previews import theme_previews
from webapp.theme_helpers.seed import seed_themes


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, writable=True))
def sketchbook_sheet(out: str) -> None:
    """Draw a contact sheet of what Sketchbook can draw into the PNG file OUT."""
    draw_sheet(out)
    click.echo(f"Drawn: {out}")


@click.command()
def up() -> None:
    """Start everything the studio needs on this host."""
    _become(Part("up", (sys.executable, "-m", "webapp.runtime.up")))


@click.command()
@with_appcontext
def web() -> None:
    """Run the web server alone."""
    _become(parts.web(current_app.extensions["settings"]))


@click.command()
@click.argument("queues", nargs=-1)
def worker(queues: tuple[str, ...]) -> None:
    """Run one worker, of all queues or of QUEUES."""
    _become(parts.worker(1, queues))


@click.command()
def upkeep() -> None:
    """Run the upkeep loop alone: one is needed beside the workers."""
    _become(parts.upkeep())


@click.command()
@with_appcontext
def prepare() -> None:
    """Bring the database up to date and put in what is built in."""
    try:
        make_ready((seed_styles, seed_themes))
    except OperationalError as error:
        raise click.ClickException("The database does not answer. Check DATABASE_URL and that it runs.") from error
    except StorageError as error:
        raise click.ClickException(f"The place for pictures: {error}") from error


@click.command()
@with_appcontext
def doctor() -> None:
    """Say what is configured, reachable and missing."""
    findings = doctors.examine()
    click.echo(doctors.report(findings))
    sys.exit(1 if any(finding.is_broken for finding in findings) else 0)


@click.command()
@with_appcontext
def recount_tags() -> None:
    """Count again how many pictures carry each tag."""
    with writing() as session:
        recount(session)
    click.echo("Counted.")


@click.command()
@click.option("--check", is_flag=True, help="Only compare rows and files, and say what does not fit.")
@with_appcontext
def sweep(check: bool) -> None:
    """Clear files that a crash left behind and no row names."""
    if not check:
        report = sweep_files()
        click.echo(report.problem or f"{report.seen} files seen, {report.deleted_files} cleared.")
        sys.exit(1 if report.problem else 0)
    found = audit()
    click.echo(f"{len(found.missing)} missing, {len(found.orphans)} orphan, {len(found.partial)} partial")
    for words, keys in (("missing", found.missing), ("orphan", found.orphans), ("partial", found.partial)):
        for key in keys:
            click.echo(f"{words}: {key}")
    sys.exit(0 if found.is_whole else 1)


@click.command()
@with_appcontext
def collect_words() -> None:
    """Collect again the words that pictures are found by."""
    with writing() as session:
        keep_all_words(session.connection())
    click.echo("Collected.")


COMMANDS = (
    *(sketchbook_sheet, up, web, worker, upkeep, prepare, create_user, doctor, demo, style_previews, theme_previews),
    *(recount_tags, sweep, collect_words),
)


def register_commands(app: Flask) -> None:
    """Adds the studio's commands to `flask`, and those that migrate its database."""
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    for command in COMMANDS:
        app.cli.add_command(command)


def _become(part: Part) -> None:
    """Replaces this process, so that signals reach the part itself."""
    sys.stdout.flush()
    os.execve(part.command[0], part.command, {**os.environ, **part.environment})  # noqa: S606 - no shell wanted
