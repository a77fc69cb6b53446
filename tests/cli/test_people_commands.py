"""``verbale person`` and ``verbale token``, as they are used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.conftest import Run
from verbale.cli import verbale
from verbale.cli.person import ROLES
from verbale.registry.people import ROLES as KNOWN
from verbale.registry.people.permissions import scopes

ADA = ("person", "add", "ada@example.org", "--name", "Ada Lind", "--role", "administrator", "--no-password")


def test_people_come_get_roles_and_go(run: Run, registry: Path) -> None:
    assert "Nobody yet" in run("person", "list").output
    assert run(*ADA).output == "ada@example.org (Ada Lind): administrator\n"
    ilse = json.loads(
        run(
            *(
                "person",
                "add",
                "Ilse@mission.example",
                "--name",
                "Ilse",
                "--role",
                "mission",
                "--member",
                "XB",
            ),
            *("--language", "fr", "--no-password", "--json"),
        ).output
    )
    assert (ilse["email"], ilse["roles"], ilse["member"]) == ("ilse@mission.example", ["mission"], "XB")
    told = run("person", "role", "ilse@mission.example", "--give", "reader", "--take", "mission").output
    assert told == "ilse@mission.example (Ilse): reader of XB\n"
    assert "disabled" in run("person", "disable", "ilse@mission.example").output
    listed = run("person", "list").output
    assert "ada@example.org" in listed
    assert "disabled" in listed
    assert "disabled" not in run("person", "enable", "ilse@mission.example").output


def test_a_password_is_asked_for_or_read_and_shown_nowhere(run: Run, registry: Path) -> None:
    password = "four words nobody says"
    added = CliRunner().invoke(
        verbale,
        ["person", "add", "ada@example.org", "--name", "Ada", "--password-stdin"],
        input=f"{password}\n",
        catch_exceptions=False,
    )
    assert added.exit_code == 0
    changed = CliRunner().invoke(
        verbale,
        ["person", "password", "ada@example.org"],
        input=f"{password}!\n{password}!\n",
        catch_exceptions=False,
    )
    assert changed.output.endswith("ada@example.org has a new password.\n")
    assert password not in added.output + changed.output + run("log").output


def test_a_token_is_shown_once(run: Run, registry: Path) -> None:
    run(*ADA)
    made = run(
        "token", "new", "ada@example.org", "--name", "harvester", "--scope", "documents", "--days", "7"
    )
    secret = made.stdout.strip()
    assert secret.startswith("verbale_")
    assert "Token 1, for documents, until" in made.stderr
    listed = run("token", "list", "ada@example.org").output
    assert "harvester" in listed
    assert secret not in listed + run("log", "--json").output
    assert "is revoked" in run("token", "revoke", "1").output
    assert json.loads(run("token", "list", "--json").output)[0]["revoked"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("person", "add", "nobody", "--name", "N", "--no-password"), "not an e-mail address"),
        (("person", "disable", "ada@example.org"), "last administrator"),
        (("person", "role", "x@example.org", "--give", "reader"), "nobody here has the address"),
        (("person", "role", "ada@example.org", "--give", "mission"), "a mission is that of a member"),
        (("token", "new", "ada@example.org", "--name", "x", "--scope", "all"), "no such scope"),
        (("token", "revoke", "99"), "there is no token 99"),
    ],
)
def test_what_cannot_be_is_told_with_a_way_out(
    run: Run, registry: Path, arguments: tuple[str, ...], told: str
) -> None:
    run(*ADA)
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_the_help_names_every_role_and_every_scope(run: Run) -> None:
    assert ROLES == KNOWN
    told = run("person", "--help").output
    assert all(role in told for role in KNOWN)
    told = run("token", "--help").output
    assert all(scope in told for scope in scopes())
