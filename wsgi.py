"""The app for any WSGI server and for `flask --app wsgi`. Pages then poll; webapp.asgi adds the push."""

from webapp.app import create_app
from webapp.cli import register_commands

app = create_app()
# Only here: the commands bring NumPy and the drawing engine along, which no web process needs.
register_commands(app)
