"""What can go wrong with stored bytes, each in a sentence for a person that names no path and no key."""


class StorageError(Exception):
    """The base. `code` is for rows and logs, `sentence` for people, `detail` (never a key) for logs."""

    code = "storage_failed"
    is_worth_retrying = False
    sentence = "The file could not be stored or read. Try again in a moment."

    def __init__(self, sentence: str | None = None, *, detail: str = "") -> None:
        super().__init__(sentence or self.sentence)
        self.detail = detail


class Missing(StorageError):
    """No file has this key."""

    code = "file_missing"
    sentence = "This file is no longer here."


class StorageFull(StorageError):
    """There is no room for the bytes; what was there before is untouched."""

    code = "storage_full"
    is_worth_retrying = True
    sentence = "There is no room left to keep this picture. Ask your admin to free some space."


class StorageUnavailable(StorageError):
    """The place itself cannot be reached: not mounted, read-only, or the server does not answer."""

    code = "storage_unavailable"
    is_worth_retrying = True
    sentence = "The picture store cannot be reached right now. Nothing is lost; try again in a moment."


class BadKey(StorageError, ValueError):
    """A name that this server would never make, so it is refused before anything is touched."""

    code = "bad_key"
    sentence = "That is not the name of a stored file."


class BadStorageSetting(StorageError):
    """STORAGE_URL or an AWS_* variable makes no sense. The sentence is for whoever wrote it."""

    code = "storage_misconfigured"
    sentence = "Please check STORAGE_URL and the AWS_* variables."
