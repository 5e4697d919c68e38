"""A fake of OpenAI's speech API: says nothing, for a moment per letter."""

from dataclasses import dataclass

from flask import Response, request

from tests.engines.fake.openai import refusal
from tests.engines.fake.provider import FakeProvider
from webapp.engines.speech.sound import encoded, silence

LETTERS_A_SECOND = 15
RATE_HZ = 24000


@dataclass
class FakeSpeech(FakeProvider):
    """Speaks MP3 in `RATE_HZ`, unless `sound` replaces what it answers."""

    contract_name: str = "openai_speech"
    sound: bytes | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self.app.add_url_rule("/v1/audio/speech", "speak", self.speak, methods=["POST"])

    def speak(self) -> Response:
        said = request.get_json()
        wrong = [] if said["voice"] in self.contract.facts["voices"] else ["voice: not known"]
        if "instructions" in said and said["model"] in self.contract.facts["without_instructions"]:
            wrong.append("instructions: not for this model")
        if wrong:
            self.complaints += wrong
            return self.refuse(wrong)
        length_s = len(said["input"]) / LETTERS_A_SECOND
        sound = self.sound if self.sound is not None else encoded(silence(length_s, RATE_HZ), RATE_HZ, "mp3")
        return Response(sound, mimetype="audio/mpeg")

    def refuse(self, problems: list[str]) -> Response:
        return refusal(400, "; ".join(problems), "invalid_value")

    def deny(self) -> Response:
        return refusal(401, "Incorrect API key provided", "invalid_api_key")
