"""The one place that asks Stability AI for a new picture."""

from webapp.engines.http import Answer, Client
from webapp.engines.stability.payload import generate_payload
from webapp.engines.types import EngineRequest

GENERATE_S = 120.0


def generate_stable_diffusion_image(client: Client, request: EngineRequest, model: str) -> Answer:
    """Formats the generate request for `model`, sends it once, and returns the answer with the picture.

    With a source it starts from that picture. Raises an EngineError; LostContact when the call was cut off.
    """
    payload = generate_payload(request, model)
    return client.post(
        payload.path, files=payload.parts, headers={"Accept": "image/*"}, total_s=GENERATE_S, may_charge=True
    )
