"""The profile that is kept is the profile that would be loaded."""

from __future__ import annotations

import shutil
from pathlib import Path
from unittest import mock

import pytest

from verbale.errors import ProfileError
from verbale.profiles import load, loading, shipped
from verbale.registry import create, kept_profile
from verbale.registry.kept_profile import load_kept

SHIPPED = Path(loading.__file__).parent / "data"


@pytest.mark.parametrize("name", shipped())
def test_what_is_kept_equals_what_is_loaded(name: str, tmp_path: Path) -> None:
    kept = tmp_path / "profile.kept"
    assert load_kept(name, kept) == load(name)
    with mock.patch.object(kept_profile, "load", side_effect=AssertionError("loaded again")):
        again = load_kept(name, kept)
    assert again == load(name)
    assert again.nomenclature.organ_name(again.organs[0].prefix, "fr") == load(name).nomenclature.organ_name(
        again.organs[0].prefix, "fr"
    )


def test_a_profile_that_changed_is_loaded_anew(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED / "assembly", tmp_path / "own")
    with create(tmp_path / "r", str(tmp_path / "own"), who="me") as registry:
        assert registry.profile.limits.words == 3000
        profile = Path(registry.profile_name)
        folder = registry.folder
    profile.write_text(
        profile.read_text(encoding="utf-8").replace("words = 3000", "words = 31"), encoding="utf-8"
    )
    assert load_kept(str(profile), folder.kept_profile).limits.words == 31
    profile.write_text("name = 3", encoding="utf-8")
    with pytest.raises(ProfileError):
        load_kept(str(profile), folder.kept_profile)


def test_a_damaged_or_foreign_file_is_not_used(tmp_path: Path) -> None:
    kept = tmp_path / "profile.kept"
    for content in (b"", b"\x00" * 40, b"nonsense"):
        kept.write_bytes(content)
        assert load_kept("assembly", kept) == load("assembly")
    assert load_kept("un", kept).name == "un"
