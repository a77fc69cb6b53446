from __future__ import annotations

import textwrap

import pytest

from tests.reading.titles import TITLES, Titled
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
_EACH = pytest.mark.parametrize("case", TITLES, ids=[f"{case.language}-{n}" for n, case in enumerate(TITLES)])


@_EACH
def test_a_title_says_kind_date_sender_and_addressee(case: Titled) -> None:
    said = title_opens(case.title, case.language)
    formula = read_formula(case.title, case.language, _NAMES)
    assert said is not None
    assert said.value == case.kind
    assert str(formula.dated) == case.dated
    assert tuple((party.office, party.state) for party in formula.senders) == case.senders
    assert formula.addressees == case.addressees


@_EACH
def test_a_title_ends_where_its_formula_is_complete(case: Titled) -> None:
    assert ends_in_formula(case.title, case.language, _NAMES, case.kind)
    body = _BODY[case.language]
    found = find_title((Line(text=f"{case.title} {body}"),), case.language, _NAMES)
    assert found is not None
    assert (found.text, found.rest) == (case.title, body)


@_EACH
@pytest.mark.parametrize("width", [40, 72])
def test_a_title_over_several_lines_is_one(case: Titled, width: int) -> None:
    wrapped = (
        [case.title] if case.language == "zh" else textwrap.wrap(case.title, width, break_on_hyphens=False)
    )
    texts = [*wrapped, _BODY[case.language]]
    found = find_title([Line(text=text, number=n) for n, text in enumerate(texts, 1)], case.language, _NAMES)
    assert found is not None
    assert found.text == case.title
    assert found.last == len(wrapped) - 1
