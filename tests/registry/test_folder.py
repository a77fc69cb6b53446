"""A registry is found by option, by environment, around the working folder, or in the default place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.registry.making import new_registry
from verbale.errors import RegistryError
from verbale.registry import Folder, Registry, default_folder, find


def test_the_order_in_which_a_registry_is_looked_for(tmp_path: Path, registry: Registry) -> None:
    new_registry(tmp_path / "other").close()
    inside = registry.folder.documents / "deep"
    inside.mkdir()
    named = {"VERBALE_REGISTRY": str(tmp_path / "other")}
    root = registry.folder.root
    found = find(root, environment=named, here=tmp_path / "other")
    assert (found.folder.root, found.by) == (root, "option")
    found = find(environment=named, here=inside)
    assert (found.folder.root, found.by) == (tmp_path / "other", "environment")
    found = find(environment={}, here=inside)
    assert (found.folder.root, found.by) == (root, "here")
    found = find(environment={}, here=tmp_path)
    assert (found.folder.root, found.by) == (default_folder(), "default")


def test_a_named_folder_must_be_a_registry(tmp_path: Path) -> None:
    for chosen, environment in [(tmp_path, {}), (None, {"VERBALE_REGISTRY": str(tmp_path)})]:
        with pytest.raises(RegistryError, match="not a registry") as raised:
            find(chosen, environment=environment)
        assert "verbale init" in str(raised.value.fix)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("profile = ", "not TOML"),
        ("format = 1", "no profile"),
        ("profile = 3", "no profile"),
        ("\udcff", "not TOML"),
    ],
)
def test_settings_that_cannot_be_read_are_told(tmp_path: Path, text: str, told: str) -> None:
    folder = Folder(tmp_path)
    folder.settings.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(RegistryError, match=told):
        _ = folder.profile


def test_the_profile_may_have_any_name(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.mark('a "strange" \\ name')
    assert folder.profile == 'a "strange" \\ name'
