"""The engines' settings: keys, addresses and prices. A setting of a new engine goes here and is handed on by itself."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings

PREFIXES: Final = (
    "engine_",
    "stability_",
    "replicate_",
    "openai_",
    "a1111_",
    "comfyui_",
    "ai_horde_",
    "diffusers_",
    "tts_",
)
_DEVICE: Final = re.compile(r"auto|cpu|mps|cuda(:\d)?")
_PRICE: Final = re.compile(r"\s*[\w./-]+\s*=\s*\d{1,6}(\.\d+)?\s*")
_WEBHOOK_SECRET: Final = re.compile(r"whsec_[A-Za-z0-9+/]{8,}={0,2}")


def _address(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError("must be an address such as https://api.example.org")
    return value.rstrip("/")


def _prices(value: str) -> str:
    if not all(_PRICE.fullmatch(entry) for entry in value.split(",") if entry.strip()):
        raise ValueError("must look like stability.core=3, stability.erase=5, replicate=1")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("must be the whole signing secret, which begins with whsec_")
    return value


def _device(value: str) -> str:
    if not _DEVICE.fullmatch(value):
        raise ValueError("must be auto, cuda, cuda:1, mps or cpu")
    return value


Address = Annotated[str, AfterValidator(_address)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_webhook_secret)]
Prices = Annotated[str, AfterValidator(_prices)]
Device = Annotated[str, AfterValidator(_device)]


class EngineSettings(BaseSettings):
    """What the engines read, by its name in the environment. Each belongs to the engine its name begins with."""

    engine_prices: Prices = ""
    stability_api_key: SecretStr = SecretStr("")
    stability_base_url: Address = "https://api.stability.ai"
    replicate_api_token: SecretStr = SecretStr("")
    replicate_webhook_secret: WebhookSecret = SecretStr("")
    replicate_models: str = ""
    replicate_credits_per_second: Annotated[float, Field(ge=0, le=100)] = 0.14
    replicate_base_url: Address = "https://api.replicate.com"
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: Address = "https://api.openai.com/v1"
    openai_models: str = ""
    a1111_url: Address = ""
    a1111_auth: SecretStr = SecretStr("")
    comfyui_url: Address = ""
    diffusers_model: str = ""
    diffusers_device: Device = "auto"
    ai_horde_enabled: Literal["false", "true"] = "false"
    ai_horde_api_key: SecretStr = SecretStr("")
    ai_horde_base_url: Address = "https://aihorde.net/api"
    ai_horde_models: str = ""
    tts_base_url: Address = ""
    tts_api_key: SecretStr = SecretStr("")
    tts_model: str = "gpt-4o-mini-tts"
    tts_voices: str = ""
    tts_credits_per_1000_chars: Annotated[float, Field(ge=0, le=100)] = 1.5

    def engine_options(self) -> dict[str, str]:
        """Returns the settings whose names begin with an engine's, as engines take them: secrets in the clear."""
        named = {name: getattr(self, name) for name in type(self).model_fields if name.startswith(PREFIXES)}
        return {name: _plain(value) for name, value in named.items()}

    def engine_secrets(self) -> frozenset[str]:
        """Returns the engines' keys and passwords, which no log may hold."""
        values = (getattr(self, name) for name in type(self).model_fields if name.startswith(PREFIXES))
        return frozenset(value.get_secret_value() for value in values if isinstance(value, SecretStr)) - {""}


def _plain(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)
