"""What a person typed, a style, a theme and blocks, put together."""

import pytest

from webapp.pipeline.blocks import BlockError
from webapp.pipeline.prompts import Given, Piece, Words, assemble

LORA = "<lora:ink:0.8>"


def prompt_of(text: str, **given: object) -> str:
    return assemble(Given(text, **given)).prompt  # type: ignore[arg-type]  # a test's own values


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        # Nothing to add: as it was typed.
        ("a boat", Words(), "a boat"),
        ("a  boat,\nanother Boat, boat ,", Words(), "a  boat,\nanother Boat, boat ,"),
        ("a boat", Words("   "), "a boat"),
        ("a boat", Words(" , ,"), "a boat"),
        ("a boat", Words("", placement="replace"), "a boat"),
        ("", Words(), ""),
        # Behind, before, instead.
        ("a boat", Words("ink, paper"), "a boat, ink, paper"),
        ("a boat", Words("ink", placement="prefix"), "ink, a boat"),
        ("a boat", Words("ink, paper", placement="replace"), "ink, paper"),
        ("", Words("ink"), "ink"),
        ("", Words("ink", placement="prefix"), "ink"),
        # A slot takes in what was typed, wherever the style would stand.
        ("a boat", Words("ink drawing of {prompt}, detailed"), "ink drawing of a boat, detailed"),
        ("a boat", Words("ink drawing of {prompt}", placement="replace"), "ink drawing of a boat"),
        ("a boat", Words("{prompt} over {prompt}"), "a boat over a boat"),
        ("a boat", Words("{prompt}{prompt}"), "a boata boat"),
        ("a boat", Words("({prompt}:1.2), ink"), "(a boat:1.2), ink"),
        ("a boat,", Words("ink of {prompt}, detailed"), "ink of a boat, detailed"),
        ("{prompt}", Words("ink of {prompt}"), "ink of {prompt}"),
        ("", Words("ink of {prompt}, {prompt}, paper"), "ink of, paper"),
        ("a boat, ink", Words("Ink, {prompt}, paper, Paper"), "a boat, ink, paper"),
        # Nothing twice: letter case and spaces make no difference.
        ("a boat, ink", Words("Ink, paper"), "a boat, ink, paper"),
        ("a boat, ink", Words("INK ,  ink"), "a boat, ink"),
        ("a boat, ink", Words("Ink, paper", placement="prefix"), "paper, a boat, ink"),
        ("a boat,\nblue  ink", Words("Blue ink, paper"), "a boat,\nblue  ink, paper"),
        ("a boat", Words("ink, paper, ink"), "a boat, ink, paper"),
        ("ein Schloß", Words("EIN SCHLOSS, Tinte"), "ein Schloß, Tinte"),
        # What was typed twice was meant twice.
        ("a boat, a boat", Words("ink"), "a boat, a boat, ink"),
        # Weights, choices and tags are never cut.
        ("a boat", Words("(ink, paper:1.2), ink"), "a boat, (ink, paper:1.2), ink"),
        ("a boat, (ink:1.2)", Words("ink, (ink:1.2)"), "a boat, (ink:1.2), ink"),
        ("a boat", Words("{red, dark|amber} sky, ink"), "a boat, {red, dark|amber} sky, ink"),
        (f"a boat {LORA}", Words(f"ink, {LORA}"), f"a boat {LORA}, ink, {LORA}"),
        (f"a boat, {LORA}", Words(f"ink, {LORA}"), f"a boat, {LORA}, ink"),
        ("a boat", Words("[ink:paper, card:0.5], oil"), "a boat, [ink:paper, card:0.5], oil"),
        ("a boat", Words(r"boat \(ship, sea\), ink"), r"a boat, boat \(ship, sea\), ink"),
        # A bracket alone is a face.
        ("a boat :(, sea", Words("sea, ink"), "a boat :(, sea, ink"),
        ("a boat :), sea", Words("sea, ink"), "a boat :), sea, ink"),
        ("a (b, [c, d), e", Words("e, f"), "a (b, [c, d), e, f"),
        # Joints: no comma twice, none after a sentence, none beside a divider.
        ("a boat,, ,", Words("ink"), "a boat, ink"),
        ("a boat,\n", Words("ink"), "a boat, ink"),
        ("A boat at sea.", Words("ink"), "A boat at sea. ink"),
        ("a boat BREAK", Words("ink"), "a boat BREAK ink"),
        ("a boat", Words("BREAK ink"), "a boat BREAK ink"),
        ("a boat BREAK a tree", Words("ink, BREAK, BREAK, paper"), "a boat BREAK a tree, ink, BREAK, BREAK, paper"),
        ("海の船", Words("水彩画"), "海の船, 水彩画"),
    ],
)
def test_a_style(text: str, style: Words, expected: str) -> None:
    assert prompt_of(text, style=style) == expected


