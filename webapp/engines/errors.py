"""One ladder of engine errors. Each answers two questions: what to tell the person, whether to try again."""


class Stopped(Exception):
    """Raised by `report` when the drawing was cancelled or belongs to somebody else now."""


class EngineError(Exception):
    """The base. `code` is kept on the row; `sentence` is what a person reads.

    `spent_credits` is what the engine took all the same, as for a picture that it drew and then blurred.
    """

    code = "engine_failed"
    is_worth_retrying = False
    sentence = "The engine could not draw this."

    def __init__(self, sentence: str | None = None, *, spent_credits: float = 0.0) -> None:
        super().__init__(sentence or self.sentence)
        self.spent_credits = spent_credits


class NotConfigured(EngineError):
    code = "engine_misconfigured"
    sentence = "This engine is not set up yet. Ask your admin, or choose another."


class Unsupported(EngineError):
    code = "unsupported"
    sentence = "This engine cannot do that. Choose another one."


class Rejected(EngineError):
    code = "bad_request"
    sentence = "The engine did not accept this request."


class Moderated(EngineError):
    code = "moderated"
    sentence = "The engine's safety filter held this picture back. Change the words and try again."


class OutOfCredit(EngineError):
    code = "no_credit"
    sentence = "The engine is out of credit. Ask your admin to top it up."


class RateLimited(EngineError):
    """`retry_after_s` is how long the engine asks us to wait, in seconds."""

    code = "rate_limited"
    is_worth_retrying = True
    sentence = "The engine is busy. Try again in a moment."

    def __init__(self, sentence: str | None = None, retry_after_s: float = 10.0) -> None:
        super().__init__(sentence)
        self.retry_after_s = retry_after_s


class Unreachable(EngineError):
    """Nothing was sent, so trying again costs nothing."""

    code = "engine_unreachable"
    is_worth_retrying = True
    sentence = "The engine did not answer. Nothing was charged."


class LostContact(EngineError):
    """The call was cut off after it was sent: the engine may have charged for it."""

    code = "lost_contact"
    sentence = "We lost contact with the engine; you may have been charged."


class BadOutput(EngineError):
    code = "bad_output"
    sentence = "The engine's answer was not a picture."


class RefusedAddress(BadOutput):
    """An address that the studio does not fetch from: private, odd, or not on the engine's list."""

    code = "refused_address"
    sentence = "The engine's answer points to an address that the studio does not fetch from."


class OutputExpired(EngineError):
    code = "output_expired"
    sentence = "The engine no longer keeps this picture: it was fetched too late. Make it again."
