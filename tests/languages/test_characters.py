"""Characters folded one for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verbale.languages.characters import fold_each, replaced

_SIGNS = "’–\u00a0\u0660İéÉЁЙйأى，（\u3000`"
TEXTS = st.text(
    st.sampled_from(_SIGNS + "abZ .") | st.characters(codec="utf-8", exclude_characters="Σ"), max_size=40
)


class Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = made = {"`": "'", "’": "'", "é": "e", "й": ""}.get(
            chr(code).lower()[:1], chr(code).lower()[:1]
        )
        return made


@given(TEXTS)
def test_replaced_is_what_translate_gives(text: str) -> None:
    assert replaced(text, Table()) == text.translate(Table())


@given(TEXTS)
def test_folded_text_is_as_long_and_folds_to_itself(text: str) -> None:
    folded = fold_each(text)
    assert len(folded) == len(text)
    assert fold_each(folded) == folded
