"""`flask create-user`."""

from flask import Flask

from tests.visitor import PASSWORD, Visitor, person, user_row


def create(app: Flask, *args: str, password: str = PASSWORD) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["create-user", *args], input=f"{password}\n")
    return result.exit_code, result.output


def test_it_makes_an_admin(app: Flask) -> None:
    code, said = create(app, "Ada Lovelace", "--admin")
    assert code == 0
    assert said == "Ada Lovelace can sign in now, as an admin.\n"
    visitor = Visitor(app)
    visitor.sign_in("ada lovelace")
    assert visitor.get("/admin/").status_code == 200


def test_it_counts_as_set_up(app: Flask) -> None:
    create(app, "ada")
    assert Visitor(app).get("/set-up/").location == "/sign-in/"
    made = user_row(app, "ada")
    assert made is not None
    assert not made.is_admin


def test_a_taken_name_is_a_sentence(app: Flask) -> None:
    person(app, "ada")
    code, said = create(app, "ADA")
    assert code == 1
    assert said == "Error: Somebody here has this name already. Choose another.\n"


def test_bad_names_and_passwords_are_refused(app: Flask) -> None:
    assert create(app, "ada", password="short")[0] == 1
    assert create(app, "ada", password="password123")[0] == 1
    assert create(app, "ada", password="")[0] == 1
    assert create(app, "   ")[0] == 1
    assert user_row(app, "ada") is None
