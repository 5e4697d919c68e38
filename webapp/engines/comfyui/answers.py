"""From ComfyUI's refusals and outcomes to errors and the files it made. Its tracebacks stay with it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from webapp.engines.errors import BadOutput, EngineError, Rejected, Unsupported
from webapp.engines.http import Answer
from webapp.engines.problems import error_for, plain_text, read_problem

LABEL: Final = "ComfyUI"
MAX_NODE_CHARS: Final = 60
TOO_LITTLE_MEMORY: Final = f"{LABEL} has too little memory for this picture. Choose a smaller size."


def prompt_id_of(answer: Answer) -> str:
    """Returns the id of a prompt that was taken. Raises what `refusal` says when it was not, or BadOutput."""
    if answer.status != 200:
        raise refusal(answer)
    told = answer.json()
    found = told.get("prompt_id") if isinstance(told, Mapping) else None
    if not isinstance(found, str) or not found:
        raise BadOutput("ComfyUI's answer could not be read.")
    return found


def refusal(answer: Answer) -> EngineError:
    """Returns our error for a prompt that was not taken: the first node that complains says most."""
    told = _body(answer)
    for node in _nodes(told):
        for problem in node.get("errors") or ():
            if isinstance(problem, Mapping):
                return _node_refusal(str(node.get("class_type") or "A node"), problem)
    error = told.get("error")
    if isinstance(error, Mapping) and error.get("type") in ("invalid_prompt", "missing_node_type"):
        words = plain_text(str(error.get("message") or ""))
        return Unsupported(f"{LABEL} cannot run this workflow: {words}" if words else None)
    return error_for(read_problem(answer.status, answer.headers, answer.body), LABEL, may_charge=False)


def files_of(entry: Mapping[str, Any]) -> list[dict[str, str]]:
    """Returns where the pictures of a finished prompt lie, as /view wants it: what was saved, else what was shown.

    Raises an EngineError when it failed or was stopped, BadOutput when it made no picture.
    """
    status = entry.get("status")
    told = dict(_events(status.get("messages") if isinstance(status, Mapping) else None))
    if "execution_error" in told:
        raise _failure(told["execution_error"])
    if "execution_interrupted" in told:
        raise EngineError("Somebody stopped this picture in ComfyUI itself. Try again.")
    files = list(_files(entry.get("outputs")))
    saved = [file for file in files if file["type"] == "output"]
    if not files:
        raise BadOutput("This workflow made no picture: it needs a SaveImage or PreviewImage node.")
    return saved or files


def _body(answer: Answer) -> Mapping[str, Any]:
    try:
        told = answer.json()
    except BadOutput:
        return {}
    return told if isinstance(told, Mapping) else {}


def _nodes(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    nodes = told.get("node_errors")
    yield from (node for node in (nodes.values() if isinstance(nodes, Mapping) else ()) if isinstance(node, Mapping))


def _node_refusal(node: str, problem: Mapping[str, Any]) -> EngineError:
    info = problem.get("extra_info")
    name = info.get("input_name") if isinstance(info, Mapping) else None
    if problem.get("type") == "value_not_in_list" and name in ("ckpt_name", "model_name", "unet_name"):
        return Unsupported(f"{LABEL} does not have this model any more. Choose another one.")
    words = plain_text(f"{node}: {problem.get('message') or ''} ({problem.get('details') or name or ''})")
    return Rejected(f"{LABEL} did not accept this: {words}")


def _events(messages: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for message in messages if isinstance(messages, list) else ():
        match message:
            case [str() as event, dict() as data]:
                yield event, data


def _failure(data: Mapping[str, Any]) -> EngineError:
    """Returns what a person may know of an exception: the message and the traceback hold paths of the server."""
    if "outofmemory" in str(data.get("exception_type") or "").lower():
        return EngineError(TOO_LITTLE_MEMORY)
    node = plain_text(str(data.get("node_type") or "a node"))[:MAX_NODE_CHARS]
    return EngineError(f"{LABEL} broke down at “{node}”. Ask your admin to look into its log, or choose another model.")


def _files(outputs: Any) -> Iterator[dict[str, str]]:
    for node in outputs.values() if isinstance(outputs, Mapping) else ():
        images = node.get("images") if isinstance(node, Mapping) else None
        for image in images if isinstance(images, list) else ():
            if isinstance(image, Mapping) and isinstance(image.get("filename"), str):
                yield {key: str(image.get(key) or "") for key in ("filename", "subfolder", "type")}
