"""A narration is asked for, and heard: sound with a length, and captions that fit into it."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.studio import Studio
from webapp.models import User

READY = "() => document.querySelector('audio')?.readyState >= 1 && document.querySelector('track').readyState === 2"
HEARD = """() => {
  const sound = document.querySelector('audio');
  const cues = Array.from(sound.textTracks[0].cues, (cue) => [cue.startTime, cue.endTime, cue.text]);
  return {length: sound.duration, cues};
}"""


def test_a_narration_is_heard_with_its_captions(studio: Studio, open_page: OpenPage, alice: User) -> None:
    image = studio.hang(alice, 1, alt_text="A red boat. It rests in the harbour.")[0]
    page = open_page(alice)
    page.goto(f"/images/{image.id}/")
    page.get_by_role("link", name="Listen").click()
    page.get_by_role("button", name="Read it aloud").click()
    lines = page.get_by_role("region", name="Narration").get_by_role("listitem")
    expect(lines).to_have_text(["A red boat.", "It rests in the harbour."])
    expect(page.locator("audio")).to_be_visible()
    page.wait_for_function(READY)
    heard = page.evaluate(HEARD)
    assert heard["length"] > 1.0
    assert [text for _, _, text in heard["cues"]] == ["A red boat.", "It rests in the harbour."]
    assert heard["cues"][0][0] == 0
    assert heard["length"] - 0.2 < heard["cues"][-1][1] <= heard["length"] + 0.01
    lines.get_by_role("link").nth(1).press("Enter")
    expect(lines.get_by_role("link").nth(1)).to_have_attribute("aria-current", "true")
