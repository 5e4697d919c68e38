"""Files of styles as the tools write them, and as people break them."""

import json
from typing import Any

A1111 = (
    "\ufeffname,prompt,negative_prompt\r\n"
    '--- Painting ---,"",""\r\n'
    'Watercolour,"watercolour painting, soft washes",photo\r\n'
    '"Two ""lines""","{prompt},\r\nin two lines, (glow:1.2) <lora:paint:0.8>","{prompt}, blurry"\r\n'
    'Before,"oil painting, {prompt}",\r\n'
    'Around,"a postcard of {prompt} on a table",\r\n'
)
A1111_OLD = "name,text\nInk,ink wash\n"
BROKEN = (
    "name,prompt,negative_prompt\n"
    "Good,fine words,\n"
    "Too,many,cells,here\n"
    ',"no name",\n'
    'Half,"she said "no" to it",\n'
    'Open,"never closed\n'
    "Last,words,\n"
)
FOOOCUS: list[Any] = [
    {"name": "sai-anime", "prompt": "anime artwork {prompt} . vibrant", "negative_prompt": "photo"},
    {"name": "Copy", "template": "{prompt}, grainy", "negativePrompt": "clean"},
    {"prompt": "nameless"},
    {"name": "Number", "prompt": 7},
    "only a word",
    {"name": "Divider", "prompt": "", "negative_prompt": ""},
]
INVOKEAI: list[Any] = [{"name": "Sketch", "positive_prompt": "pencil sketch of {prompt}", "negative_prompt": ""}]
SDNEXT = {
    "name": "Film",
    "description": "Old film stock",
    "prompt": "{prompt}, analog film",
    "negative": "digital",
    "extra": "Steps: 20, Sampler: Euler a, CFG scale: 7.5, Size: 512x768, Clip skip: 2",
    "wildcards": "k=a,b",
    "preview": "",
}
SWARMUI = {
    "Night/Neon": {
        "author": "me",
        "title": "Night/Neon",
        "description": "Wet streets",
        "preview_image": "",
        "is_starred": True,
        "param_map": {"prompt": "{value}, neon", "negativeprompt": "{value}, day", "steps": "30", "cfgscale": "4.5"},
    },
    "Instead": {"title": "Instead", "param_map": {"prompt": "a grey wall", "width": "640", "height": "x"}},
    "Odd": {"title": "Odd"},
}
HORDE = {
    "raw": {"prompt": "{p}{np}"},
    "ink": {"prompt": "{p}, ink###{np}, colour", "model": "Deliberate", "steps": 25, "cfg_scale": 6, "karras": True},
}


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()
