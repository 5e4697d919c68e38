"""`flask sweep --check` tells which rows and files do not fit, and changes nothing."""

from flask import Flask

from tests.cast import make_image
from webapp.media import storage
from webapp.models import User
from webapp.pipeline.audit import audit


def test_all_fits(app: Flask, alice: User) -> None:
    with app.app_context():
        make_image(alice)
        assert audit().is_whole
    done = app.test_cli_runner().invoke(args=["sweep", "--check"])
    assert (done.exit_code, done.output) == (0, "0 missing, 0 orphan, 0 partial\n")


def test_what_does_not_fit_is_named(app: Flask, alice: User) -> None:
    with app.app_context():
        lost, kept = make_image(alice).file_path, "pictures/2026/nobodys.webp"
        storage().delete(lost)
        storage().put(kept, b"picture", "image/webp")
    done = app.test_cli_runner().invoke(args=["sweep", "--check"])
    assert done.exit_code == 1
    assert done.output.splitlines()[0] == "1 missing, 1 orphan, 0 partial"
    assert f"missing: {lost}" in done.output
    assert f"orphan: {kept}" in done.output
    with app.app_context():
        assert storage().exists(kept)


def test_young_files_are_left_alone_by_a_sweep(app: Flask) -> None:
    with app.app_context():
        storage().put("pictures/2026/young.webp", b"picture", "image/webp")
        done = app.test_cli_runner().invoke(args=["sweep"])
        assert done.output == "1 files seen, 0 cleared.\n"
        assert storage().exists("pictures/2026/young.webp")
