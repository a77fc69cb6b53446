"""Language versions: status, due dates, original languages, and what is issued together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from tests.registry.making import letter, original, version
from verbale.document import Document, Language, Part
from verbale.errors import NoSuchVersion, NotReady, WrongState
from verbale.registry import Entry, NewVersion, Registry

DUE, BEFORE, AFTER = date(2024, 11, 12), date(2024, 11, 11), date(2024, 11, 13)


def registered(registry: Registry, **more: object) -> Entry:
    document = msgspec.structs.replace(letter(), **more)
    return registry.register(document, original(repr(more))).entry


def in_language(language: Language, title: str = "Lettre datée du 4 novembre 2024") -> Document:
    made = letter(text="J’ai l’honneur de vous écrire.")
    masthead = msgspec.structs.replace(made.masthead, title=title, symbols=(), organs=(), agenda_items=())
    return msgspec.structs.replace(made, language=language, masthead=masthead)


def new(language: str, reissue: int = 0) -> NewVersion:
    return msgspec.structs.replace(version(language), language=language, reissue=reissue)


def statuses(registry: Registry, entry: Entry) -> dict[str, str]:
    return {one.language: one.status for one in registry.versions.listing(entry)}


def test_each_language_of_the_profile_is_a_version(registry: Registry) -> None:
    entry = registered(registry)
    found = registry.versions.listing(entry)
    assert [one.language for one in found] == list(registry.profile.languages.official)
    assert {one.language: one.status for one in found if one.status != "not begun"} == {"en": "ready"}
    assert [one.language for one in found if one.original] == ["en"]


def test_the_status_of_a_version(registry: Registry) -> None:
    entry = registered(registry)
    registry.versions.begin(entry, ["fr"], due=DUE)
    assert statuses(registry, entry)["fr"] == "in translation"
    registry.versions.ready(entry, in_language("fr"))
    assert statuses(registry, entry)["fr"] == "ready"
    registry.issue(entry, new("en"), new("fr"))
    assert [statuses(registry, entry)[one] for one in ("en", "fr", "es")] == ["issued", "issued", "not begun"]
    kinds = [event.kind for event in registry.events(entry)][3:]
    assert kinds == ["version-begun", "version-ready", "issued", "issued"]


def test_what_is_late_shows(registry: Registry) -> None:
    entry = registered(registry)
    registry.versions.begin(entry, ["fr", "es"], due=DUE)
    registry.versions.set_due(entry, "es", AFTER)
    for day, late in ((DUE, []), (AFTER, ["fr"]), (date(2024, 12, 1), ["fr", "es"])):
        assert [one.language for one in registry.versions.late(today=day)] == late
        listed = registry.versions.listing(entry, today=day)
        assert {one.language for one in listed if one.late} == set(late)
    registry.versions.ready(entry, in_language("fr"))
    assert [one.language for one in registry.versions.late(today=date(2024, 12, 1))] == ["es"]
    registry.versions.drop(entry, "es")
    assert registry.versions.late(today=date(2025, 1, 1)) == ()
    assert statuses(registry, entry)["es"] == "not begun"


def test_a_translation_gets_the_masthead_of_the_record(registry: Registry) -> None:
    entry = registered(registry)
    registry.versions.ready(entry, in_language("fr"))
    text, record = registry.versions.document(entry, "fr"), registry.document(entry)
    assert text.masthead.symbols == record.masthead.symbols == entry.symbols
    assert text.masthead.title == "Lettre datée du 4 novembre 2024"
    assert text.masthead.original_languages == ("en",)
    assert (text.masthead.date, text.masthead.job_number) == (
        record.masthead.date,
        record.masthead.job_number,
    )
    item, own = text.masthead.agenda_items[0], record.masthead.agenda_items[0]
    assert (item.number, item.title != own.title) == (own.number, True)
    assert text.parts[0].blocks[0].text == "J’ai l’honneur de vous écrire."
    assert registry.versions.document(entry, "en") == record
    with pytest.raises(NoSuchVersion, match="not there in this language"):
        registry.versions.document(entry, "ru")


def test_the_original_language_of_each_part(registry: Registry) -> None:
    main, *_ = letter().parts
    entry = registered(
        registry,
        parts=(main, Part(role="annex", number="I", original_languages=("ru", "fr")), Part(role="annex")),
    )
    told = [(one.role, one.number, one.languages) for one in registry.versions.originals(entry)]
    assert told == [("main", None, ("en",)), ("annex", "I", ("ru", "fr")), ("annex", None, ("en",))]


def test_general_documents_wait_for_what_was_begun(registry: Registry) -> None:
    entry = registered(registry)
    release = registry.versions.release(entry)
    assert (release.languages, set(release.ahead)) == (("en",), {"ar", "zh", "fr", "ru", "es"})
    registry.versions.begin(entry, ["fr", "es"])
    registry.versions.ready(entry, in_language("es"))
    with pytest.raises(NotReady, match="waits for fr") as refused:
        registry.versions.release(entry)
    assert refused.value.languages == ("fr",)
    alone = registry.versions.release(entry, alone=True)
    assert (set(alone.languages), alone.ahead[0]) == ({"en", "es"}, "fr")
    registry.versions.ready(entry, in_language("fr"))
    assert set(registry.versions.release(entry).languages) == {"en", "fr", "es"}
    registry.issue(entry, new("en"), new("fr"), new("es"))
    assert registry.versions.release(entry).languages == ()


@pytest.mark.parametrize(("distribution", "waits"), [("general", True), ("limited", False)])
def test_which_documents_wait(registry: Registry, distribution: str, waits: bool) -> None:
    masthead = msgspec.structs.replace(letter().masthead, distribution=distribution)
    entry = registered(registry, masthead=masthead)
    registry.versions.begin(entry, ["fr"])
    if waits:
        with pytest.raises(NotReady):
            registry.versions.release(entry)
    else:
        release = registry.versions.release(entry)
        assert (release.languages, release.ahead) == (("en",), ())


def test_steps_that_do_not_follow_are_refused(registry: Registry) -> None:
    entry = registered(registry)
    registry.versions.begin(entry, ["fr"])
    steps: tuple[tuple[Callable[[], object], type[Exception]], ...] = (
        (lambda: registry.versions.begin(entry, ["fr"]), WrongState),
        (lambda: registry.versions.begin(entry, ["en"]), WrongState),
        (lambda: registry.versions.begin(entry, ["de"]), NoSuchVersion),
        (lambda: registry.versions.set_due(entry, "es", DUE), WrongState),
        (lambda: registry.versions.drop(entry, "es"), WrongState),
        (lambda: registry.versions.ready(entry, in_language("en")), WrongState),
        (lambda: registry.versions.ready(entry, in_language("de")), NoSuchVersion),
    )
    for work, error in steps:
        before = registry.events()
        with pytest.raises(error):
            work()
        assert registry.events() == before
    assert registry.verify() is None


def test_all_languages_are_issued_or_none(registry: Registry) -> None:
    entry = registered(registry)
    registry.issue(entry, new("fr"))
    before = registry.events()
    broken = msgspec.structs.replace(new("es"), files=(*new("es").files, *new("es").files))
    with pytest.raises(Exception, match=r"UNIQUE|unique|duplicate"):
        registry.issue(entry, new("en"), broken)
    assert registry.events() == before
    assert [path.name for path in (registry.folder.documents / entry.slug).iterdir()] == ["fr"]
    assert [path for path in registry.folder.staging.iterdir() if path.is_dir()] == []


def test_a_reissue_stands_beside_the_first_issue(registry: Registry) -> None:
    entry = registered(registry)
    registry.issue(entry, new("en"))
    again = registry.issue(entry, new("en", reissue=1)).entry
    assert [file.path.split("/")[2] for file in again.files] == ["en", "en", "en-reissue-1", "en-reissue-1"]
    assert again.files[2].path.endswith(f"{entry.slug}-en-reissue-1.html")
    assert all((registry.folder.root / file.path).is_file() for file in again.files)
    found = next(one for one in registry.versions.listing(entry) if one.language == "en")
    assert (found.status, found.reissues) == ("issued", 1)
    assert registry.events(entry)[-1].kind == "reissued"


def test_a_corrigendum_has_the_versions_that_it_concerns(registry: Registry) -> None:
    entry = registered(registry)
    registry.issue(entry, new("en"))
    made = registry.register(
        letter(text="For x read y."), original("c"), change=(entry, "corrigendum", ("en", "fr"))
    )
    assert set(statuses(registry, made.entry)) == {"en", "fr"}
    assert made.entry.symbol == "PA/12/1/Corr.1–HC/2024/1/Corr.1"
