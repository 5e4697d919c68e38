"""The nouns: one module each. Rows do no I/O."""

from webapp.models.attempt import Attempt
from webapp.models.bulk_job import BulkJob
from webapp.models.edit_chain import ChainRun, EditChain
from webapp.models.embedding import Embedding, EmbeddingClock
from webapp.models.engine_state import EngineState
from webapp.models.image import Image
from webapp.models.image_project import ImageProject, ProjectMember, ProjectPicture
from webapp.models.image_request import ImageRequest
from webapp.models.image_words import ImageWords
from webapp.models.import_job import ImportJob, ImportSkip
from webapp.models.incoming_file import IncomingFile, IncomingPart
from webapp.models.narration import Narration, NarrationSound
from webapp.models.prompt_block import PromptBlock, WildcardList
from webapp.models.prompt_helper import (
    PromptHelper,
    PromptHelperFavorite,
    PromptHelperUse,
    PromptHelperVersion,
    PromptPlacement,
    prompt_helper_tag,
    style_shown_to,
)
from webapp.models.saved_mask import SavedMask
from webapp.models.share_link import ShareLink
from webapp.models.site_quota import SiteQuota
from webapp.models.story import Story, StoryPage, StoryPageRequest
from webapp.models.style_import import StyleImport
from webapp.models.style_probe import StyleProbe, StyleProbePicture
from webapp.models.tag import OwnTagCount, Tag, image_tag
from webapp.models.theme_helper import (
    ThemeFavorite,
    ThemeHelper,
    theme_helper_style,
    theme_helper_tag,
    theme_shown_to,
)
from webapp.models.token import Invitation, UserSession
from webapp.models.usage import StableDiffusionUsageLog
from webapp.models.user import User
from webapp.models.webhook_receipt import WebhookReceipt

__all__ = [
    "Attempt",
    "BulkJob",
    "ChainRun",
    "EditChain",
    "Embedding",
    "EmbeddingClock",
    "EngineState",
    "Image",
    "ImageProject",
    "ImageRequest",
    "ImageWords",
    "ImportJob",
    "ImportSkip",
    "IncomingFile",
    "IncomingPart",
    "Invitation",
    "Narration",
    "NarrationSound",
    "OwnTagCount",
    "ProjectMember",
    "ProjectPicture",
    "PromptBlock",
    "PromptHelper",
    "PromptHelperFavorite",
    "PromptHelperUse",
    "PromptHelperVersion",
    "PromptPlacement",
    "SavedMask",
    "ShareLink",
    "SiteQuota",
    "StableDiffusionUsageLog",
    "Story",
    "StoryPage",
    "StoryPageRequest",
    "StyleImport",
    "StyleProbe",
    "StyleProbePicture",
    "Tag",
    "ThemeFavorite",
    "ThemeHelper",
    "User",
    "UserSession",
    "WebhookReceipt",
    "WildcardList",
    "image_tag",
    "prompt_helper_tag",
    "style_shown_to",
    "theme_helper_style",
    "theme_helper_tag",
    "theme_shown_to",
]
