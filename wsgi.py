"""The app for any WSGI server and for `flask --app wsgi`. Pages then poll; webapp.asgi adds the push."""

from webapp.app import create_app

app = create_app()
