"""A log line is one line, says what it must, and cannot be forged by what people type."""

import json
import logging
import sys

import pytest
from flask import Flask, g

from webapp.log_lines import JsonLines, LineFormatter, TextLines
from webapp.scrub import scrubber

SCRUB = scrubber({"CANARY-known-value"})
FORMATTERS: list[LineFormatter] = [TextLines(SCRUB), JsonLines(SCRUB)]


def record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("webapp.pipeline", logging.INFO, __file__, 1, message, arguments, None)
    made.__dict__.update(extra)
    return made


def fail_with(text: str) -> None:
    raise ValueError(text)


@pytest.mark.parametrize("formatter", FORMATTERS)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x1b[2J", "\x85", "\u2028", "\0", "\x0b"])
def test_what_somebody_typed_stays_on_its_line(formatter: LineFormatter, ending: str) -> None:
    line = formatter.format(record("prompt: %s", f"a lake{ending}2026 error forged"))
    assert len(line.splitlines()) == 1
    assert ending not in line


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_a_lone_surrogate_can_be_written(formatter: LineFormatter) -> None:
    assert formatter.format(record("a \ud800 b")).encode()


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_secrets_are_left_out_of_message_fields_and_traceback(formatter: LineFormatter) -> None:
    try:
        fail_with("password=CANARY-in-the-error")
    except ValueError:
        failed = record("Authorization: %s", "CANARY-header", path="/CANARY-known-value", exc_info=sys.exc_info())
    line = formatter.format(failed)
    assert "CANARY" not in line.replace("CANARY-known-value", "CANARY")
    assert "ValueError" in line


def test_no_line_of_a_traceback_can_pass_for_a_record() -> None:
    try:
        fail_with("boom\n2026-01-01T00:00:00.000+00:00 error webapp forged")
    except ValueError:
        text = TextLines(SCRUB).format(record("It failed", exc_info=sys.exc_info()))
    assert all(row.startswith("    | ") for row in text.splitlines()[1:])


def test_json_lines_hold_the_parts_by_name() -> None:
    made = json.loads(JsonLines(SCRUB).format(record("done", status=200, duration_ms=1.5, path="/gallery/")))
    assert made["level"] == "info"
    assert made["logger"] == "webapp.pipeline"
    assert (made["status"], made["duration_ms"], made["path"]) == (200, 1.5, "/gallery/")
    assert made["time"].endswith("+00:00")


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_a_line_carries_the_id_of_its_request(formatter: LineFormatter) -> None:
    with Flask("x").app_context():
        g.request_id = "0123456789abcdef"
        assert "0123456789abcdef" in formatter.format(record("hello"))


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_endless_text_is_cut(formatter: LineFormatter) -> None:
    assert len(formatter.format(record("x" * 1_000_000))) < 25_000
