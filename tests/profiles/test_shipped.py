"""The profiles that come with Verbale."""

from __future__ import annotations

import gc
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from verbale.document import Kind, Session
from verbale.languages import LANGUAGES
from verbale.profiles import Profile, load, shipped


@pytest.fixture(scope="module")
def un() -> Profile:
    return load("un")


@pytest.fixture(scope="module")
def assembly() -> Profile:
    return load("assembly")


def test_both_ship() -> None:
    assert shipped() == ("assembly", "un")


def test_un_has_its_members(un: Profile) -> None:
    assert sum(member.status == "member" for member in un.members) == 193
    assert [member.code for member in un.members if member.status == "observer"] == ["VA", "PS"]
    joined = un.member("SS")
    assert joined is not None
    assert joined.joined == date(2011, 7, 14)
    assert not joined.belongs_at(date(2011, 7, 13))
    assert un.mark is None


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1946, 1, 10), "1"),
        (date(1946, 10, 23), "1"),
        (date(1975, 9, 15), "29"),
        (date(2019, 9, 16), "73"),
        (date(2019, 9, 17), "74"),
        (date(2020, 4, 1), "74"),
        (date(2020, 9, 15), "75"),
        (date(2025, 9, 8), "79"),
        (date(2026, 11, 1), "81"),
    ],
)
def test_general_assembly_sessions(un: Profile, day: date, number: str) -> None:
    assert un.session_at("A", day) == Session(organ="A", session=number)


def test_no_session_before_the_first_and_after_the_last_known(un: Profile) -> None:
    assert un.session_at("A", date(1945, 12, 31)) is None
    assert un.session_at("A", date(2040, 1, 1)) is None
    assert un.session_at("S", date(1945, 12, 31)) is None
    assert un.session_at("XY", date(2020, 1, 1)) is None


def test_the_security_council_counts_years(un: Profile) -> None:
    assert un.session_at("S", date(1946, 1, 17)) == Session(organ="S", year=1)
    assert un.session_at("S", date(2020, 12, 31)) == Session(organ="S", year=75)


def test_the_economic_and_social_council_opens_in_july(un: Profile) -> None:
    assert un.session_at("E", date(1993, 4, 21)) == Session(organ="E", session="1993")
    assert un.session_at("E", date(2022, 8, 10)) == Session(organ="E", session="2023")


def test_between_sessions_the_human_rights_council_looks_ahead(un: Profile) -> None:
    assert un.session_at("A/HRC", date(2025, 3, 23)) == Session(organ="A/HRC", session="58")
    assert un.session_at("A/HRC", date(2025, 5, 1)) == Session(organ="A/HRC", session="59")


def test_sessions_that_may_stand_on_a_document(un: Profile) -> None:
    numbers = {session.session for session in un.sessions_open("A", date(2020, 9, 20))}
    assert {"75", "74", "ES-10"} <= numbers
    assert "76" not in numbers
    assert un.sessions_open("A", date(2020, 9, 20))[0].session == "75"


CASES: list[tuple[str, date, Kind, Session | None, str]] = [
    ("A", date(2020, 4, 3), "letter", None, "A/74/7"),
    ("S", date(2020, 4, 3), "letter", None, "S/2020/7"),
    ("S", date(1993, 7, 1), "letter", None, "S/7"),
    ("A", date(1970, 7, 1), "letter", None, "A/7"),
    ("A", date(2011, 1, 12), "letter", Session(organ="A", session="ES-10"), "A/ES-10/7"),
    ("A/HRC", date(2025, 3, 23), "letter", None, "A/HRC/58/G/7"),
    ("A/HRC", date(2025, 3, 23), "report", None, "A/HRC/58/7"),
    ("S", date(2020, 1, 10), "resolution", None, "S/RES/7 (2020)"),
    ("S", date(2020, 1, 10), "letter", Session(organ="S", year=74), "S/2019/7"),
    ("E", date(2022, 8, 10), "draft-resolution", None, "E/2023/L.7"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[-1] for case in CASES])
def test_series(un: Profile, case: tuple[str, date, Kind, Session | None, str]) -> None:
    organ, day, kind, session, symbol = case
    series = un.series_for(organ, day, kind=kind, session=session)
    assert series is not None
    assert series.symbol(7) == symbol
    found = un.series_of(symbol)
    assert found is not None
    assert (found[0].key, found[1]) == (series.key, 7)
    named = un.series_named(series.key)
    assert named is not None
    assert named.key == series.key


def test_a_symbol_of_no_series_has_none(un: Profile) -> None:
    assert un.series_of("ST/SGB/2007/11") is None
    assert un.series_named("A/74/783/4") is None


