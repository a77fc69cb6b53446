"""Profiles from files: every mistake at once, each with file, key and fix."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from verbale.errors import ProfileError
from verbale.profiles import Profile, load

ASSEMBLY = Path(load("assembly").source).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the fictional organization's profile, to be spoilt."""
    copy = tmp_path / "own"
    shutil.copytree(ASSEMBLY, copy)
    return copy


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def mistakes(folder: Path) -> list[tuple[str, str]]:
    """The file and the key (or the line) of each mistake."""
    with pytest.raises(ProfileError) as caught:
        load(folder)
    found = []
    for problem in caught.value.problems:
        assert problem.where is not None
        assert problem.where.file is not None
        assert problem.fix
        line = f"line {problem.where.line}" if problem.where.line else ""
        found.append((Path(problem.where.file).name, problem.where.field or line))
    assert str(len(found)) in str(caught.value)
    return found


def test_a_copy_is_the_same(folder: Path) -> None:
    copy, shipped = load(folder), load("assembly")
    assert (copy.members, copy.agendas, copy.mark) == (shipped.members, shipped.agendas, shipped.mark)
    assert load(folder / "profile.toml").name == "assembly"
    assert load(str(folder)).name == "assembly"


def test_no_such_profile(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="there is no profile") as caught:
        load(tmp_path / "nowhere.toml")
    assert "assembly, un" in str(caught.value.fix)
    with pytest.raises(ProfileError, match="there is no profile"):
        load("league")


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    spoil(folder / "profile.toml", 'official = ["ar",', 'oficial = ["ar",')
    spoil(folder / "organs.toml", 'counts = "year"\n', 'counts = "yearly"\n')
    spoil(folder / "members.toml", "joined = 2013-10-08", 'joined = "once"')
    spoil(folder / "offices.toml", "receives = true", 'receives = "yes"')
    spoil(folder / "sessions.tsv", "2015-10-06", "2015-13-06")
    spoil(folder / "agenda.tsv", "\ten\t", "\teng\t")
    assert set(mistakes(folder)) == {
        ("profile.toml", "languages.oficial"),
        ("profile.toml", "languages.official"),
        ("organs.toml", "organs[2].series[1].counts"),
        ("members.toml", "members[1].joined"),
        ("offices.toml", "offices[1].receives"),
        ("sessions.tsv", "line 4"),
        ("agenda.tsv", "line 4"),
    }


def test_how_languages_are_released_is_checked(folder: Path) -> None:
    spoil(folder / "profile.toml", 'id = "general"', 'id = "general"\nrelease = "each"')
    assert load(folder).released_together("general") is False
    spoil(folder / "profile.toml", 'release = "each"', 'release = "sometimes"')
    assert ("profile.toml", "distributions[1].release") in set(mistakes(folder))


def test_places_are_those_of_the_file(folder: Path) -> None:
    """A table that cannot be built does not hide, or shift, what is wrong in those after it."""
    spoil(folder / "members.toml", "joined = 2013-10-08", 'joined = "once"')
    spoil(folder / "members.toml", 'code = "XC"', 'code = "x3"')
    spoil(folder / "organs.toml", "{session}/L.{n}", "{session}/L.n")
    spoil(folder / "organs.toml", 'counts = "session"', 'counts = "sessions"')
    assert set(mistakes(folder)) == {
        ("members.toml", "members[1].joined"),
        ("members.toml", "members[3].code"),
        ("organs.toml", "organs[1].series[1].counts"),
        ("organs.toml", "organs[1].series[2].pattern"),
        ("organs.toml", "organs[1].series"),
        ("organs.toml", "organs[2].members"),
    }


