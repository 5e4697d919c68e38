"""What is read of each tool's file."""

import pytest

from tests.style_exchange import files
from webapp.style_exchange.drafts import MAX_ENTRIES, Draft, Entry, Problem, Unreadable
from webapp.style_exchange.shelf import read_file


def read(data: bytes, kind: str) -> list[Entry]:
    found, entries = read_file(data)
    assert found.key == kind
    return entries


def drafts(data: bytes, kind: str) -> dict[str, Draft]:
    return {each.name: each for each in read(data, kind) if isinstance(each, Draft)}


def errors(data: bytes, kind: str) -> list[tuple[str, str]]:
    return [(each.place, each.sentence) for each in read(data, kind) if isinstance(each, Problem) and each.is_error]


def test_a_table_of_a1111() -> None:
    found = drafts(files.A1111.encode(), "a1111")
    assert list(found) == ["Watercolour", 'Two "lines"', "Before", "Around"]
    assert found["Watercolour"].prompt == "watercolour painting, soft washes"
    assert found["Watercolour"].placement == "append"
    assert found['Two "lines"'].prompt == "in two lines, (glow:1.2) <lora:paint:0.8>"
    assert found['Two "lines"'].negative_prompt == "blurry"
    assert (found["Before"].prompt, found["Before"].placement) == ("oil painting", "prefix")
    assert found["Around"].prompt == "a postcard of {prompt} on a table"


def test_lines_are_counted_with_those_inside_quotes() -> None:
    assert [entry.place for entry in read(files.A1111.encode(), "a1111")] == [
        "Line 2",
        "Line 3",
        "Line 4",
        "Line 6",
        "Line 7",
    ]


def test_a_divider_is_left_out_with_a_word_and_is_no_error() -> None:
    divider = read(files.A1111.encode(), "a1111")[0]
    assert isinstance(divider, Problem)
    assert (divider.name, divider.is_error) == ("--- Painting ---", False)
    assert "divider" in divider.sentence


@pytest.mark.parametrize(
    "data",
    [
        files.A1111_OLD.encode("utf-16"),
        files.A1111_OLD.replace("\n", "\r").encode(),
        files.A1111_OLD.replace(",", ";").encode(),
    ],
    ids=["utf-16", "old Mac", "semicolons"],
)
def test_old_and_odd_tables_are_read(data: bytes) -> None:
    assert drafts(data, "a1111")["Ink"].prompt == "ink wash"


def test_what_windows_wrote_is_read() -> None:
    assert "Zürich – Café" in drafts("name,prompt\nZürich – Café,snow\n".encode("cp1252"), "a1111")


def test_each_error_of_a_table_is_named_by_its_line() -> None:
    found = errors(files.BROKEN.encode(), "a1111")
    assert [place for place, _ in found] == ["Line 3", "Line 4", "Line 5", "Line 6"]
    assert "more cells" in found[0][1]
    assert "no name" in found[1][1]
    assert "Write it twice" in found[2][1]
    assert "never closes" in found[3][1]
    assert list(drafts(files.BROKEN.encode(), "a1111")) == ["Good"]


def test_a_list_of_fooocus() -> None:
    data = files.as_json(files.FOOOCUS)
    found = drafts(data, "fooocus")
    assert found["sai-anime"].prompt == "anime artwork {prompt} . vibrant"
    assert (found["Copy"].prompt, found["Copy"].negative_prompt) == ("grainy", "clean")
    assert [place for place, _ in errors(data, "fooocus")] == ["Entry 3", "Entry 4", "Entry 5"]


def test_templates_of_invokeai() -> None:
    assert drafts(files.as_json(files.INVOKEAI), "invokeai")["Sketch"].prompt == "pencil sketch of {prompt}"
    table = b"name,positive_prompt,negative_prompt\nSketch,pencil,\n"
    assert drafts(table, "invokeai")["Sketch"].prompt == "pencil"


