"""Models of Replicate as its API describes them: the ways in which schemas differ, with nothing of any model's own."""

from typing import Any

VERSION = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa"
FLUX = "flow/fast"
SDXL = "flow/xl"
ESRGAN = "flow/real-esrgan"
REMBG = "flow/rembg"
LISTS = "flow/banana"
FILL = "flow/ideal"


def _integer(default: int, low: int | None, high: int | None, order: int, **more: Any) -> dict[str, Any]:
    limits = {name: value for name, value in (("minimum", low), ("maximum", high)) if value is not None}
    return {"type": "integer", "default": default, "x-order": order, **limits, **more}


def _text(order: int, **more: Any) -> dict[str, Any]:
    return {"type": "string", "x-order": order, **more}


def _file(order: int, **more: Any) -> dict[str, Any]:
    return {"type": "string", "format": "uri", "x-order": order, **more}


def _choice(name: str, default: Any, order: int) -> dict[str, Any]:
    return {"allOf": [{"$ref": f"#/components/schemas/{name}"}], "default": default, "x-order": order}


def _described(required: list[str], properties: dict[str, Any], **choices: list[Any]) -> dict[str, Any]:
    kinds = {name: "integer" if isinstance(values[0], int) else "string" for name, values in choices.items()}
    enums = {name: {"enum": values, "type": kinds[name], "title": name} for name, values in choices.items()}
    whole = {"type": "object", "title": "Input", "required": required, "properties": properties}
    return {"openapi": "3.0.2", "components": {"schemas": {"Input": whole, **enums}}}


SCHEMAS: dict[str, dict[str, Any]] = {
    FLUX: _described(
        ["prompt"],
        {
            "prompt": _text(0, description="What to draw"),
            "aspect_ratio": _choice("aspect_ratio", "1:1", 1),
            "num_outputs": _integer(1, 1, 4, 2),
            "num_inference_steps": _integer(4, 1, 4, 3),
            "seed": {"type": "integer", "nullable": True, "x-order": 4},
            "output_format": _choice("output_format", "webp", 5),
            "output_quality": _integer(80, 0, 100, 6),
            "disable_safety_checker": {"type": "boolean", "default": False, "x-order": 7},
            "go_fast": {"type": "boolean", "default": True, "x-order": 8, "description": "Run it faster"},
            "megapixels": _choice("megapixels", "1", 9),
        },
        aspect_ratio=["1:1", "16:9", "21:9", "3:2", "2:3", "4:5", "5:4", "9:16", "9:21"],
        output_format=["webp", "jpg", "png"],
        megapixels=["1", "0.25"],
    ),
    SDXL: _described(
        [],
        {
            "prompt": _text(0, default="An astronaut"),
            "negative_prompt": _text(1, default=""),
            "image": _file(2),
            "mask": _file(3, description="Black areas will be preserved, white areas will be inpainted."),
            "width": _integer(1024, None, None, 4),
            "height": _integer(1024, None, None, 5),
            "num_outputs": _integer(1, 1, 4, 6),
            "scheduler": _choice("scheduler", "K_EULER", 7),
            "num_inference_steps": _integer(50, 1, 500, 8),
            "guidance_scale": {"type": "number", "default": 7.5, "minimum": 1, "maximum": 50, "x-order": 9},
            "prompt_strength": {"type": "number", "default": 0.8, "minimum": 0, "maximum": 1, "x-order": 10},
            "seed": {"anyOf": [{"type": "integer", "maximum": 99999}, {"type": "null"}], "x-order": 11},
            "refine_steps": {"type": "integer", "x-order": 12},
            "replicate_api_key": _text(13, format="password"),
            "lora_file": _file(14),
        },
        scheduler=["DDIM", "K_EULER", "PNDM"],
    ),
    ESRGAN: _described(
        ["image"],
        {
            "image": _file(0),
            "scale": {"type": "number", "default": 4, "minimum": 0, "maximum": 10, "x-order": 1},
            "face_enhance": {"type": "boolean", "default": False, "x-order": 2},
        },
    ),
    FILL: _described(
        ["prompt", "image", "mask"],
        {
            "prompt": _text(0),
            "image": _file(1),
            "mask": _file(
                2,
                description="A black and white image. Black pixels are inpainted, white pixels are preserved. "
                "The mask will be resized to match the image size.",
            ),
        },
    ),
    REMBG: _described(["image"], {"image": _file(0)}),
    LISTS: _described(
        ["prompt"],
        {
            "prompt": _text(0),
            "image_input": {"type": "array", "items": {"type": "string", "format": "uri"}, "default": [], "x-order": 1},
            "size": _choice("size", "1024x1024", 2),
            "tiles": _choice("tiles", 2, 3),
            "control_image": _file(4),
        },
        size=["1024x1024", "1536x1024", "1024x1536"],
        tiles=[1, 2, 4],
    ),
}
OFFICIAL = {FLUX, LISTS}
