"""Reading what somebody sends, by counting: what a header says of its length is a claim."""

from typing import BinaryIO

from webapp.pictures_in.refused import too_large

CHUNK_BYTES = 256 * 1024


def read_counted(stream: BinaryIO, most_bytes: int) -> bytes:
    """Returns all that is in the stream. Raises Refused as soon as there is more than `most_bytes`."""
    pieces: list[bytes] = []
    total = 0
    while piece := stream.read(min(CHUNK_BYTES, most_bytes + 1 - total)):
        pieces.append(piece)
        total += len(piece)
        if total > most_bytes:
            raise too_large(most_bytes)
    return b"".join(pieces)