@pytest.mark.parametrize("value", [files.SDNEXT, [files.SDNEXT]], ids=["one", "list"])
def test_styles_of_sdnext(value: object) -> None:
    style = drafts(files.as_json(value), "sdnext")["Film"]
    assert (style.prompt, style.negative_prompt, style.purpose) == ("analog film", "digital", "Old film stock")
    assert style.recipe == {
        "steps": 20,
        "scheduler": "Euler a",
        "guidance_scale": 7.5,
        "shape": "free",
        "width": 512,
        "height": 768,
    }
    assert style.notes == ("Left out: Clip skip.", "Its wildcards were left out.")


def test_presets_of_swarmui() -> None:
    data = files.as_json(files.SWARMUI)
    found = drafts(data, "swarmui")
    assert found["Night/Neon"].recipe == {"steps": 30, "guidance_scale": 4.5}
    assert (found["Night/Neon"].prompt, found["Night/Neon"].negative_prompt) == ("neon", "day")
    assert (found["Instead"].prompt, found["Instead"].placement) == ("a grey wall", "replace")
    assert found["Instead"].recipe == {}
    assert found["Instead"].notes == ("Left out: height, width.",)
    assert errors(data, "swarmui") == [("Entry 3", "Its param_map is missing or cannot be read.")]


def test_styles_of_the_horde() -> None:
    found = drafts(files.as_json(files.HORDE), "horde")
    assert (found["ink"].prompt, found["ink"].negative_prompt) == ("ink", "colour")
    assert found["ink"].recipe == {"model": "Deliberate", "steps": 25, "guidance_scale": 6}


def test_a_thousand_slots_are_read() -> None:
    style = drafts(files.as_json([{"name": "A", "prompt": "x", "negative_prompt": "{prompt}, y" * 800}]), "fooocus")
    assert style["A"].negative_prompt.startswith("y, y, y")


def test_a_name_twice_in_one_object_is_an_error() -> None:
    data = b'[{"name": "A", "prompt": "x", "prompt": "y"}]'
    assert errors(data, "fooocus") == [("Entry 1", "It holds “prompt” twice, and only one can be meant.")]


def test_long_names_are_cut_and_long_words_refused() -> None:
    entries = read(files.as_json([{"name": "n" * 99, "prompt": "x"}, {"name": "L", "prompt": "w" * 10_001}]), "fooocus")
    assert isinstance(entries[0], Draft)
    assert (len(entries[0].name), entries[0].notes) == (80, ("Its name was cut to 80 characters.",))
    assert isinstance(entries[1], Problem)
    assert "10,000 characters" in entries[1].sentence


@pytest.mark.parametrize("text", ["a\\u0000b", "a\\ud800b"], ids=["NUL", "half a character"])
def test_what_no_database_keeps_is_refused(text: str) -> None:
    found = errors(f'[{{"name": "A", "prompt": "{text}"}}]'.encode(), "fooocus")
    assert found == [("Entry 1", "Its prompt holds a character that cannot be kept.")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xff", "no text file"),
        (b"\xff\xfe\x00", "no text file"),
        (b"watercolour,soft washes\n", "Line 1"),
        (b'[\n{"name": "A",\n"prompt" "x"}]', "Line 3, column 10"),
        (b"[" * 10_000, "nested too deeply"),
        (b'[{"name": "A", "prompt": "x", "extra": NaN}]', "NaN"),
        (b"[]", "no styles"),
        (b"{}", "no file of styles"),
        (b'{"a": [1, 2]}', "no file of styles"),
        (b'["a", "b"]', ""),
        (b"name,prompt,negative_prompt\n", "no styles"),
        (b"x" * 2_000_001, "larger than 2 MB"),
        (files.as_json([{"name": "A", "prompt": "x"}] * (MAX_ENTRIES + 1)), "more than 5,000"),
        (b"name,prompt\n" + b"A,x\n" * (MAX_ENTRIES + 1), "more than 5,000"),
        (b'[{"name": "A", "prompt": "x", "steps": ' + b"9" * 5_000 + b"}]", ""),
    ],
)
def test_a_file_that_is_none_says_why(data: bytes, words: str) -> None:
    if not words:
        assert read_file(data)[1]
        return
    with pytest.raises(Unreadable, match=words):
        read_file(data)
