"""Settings: from the file and the environment, all mistakes told at once, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.registry.folder import Folder
from verbale.registry.settings import SettingsError
from verbale.service.settings import SECTIONS, Settings, load_settings


def settings(tmp_path: Path, text: str = "", **environment: str) -> Settings:
    folder = Folder(tmp_path)
    folder.settings.write_text(f'format = 1\nprofile = "un"\n{text}', encoding="utf-8")
    return load_settings(folder, environment)


def test_without_a_word_everything_has_its_default(tmp_path: Path) -> None:
    made = settings(tmp_path)
    assert made.service.host == "127.0.0.1"
    assert made == Settings(registry=Folder(tmp_path))


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    text = '[service]\nport = 80\nmetrics-from = ["10.0.0.0/8"]\n[sign-in]\npasswords = true\n'
    made = settings(tmp_path, text, VERBALE_SERVICE_PORT="81", VERBALE_SERVICE_PROXIES="10.0.0.1, 10.0.0.2")
    assert made.service.port == 81
    assert made.service.proxies == ("10.0.0.1", "10.0.0.2")
    assert made.service.metrics_from == ("10.0.0.0/8",)


def test_a_secret_is_read_from_a_file_and_shown_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not tell\n", encoding="utf-8")
    made = settings(tmp_path, VERBALE_OIDC_CLIENT_SECRET_FILE=str(secret))
    assert made.oidc.client_secret == "do not tell"
    assert "do not tell" not in repr(made)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = """
[service]
prot = 80
port = "eighty"
address = "documents.example.org"
[sesions]
hours = 1
[oidc]
issuer = "https://id.example.org"
"""
    with pytest.raises(SettingsError) as told:
        settings(tmp_path, text, VERBALE_SESSIONS_HOURS="many", VERBALE_SERVICE_PROT="1")
    shown = [str(problem) for problem in told.value.problems]
    file = tmp_path / "verbale.toml"
    assert shown == [
        f"{file}, service.prot: there is no such setting. Did you mean port?",
        f"{file}, service.port: expected `int`, got `str`. The port to listen at; 0 takes a free one.",
        "VERBALE_SESSIONS_HOURS: expected `int`, got `str`. A session ends after so long in any case.",
        f"{file}, sesions: there is no such section. Did you mean sessions?",
        "VERBALE_SERVICE_PROT: there is no such setting. Did you mean VERBALE_SERVICE_PORT?",
        f"{file}, service.address: not an address. Write it like https://documents.example.org, without a path",
        f"{file}, oidc.client-id: missing. The provider gives it when this service is made known to it",
    ]


def test_a_file_that_is_not_toml_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="not TOML"):
        settings(tmp_path, "[service\n")


def test_every_setting_says_what_it_is() -> None:
    from verbale.registry.settings import described

    for section, of in SECTIONS.items():
        for setting in described(section, of):
            assert setting.says, setting
