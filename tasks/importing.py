"""Brings in the pictures of ZIPs."""

from webapp.uploads.importing import import_slice


def import_pictures() -> None:
    """Goes on with an import for some seconds; the worker gives the app context. The upkeep asks again for the rest."""
    import_slice()
