"""The nouns: one module each. Rows do no I/O."""

from webapp.models.attempt import Attempt
from webapp.models.engine_state import EngineState
from webapp.models.image import Image
from webapp.models.image_request import ImageRequest
from webapp.models.prompt_helper import PromptHelper, PromptHelperVersion
from webapp.models.site_quota import SiteQuota
from webapp.models.tag import Tag, image_tag
from webapp.models.token import Invitation, UserSession
from webapp.models.usage import StableDiffusionUsageLog
from webapp.models.user import User
from webapp.models.webhook_receipt import WebhookReceipt

__all__ = [
    "Attempt",
    "EngineState",
    "Image",
    "ImageRequest",
    "Invitation",
    "PromptHelper",
    "PromptHelperVersion",
    "SiteQuota",
    "StableDiffusionUsageLog",
    "Tag",
    "User",
    "UserSession",
    "WebhookReceipt",
    "image_tag",
]
