"""Passwords: Argon2id, and which ones are refused."""

import secrets
import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_CHARS = 8
MAX_CHARS = 256

# OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 passes, 1 lane.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
HASH_BEGINS = "$argon2id$"
# Checked when nobody has the name, so that the answer takes as long as a wrong password.
NOBODY = HASHER.hash(secrets.token_urlsafe())
COMMON = frozenset(Path(__file__).with_name("common_passwords.txt").read_text().split())


def hash_password(password: str) -> str:
    """Returns the salted hash to store. Slow on purpose (about 30 ms): do it outside write transactions."""
    return HASHER.hash(_normal(password))


def is_right(password: str, password_hash: str | None) -> bool:
    """Tells whether `password` belongs to the hash. None (nobody has that name) takes as long and says no."""
    try:
        HASHER.verify(password_hash or NOBODY, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Tells whether the hash was made with other parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


def problem_with(password: str, name: str) -> str:
    """Returns what is wrong with a new password, in a sentence, or nothing."""
    if len(password) < MIN_CHARS:
        return f"Use at least {MIN_CHARS} characters."
    if len(password) > MAX_CHARS:
        return f"Use at most {MAX_CHARS} characters."
    if password.casefold() in COMMON:
        return "This one is among the first that strangers try. Choose another."
    if password.casefold() == name.casefold():
        return "Your name is the first thing strangers try. Choose another."
    return ""


def _normal(password: str) -> bytes:
    """Makes the same characters typed on different keyboards the same bytes (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
