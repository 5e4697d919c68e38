"""Pictures from an address that somebody gives, by the same rules as all that is fetched from outside."""

from urllib.parse import unquote, urlsplit

from flask import current_app

from webapp.engines.errors import BadOutput, EngineError, OutputExpired, RefusedAddress
from webapp.engines.fetch import Fetcher
from webapp.errors import AppError

FETCHER = Fetcher()
REFUSED = "The studio does not fetch from this address. Give one that starts with https:// and is open to everybody."
GONE = "There is no picture at this address, or it is not open to everybody."
ODD = "What lies at this address cannot be fetched, or it is too large."
AWAY = "This address does not answer. Check it, or try again in a moment."


class NotFetched(AppError):
    """Nothing came from an address."""

    status = 422
    code = "not_fetched"
    title = "Not fetched"


def fetch(url: str) -> tuple[str, bytes]:
    """Returns the file's name, as the address suggests it, and its bytes. Raises NotFetched."""
    settings = current_app.extensions["settings"]
    own_host = urlsplit(settings.public_url).hostname or ""
    try:
        data = FETCHER.fetch(url, None, refused_hosts=(own_host,), max_bytes=settings.max_upload_bytes)
    except EngineError as error:
        raise NotFetched(_words(error)) from None
    return unquote(urlsplit(url).path), data


def _words(error: EngineError) -> str:
    if isinstance(error, RefusedAddress):
        return REFUSED
    if isinstance(error, OutputExpired):
        return GONE
    return ODD if isinstance(error, BadOutput) else AWAY