def test_what_is_missing_is_told_beside_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "little.toml"
    path.write_text('name = "little"\n[[members]]\ncode = "xw"\n', encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load(path)
    keys = [problem.where.field for problem in caught.value.problems if problem.where]
    assert keys == ["names", "languages", "organs", "offices", "distributions", "members[1].code"]


def test_near_names_are_offered(folder: Path) -> None:
    spoil(folder / "profile.toml", "time_zone", "timezone")
    with pytest.raises(ProfileError) as caught:
        load(folder)
    assert "Did you mean time_zone?" in str(caught.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("members.toml", 'code = "XB"', 'code = "XA"', "members"),
        ("members.toml", 'code = "XB"', 'code = "xb"', "members[2].code"),
        ("members.toml", "joined = 2013-10-08", "joined = 2013-10-08\nleft = 2012-01-01", "members[1].left"),
        ("members.toml", 'names = { ar = ["أوريلمار"], ', "names = { ", "members[1].names.ar"),
        ("organs.toml", 'prefix = "HC"', 'prefix = "hc"', "organs[2].prefix"),
        ("organs.toml", 'prefix = "HC"', 'prefix = "HC"\nparent = "HQ"', "organs[2].parent"),
        ("organs.toml", "first_year = 2013", "", "organs[2].first_year"),
        ("organs.toml", '"XM"]', '"XZ"]', "organs[2].members"),
        ("organs.toml", 'fr = ["Conseil des ports"]', "", "organs[2].names.fr"),
        ("organs.toml", 'pattern = "HC/{year}/{n}"', 'pattern = "HC/{n}"', "organs[2].series[1].pattern"),
        ("organs.toml", 'pattern = "HC/{year}/{n}"', 'pattern = "HC/{year}/{m}"', "organs[2].series[1].pattern"),
        ("organs.toml", 'pattern = "HC/{year}/{n}"', 'pattern = "XC/{year}/{n}"', "organs[2].series[1].pattern"),
        ("organs.toml", 'counts = "year"\n', 'counts = "session"\n', "organs[2].series[1].counts"),
        ("sessions.tsv", "PA\t14", "QA\t14", "sessions[14].organ"),
        ("sessions.tsv", "PA\t14", "PA\t13", "sessions"),
        ("sessions.tsv", "PA\t14", "PA\tfourteen", "sessions[14].session"),
        ("sessions.tsv", "2019-05-16", "2019-05-01", "sessions[15].closed"),
        ("sessions.tsv", "2026-10-06", "2012-10-06", "sessions"),
        ("agenda.tsv", "PA\t11\t1\tar", "PA\t11\tone\tar", "agendas[1].items"),
        ("agenda.tsv", "PA\t11\t1\tar", "PA\t99\t1\tar", "agendas[1].session"),
        ("offices.toml", 'organ = "PA"', 'organ = "PX"', "offices[2].organ"),
        ("offices.toml", 'id = "permanent-observer"', 'id = "permanent-mission"', "offices"),
        ("offices.toml", 'en = ["Permanent Observer"]', "", "offices[5].names.en"),
        ("profile.toml", 'working = ["en", "es"]', 'working = ["en", "de"]', "languages.working"),
        ("profile.toml", 'time_zone = "UTC"', 'time_zone = "Utopia"', "time_zone"),
        ("profile.toml", 'id = "limited"', 'id = "general"', "distributions"),
        ("profile.toml", 'job_number = "{yy}-{n}"', 'job_number = "{n}"', "page.job_number"),
        ("profile.toml", "[page]", '[links]\nsymbol = "https://example.org/"\n[page]', "links.symbol"),
        ("profile.toml", '["organs.toml", ', '["../organs.toml", ', "include"),
        ("profile.toml", '["organs.toml", ', '["oceans.toml", ', "include"),
        ("mark.svg", "<circle", "<script>1</script><circle", "mark-file"),
        ("mark.svg", "<svg", "<picture", "mark-file"),
    ],
)  # fmt: skip
def test_what_must_hold(folder: Path, *, file: str, old: str, new: str, key: str) -> None:
    spoil(folder / file, old, new)
    assert key in {found for _, found in mistakes(folder)}


def test_a_file_that_is_no_toml_is_told_with_its_line(folder: Path) -> None:
    (folder / "members.toml").write_text("[[members]\n", encoding="utf-8")
    assert ("members.toml", "") in mistakes(folder)


