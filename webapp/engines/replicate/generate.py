"""The one place that asks Replicate for a new picture."""

from typing import Any, Final

from webapp.engines.http import Answer, Client, segment
from webapp.engines.replicate.catalogue import RemoteModel

CREATE_S: Final = 60.0
# After that the provider stops by itself whatever still runs, so that nothing is paid for that nobody waits for.
CANCEL_AFTER: Final = "2h"
EVENTS: Final = ("completed",)


def generate_image(
    client: Client, model: RemoteModel, given: dict[str, Any], webhook_url: str | None = None, wait_s: int = 0
) -> Answer:
    """Creates a prediction of `model` with the input `given`, once, and returns the answer with its id.

    Official models go by their own address, all others by their version. With `wait_s` (1 to 60) the provider may
    answer with the result. Raises an EngineError; LostContact when the call was cut off.
    """
    body: dict[str, Any] = {"input": given}
    if webhook_url:
        body |= {"webhook": webhook_url, "webhook_events_filter": list(EVENTS)}
    headers = {"Cancel-After": CANCEL_AFTER} | ({"Prefer": f"wait={wait_s}"} if wait_s else {})
    path = "/v1/predictions"
    if model.is_official:
        path = f"/v1/models/{segment(model.name.owner)}/{segment(model.name.name)}/predictions"
    else:
        body["version"] = f"{model.name}:{model.version}" if model.version else str(model.name)
    return client.post(path, json=body, headers=headers, total_s=CREATE_S + wait_s, may_charge=True)
