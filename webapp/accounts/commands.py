"""Making accounts from the command line."""

import sys

import click
from flask.cli import with_appcontext

from webapp.accounts import names, passwords, people
from webapp.errors import AppError


@click.command("create-user")
@click.argument("name")
@click.option("--admin", "is_admin", is_flag=True, help="This person runs the studio.")
@with_appcontext
def create_user(name: str, is_admin: bool) -> None:
    """Make an account for NAME; the password is read from the first line of stdin."""
    name = names.clean_name(name)
    password = _read_password()
    if problem := names.problem_with(name) or passwords.problem_with(password, name):
        raise click.ClickException(problem)
    try:
        people.make_person(name, password, is_admin)
    except AppError as error:
        raise click.ClickException(error.sentence) from None
    click.echo(f"{name} can sign in now{', as an admin' if is_admin else ''}.")


def _read_password() -> str:
    if sys.stdin.isatty():
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return password
    return sys.stdin.readline().rstrip("\r\n")
