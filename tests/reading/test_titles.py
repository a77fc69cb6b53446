from __future__ import annotations

import pytest

from tests.reading.titles import TITLES
from verbale.languages.nomenclature import united_nations
from verbale.reading.lines import Line
from verbale.reading.titles import ends_in_formula, find_title, read_formula, title_opens

_NAMES = united_nations()
_BODY = {
    "ar": "أتشرف بأن أحيل إليكم نص إعلان بشأن المرفأ.",
    "en": "I have the honour to write to you about the harbour of the United Nations.",
    "es": "Tengo el honor de escribirle acerca del puerto.",
    "fr": "J’ai l’honneur de vous écrire au sujet du port.",
    "ru": "Имею честь написать Вам о порте.",
    "zh": "谨通知你，港口已经启用。",
}
_EACH = pytest.mark.parametrize(("language", "title", "kind", "dated", "senders", "addressees"), TITLES)


@_EACH
def test_a_title_says_kind_date_sender_and_addressee(
    language: str,
    title: str,
    kind: str,
    dated: str,
    senders: tuple[tuple[str | None, str | None], ...],
    addressees: tuple[str, ...],
) -> None:
    said = title_opens(title, language)
    formula = read_formula(title, language, _NAMES)
    assert said is not None
    assert said.value == kind
    assert str(formula.dated) == dated
    assert tuple((party.office, party.state) for party in formula.senders) == senders
    assert formula.addressees == addressees


@_EACH
def test_a_title_ends_where_its_formula_is_complete(
    language: str,
    title: str,
    kind: str,
    dated: str,
    senders: tuple[tuple[str | None, str | None], ...],
    addressees: tuple[str, ...],
) -> None:
    assert ends_in_formula(title, language, _NAMES, kind)
    run_on = (Line(text=f"{title} {_BODY[language]}"),)
    found = find_title(run_on, language, _NAMES)
    assert found is not None
    assert (found.text, found.rest) == (title, _BODY[language])


@_EACH
@pytest.mark.parametrize("width", [40, 72])
def test_a_title_over_several_lines_is_one(
    language: str,
    title: str,
    kind: str,
    dated: str,
    senders: tuple[tuple[str | None, str | None], ...],
    addressees: tuple[str, ...],
    width: int,
) -> None:
    import textwrap

    wrapped = [title] if language == "zh" else textwrap.wrap(title, width, break_on_hyphens=False)
    lines = tuple(
        Line(text=text, number=number) for number, text in enumerate([*wrapped, _BODY[language]], 1)
    )
    found = find_title(lines, language, _NAMES)
    assert found is not None
    assert found.text == title
    assert found.last == len(wrapped) - 1