@pytest.mark.parametrize(
    ("text", "theme", "style", "expected"),
    [
        ("a boat", Words("northern coast"), Words("ink"), "a boat, northern coast, ink"),
        ("a boat", Words("northern coast"), Words("ink", placement="prefix"), "ink, a boat, northern coast"),
        ("a boat", Words("{prompt} on a northern coast"), Words("ink"), "a boat on a northern coast, ink"),
        ("a boat", Words("coast"), Words("ink of {prompt}, paper"), "ink of a boat, coast, paper"),
        ("a boat", Words("fog, ink"), Words("Ink, fog, paper"), "a boat, fog, ink, paper"),
        ("a boat", Words("coast"), Words("ink", placement="replace"), "ink"),
        ("", Words("coast"), Words(), "coast"),
    ],
)
def test_a_theme_is_the_world_and_the_style_its_look(text: str, theme: Words, style: Words, expected: str) -> None:
    assert prompt_of(text, theme=theme, style=style) == expected


BLOCKS = {"harbour": "an old harbour, nets", "light": "low light", "both": "@harbour at dusk, @light", "none": " "}


@pytest.mark.parametrize(
    ("text", "switched_on", "expected"),
    [
        ("a boat in @harbour", (), "a boat in an old harbour, nets"),
        ("@Harbour, rain", (), "an old harbour, nets, rain"),
        ("@harbour. Rain.", (), "an old harbour, nets. Rain."),
        ("@both", (), "an old harbour, nets at dusk, low light"),
        ("{@light|fog}", (), "{low light|fog}"),
        ("(@light:1.2)", (), "(low light:1.2)"),
        ("@light@harbour", (), "low light@harbour"),
        # What is no block stays as it was typed.
        ("me@harbour.org and @nobody", (), "me@harbour.org and @nobody"),
        ("@harbour-master @", (), "@harbour-master @"),
        ("@harbour- @@harbour", (), "an old harbour, nets- @@harbour"),
        # Those switched on are added, once.
        ("a boat", ("light",), "a boat, low light"),
        ("a boat", ("harbour", "light"), "a boat, an old harbour, nets, low light"),
        ("a boat, nets", ("harbour", "harbour"), "a boat, nets, an old harbour"),
        ("a boat in @harbour", ("light",), "a boat in an old harbour, nets, low light"),
        ("@light", ("light",), "low light"),
        ("a boat", ("both",), "a boat, an old harbour, nets at dusk, low light"),
        ("a boat", ("gone", "none"), "a boat"),
    ],
)
def test_blocks(text: str, switched_on: tuple[str, ...], expected: str) -> None:
    assert prompt_of(text, blocks=BLOCKS, switched_on=switched_on) == expected


@pytest.mark.parametrize(
    ("text", "theme", "style", "expected"),
    [
        ("", Words(), Words(), ""),
        ("fog", Words(), Words(), "fog"),
        ("fog, fog", Words(), Words(), "fog, fog"),
        ("", Words(), Words(negative_prompt="photo, blur"), "photo, blur"),
        ("Blur, fog", Words(), Words(negative_prompt="photo, blur"), "Blur, fog, photo"),
        ("fog", Words(negative_prompt="cars"), Words(negative_prompt="Cars, photo"), "fog, cars, photo"),
        ("(fog, rain:1.3),", Words(), Words(negative_prompt="rain"), "(fog, rain:1.3), rain"),
        ("@light", Words(), Words(negative_prompt="low light"), "low light"),
    ],
)
def test_things_to_avoid_are_named_once(text: str, theme: Words, style: Words, expected: str) -> None:
    given = Given("a boat", text, style, theme, BLOCKS)
    assert assemble(given).negative_prompt == expected


def test_every_piece_says_where_it_comes_from() -> None:
    given = Given(
        "a boat in @harbour",
        style=Words("ink of {prompt}, paper"),
        theme=Words("a northern coast"),
        blocks=BLOCKS,
        switched_on=("light",),
    )
    assert assemble(given).prompt_pieces == (
        Piece("ink of ", "style"),
        Piece("a boat in ", "you"),
        Piece("an old harbour, nets", "block"),
        Piece(", ", "joint"),
        Piece("low light", "block"),
        Piece(", ", "joint"),
        Piece("a northern coast", "theme"),
        Piece(", paper", "style"),
    )


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ({"a": "@a"}, "@a → @a"),
        ({"a": "sea @b", "b": "@c", "c": "@a"}, "@a → @b → @c → @a"),
        ({"a": "@b", "b": "@c @b"}, "@b → @b"),
        ({"a": "@b0"} | {f"b{n}": f"@b{n + 1}" for n in range(100)}, "at most 10 deep"),
        ({"a": "@b0"} | {f"b{n}": f"@b{n + 1} @b{n + 1}" for n in range(8)} | {"b8": "x" * 100}, "longer than 10,000"),
        ({"a": "@b0"} | {f"b{n}": f"@b{n + 1} " * 600 for n in range(8)} | {"b8": "x"}, "longer than 10,000"),
        ({"a": "x" * 6_000, "b": "x" * 6_000}, "longer than 10,000"),
    ],
)
def test_blocks_that_cannot_be_put_in_are_said_in_words(blocks: dict[str, str], words: str) -> None:
    with pytest.raises(BlockError, match=words):
        prompt_of("@a and @b", blocks=blocks)


def test_long_prompts_are_put_together_in_one_pass() -> None:
    many = ", ".join(f"word {number}" for number in range(1_000))
    for text in (many, "(" * 10_000, ")" * 10_000, "([{<" * 2_500, "@" * 10_000, "@a " * 3_000, "," * 10_000):
        assert prompt_of(text, style=Words(f"{many}, the end"), blocks={"b": "x"}).endswith("the end")
