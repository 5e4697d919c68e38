"""Why a file is not taken: a code for programs, a sentence for people."""

SENTENCES = {
    "empty": "This file is empty.",
    "not_a_picture": "This is not a picture we can read. Send a PNG, JPEG, WebP, GIF or AVIF.",
    "svg": "SVG drawings cannot be taken. Save it as a PNG and send that.",
    "other_picture": "This kind of picture cannot be read here. Save it as a PNG or JPEG and send that.",
    "zip": "This is a ZIP. Bring it in with “A ZIP of pictures”.",
    "video": "This is a film. Send one picture of it.",
    "document": "This is a document. Send the picture itself.",
    "too_many_pixels": "This picture has more than 40 million pixels. Make it smaller and send it again.",
    "too_long": "This picture is longer than 8,192 pixels. Make it smaller and send it again.",
    "too_small": "This picture is smaller than 16 pixels. Send a larger one.",
    "too_thin": "This picture is more than 20 times as long as it is wide. Cut it and send it again.",
    "incomplete": "A part of this picture is missing. Send the whole file again.",
    "damaged": "This picture is damaged and cannot be opened. Save it anew and send it again.",
    "too_heavy": "This picture takes too much memory to open. Save it smaller, or as a JPEG.",
    "too_slow": "This picture takes too long to open. Save it smaller, or as a JPEG.",
}
STATUS = {"too_large": 413} | dict.fromkeys(("not_a_picture", "svg", "other_picture", "zip", "video", "document"), 415)


class Refused(Exception):
    """A file that is not taken. `code` is one of SENTENCES or "too_large"; the text is for a person."""

    def __init__(self, code: str, sentence: str | None = None) -> None:
        super().__init__(sentence or SENTENCES[code])
        self.code = code

    @property
    def status(self) -> int:
        """The HTTP status that fits."""
        return STATUS.get(self.code, 422)


def too_large(most_bytes: int) -> Refused:
    """Returns what is said of a file of more than `most_bytes`."""
    return Refused("too_large", f"This file is larger than {most_bytes / 1_000_000:g} MB. Make it smaller.")
