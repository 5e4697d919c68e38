"""Makes the vectors by which things are found by meaning."""

import logging

from webapp.meaning.making import make_wanted
from webapp.meaning.weights import ModelAway

log = logging.getLogger(__name__)


def make_vectors() -> None:
    """Makes what is wanted, for a few seconds; the worker gives the app context. The upkeep asks again for the rest."""
    try:
        make_wanted()
    except ModelAway as away:
        log.warning("Nothing can be found by meaning: %s", away)
