"""The names that are offered while a prompt is typed."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART
from tests.wildcard_lists.scene import keep_list
from webapp.models import User
from webapp.pipeline.builtin_lists import BUILTIN_LISTS

OPTION = re.compile(
    r'role="option" id="([^"]+)" data-name="([^"]+)"[^>]*><span>[^<]*</span> <span class="hint">([^<]*)<'
)


def test_they_are_mine_and_the_studios_by_name(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    builtin = sorted(BUILTIN_LISTS)[0]
    keep_list(app, alice, "sky/dawn", "rose")
    keep_list(app, alice, builtin, "one", "two")
    keep_list(app, bob, "theirs")
    found = OPTION.findall(as_alice.get("/prompt-helpers/wildcards/names/", headers=PART).text)
    counts = {name: words for _, name, words in found}
    assert list(counts) == sorted({*BUILTIN_LISTS, "sky/dawn"})
    assert (counts["sky/dawn"], counts[builtin]) == ("1 entry", "2 entries")
    assert len({option_id for option_id, *_ in found}) == len(found)


def test_the_prompt_knows_where_they_are(as_alice: FlaskClient) -> None:
    page = as_alice.get("/generate/").text
    assert 'data-completes="/prompt-helpers/wildcards/names/"' in page
    assert 'role="listbox" aria-label="Lists" hidden' in page