def test_numbers_start_at_one(un: Profile) -> None:
    series = un.series_for("A", date(2020, 4, 3))
    assert series is not None
    with pytest.raises(ValueError, match="start at 1"):
        series.symbol(0)


@given(days=st.integers(0, (date(2026, 11, 1) - date(1994, 1, 1)).days), number=st.integers(1, 999_999))
@settings(max_examples=200, deadline=None)
def test_every_symbol_given_is_found_again_in_its_row(days: int, number: int) -> None:
    profile, day = load("un"), date(1994, 1, 1) + timedelta(days=days)
    for organ in ("A", "S", "E"):
        series = profile.series_for(organ, day, kind="letter")
        assert series is not None
        back = profile.series_of(series.symbol(number))
        assert back is not None
        assert (back[0].organ, back[0].key, back[1]) == (organ, series.key, number)
        assert profile.session_at(organ, day) in profile.sessions_open(organ, day)


def test_agenda(un: Profile) -> None:
    agenda = un.agenda("A", "74")
    assert agenda is not None
    assert not agenda.complete
    assert str(agenda.title("37", "en")).startswith("The situation in the occupied territories")
    assert agenda.has("3")
    assert agenda.has("3 (b)")
    assert not agenda.has("9999")
    standing = un.agenda("A/HRC", "58")
    assert standing is not None
    assert standing.complete
    assert len(standing.items) == 10
    assert un.agenda("S", None) is None


def test_who_is_told(un: Profile, assembly: Profile) -> None:
    assert len(un.entitled("general")) == 195
    assert len(un.entitled("general", on=date(2000, 1, 1))) == 189
    sitting = assembly.entitled("restricted", organs=("HC",))
    assert [member.code for member in sitting] == ["XA", "XB", "XE", "XI", "XM"]
    assert len(assembly.entitled("restricted", organs=("HC", "PA"))) == 12
    assert len(assembly.entitled("general", organs=("HC",))) == 13
    assert assembly.entitled("provisional") == ()


def test_general_documents_are_released_in_all_languages_together(un: Profile, assembly: Profile) -> None:
    for profile in (un, assembly):
        assert profile.released_together("general", "letter")
        assert not profile.released_together("general", "verbatim-record")
        assert not profile.released_together("limited", "draft-resolution")
        assert not profile.released_together(None)


@pytest.mark.parametrize("name", ["un", "assembly"])
def test_everything_has_a_name_in_six_languages(name: str) -> None:
    profile = load(name)
    names = profile.nomenclature
    for language in LANGUAGES:
        assert profile.name_of(language)
        for organ in profile.organs:
            assert names.organ_name(organ.prefix, language)
        for member in profile.members:
            assert names.state_name(member.code, language)
        for office in profile.offices:
            assert office.names[language]


def test_names_of_fictional_members_are_found(assembly: Profile) -> None:
    names = assembly.nomenclature
    for member in assembly.members:
        for language, forms in member.names.items():
            assert names.state_named(forms[0], language) == member.code
            assert names.state_named(member.of[language], language) == member.code
    for organ in assembly.organs:
        for language, forms in organ.names.items():
            assert [names.organ_named(form, language) for form in forms] == [organ.prefix] * len(forms)


def test_offices_are_known_by_every_name(un: Profile) -> None:
    for office in un.offices:
        for forms in office.names.values():
            for form in forms:
                found = un.office(form)
                assert found is not None
                assert found.id == office.id
    assert un.office("Harbour Master") is None


def test_the_fictional_agenda_is_whole(assembly: Profile) -> None:
    for agenda in assembly.agendas:
        assert agenda.complete
        assert all(set(titles) == set(LANGUAGES) for titles in agenda.items.values())


def test_names_are_made_once_and_forgotten_with_their_profile(assembly: Profile) -> None:
    from verbale.profiles import naming

    assert assembly.nomenclature is assembly.nomenclature
    other = replace(assembly, name="other")
    names = other.nomenclature
    assert names is not assembly.nomenclature
    key = id(other)
    assert key in naming._made
    del other
    gc.collect()
    assert key not in naming._made


def test_what_the_reader_is_told_of_organs_and_offices(un: Profile, assembly: Profile) -> None:
    assert un.nomenclature.years == {"S"}
    assert assembly.nomenclature.years == {"S", "HC"}
    assert set(un.nomenclature.offices) == set()
    found = assembly.nomenclature.find_offices("dirigidas al Presidente del Consejo de Puertos", "es")
    assert [office.code for office in found] == ["president-of-the-harbour-council"]