def test_a_file_that_is_no_text_is_told(folder: Path) -> None:
    (folder / "members.toml").write_bytes(b"\xff\xfe\x00")
    assert ("members.toml", "") in mistakes(folder)


def test_rows_are_told_with_their_line(folder: Path) -> None:
    with (folder / "agenda.tsv").open("a", encoding="utf-8") as file:
        file.write("PA\t14\t3\n")
    lines = (folder / "agenda.tsv").read_text(encoding="utf-8").count("\n")
    assert mistakes(folder) == [("agenda.tsv", f"line {lines}")]


def test_the_columns_must_be_named(folder: Path) -> None:
    spoil(folder / "agenda.tsv", "organ\tsession", "session\torgan")
    assert ("agenda.tsv", "line 1") in mistakes(folder)


def test_a_profile_in_one_file(tmp_path: Path) -> None:
    """The example of the how-to page: as little as a profile can have."""
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "write-a-profile.md").read_text(encoding="utf-8")
    toml = page.split("```toml")[1].split("```")[0]
    path = tmp_path / "club.toml"
    path.write_text(toml, encoding="utf-8")
    club: Profile = load(path)
    assert [organ.prefix for organ in club.organs] == ["RC"]
    session = club.organs[0]
    assert session.counts == "years"


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("profile.toml", 'name = "assembly"', 'name = "assembly"\nlinks = 3', "links"),
        ("profile.toml", 'name = "assembly"', 'name = "assembly"\nlinks = 2020-01-01', "links"),
        ("organs.toml", "[[organs]]", 'members = "all"\n[[organs]]', "members"),
        ("profile.toml", 'session-lists = ["sessions.tsv"]', "session-lists = 7", "session-lists"),
        ("profile.toml", "[names]", "[names]\nnl = ['Unie']", "names"),
        ("profile.toml", 'official = ["ar", "zh", "en", "fr", "ru", "es"]', "official = []", "languages.official"),
        ("profile.toml", 'en = ["Union of Estuary States", "the Union of Estuary States"]', "", "names.en"),
        ("organs.toml", 'pattern = "PA/{session}/{n}"', 'pattern = "PA/{n}"', "organs[1].series[1].pattern"),
        ("organs.toml", 'counts = "year"', 'counts = "year"\nsince = 2020-01-01\nuntil = 2019-01-01',
         "organs[2].series[1].until"),
        ("organs.toml", 'counts = "year"', 'counts = "year"\nkinds = ["letter"]', "organs[2].series"),
        ("sessions.tsv", "PA\t14", "HC\t14", "sessions[14].organ"),
        ("agenda.tsv", "PA\t11\t1\tar", "PX\t11\t1\tar", "agendas[1].organ"),
        ("agenda.tsv", "PA\t11\t1\tzh", "PA\t11\t1\tar", "line 3"),
    ],
)  # fmt: skip
def test_what_else_must_hold(folder: Path, *, file: str, old: str, new: str, key: str) -> None:
    spoil(folder / file, old, new)
    assert any(found.startswith(key) for _, found in mistakes(folder))


def test_an_organ_without_sessions_is_told(folder: Path) -> None:
    (folder / "sessions.tsv").write_text("organ\tsession\tkind\topened\tclosed\n", encoding="utf-8")
    assert "sessions" in {key for _, key in mistakes(folder)}


def test_who_receives_and_how_it_is_distributed_must_be_said(folder: Path) -> None:
    offices = folder / "offices.toml"
    offices.write_text(offices.read_text(encoding="utf-8").replace("receives = true\n", ""), encoding="utf-8")
    assert mistakes(folder) == [("offices.toml", "offices")]


def test_a_file_that_is_too_large_is_told(folder: Path) -> None:
    with (folder / "agenda.tsv").open("a", encoding="utf-8") as file:
        file.write("#" * 4_100_000)
    assert ("agenda.tsv", "") in mistakes(folder)
