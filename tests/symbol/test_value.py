"""A symbol is a value: what it parses, its normal form, its parts, its address."""

from __future__ import annotations

import copy
import pickle

import pytest

from verbale.symbol import Symbol, SymbolError

NORMAL = {
    "S/RES/822(1993)": "S/RES/822 (1993)",
    "s/res/822 (1993)": "S/RES/822 (1993)",
    "s/res/822%281993%29": "S/RES/822 (1993)",
    "S/RES/1373 [2001]": "S/RES/1373 (2001)",
    "S/RES/822/1993": "S/RES/822 (1993)",
    "S-RES-2068-(2012)": "S/RES/2068 (2012)",
    "A-RES-68-173": "A/RES/68/173",
    "A-RES-S-20-4": "A/RES/S-20/4",
    "A-RES-77-292-B": "A/RES/77/292 B",
    "A 74 783": "A/74/783",
    "A_74_783": "A/74/783",
    "a 74 pv 12": "A/74/PV.12",
    "A/RES/217(III)A": "A/RES/217 A (III)",
    "A/RES/217 (III) A": "A/RES/217 A (III)",
    "A/RES/217 A (III)": "A/RES/217 A (III)",
    "A/RES/2625(د-25)": "A/RES/2625 (XXV)",
    "A/RES/3201 (دإ-6)": "A/RES/3201 (S-VI)",
    "A/RES/2252 (دإط-5)": "A/RES/2252 (ES-V)",
    "A/RES/76/84a-b": "A/RES/76/84 A-B",
    "A/RES/37/125A-B": "A/RES/37/125 A-B",
    "A/RES/48/218/B": "A/RES/48/218 B",
    "A/DEC/78/409 باء()": "A/DEC/78/409 B",
    "A/48/42(supp)": "A/48/42",
    "A/79/1 [Issue]": "A/79/1",
    "A/80/6(Sect.3)/Add.6": "A/80/6 (Sect. 3)/Add.6",
    "A/80/6 (Sect. 3)/Add.6": "A/80/6 (Sect. 3)/Add.6",
    "E/CN.4/SUB.2/AC.2/1987/WP.4/ADD.1": "E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1",
    "UNEP/EA.4/RES.20": "UNEP/EA.4/Res.20",
    "TD/B/EX(23)/3": "TD/B/EX(23)/3",
    "S/PV.4306(Resumption1)": "S/PV.4306 (Resumption 1)",
    "S/PV.2977(Part II)(closed-resumption 1)": "S/PV.2977 (Part II) (closed-resumption 1)",
    "NPT/CONF.2000/28(PARTSIANDII)/CORR.3": "NPT/CONF.2000/28 (Parts I and II)/Corr.3",
    "A/57/3 (Parte II)": "A/57/3 (Part II)",
    "A/57/3 (часть II)": "A/57/3 (Part II)",
    "A/57/3 (第二部分)": "A/57/3 (Part II)",
    "A/ES‑10/273": "A/ES-10/273",
    "A/CONF.192/PС/23": "A/CONF.192/PC/23",
    "S / 12128": "S/12128",
    "S/18491/Add. 1": "S/18491/Add.1",
    "A/7Add.2": "A/7/Add.2",
    "A/77/L45/Rev.1": "A/77/L.45/Rev.1",
    "S/PV9261": "S/PV.9261",
    "A//74///783": "A/74/783",
    "\u200eA/74\u00a0/\u200b783\u200f": "A/74/783",
    "Ａ／７４／７８３": "A/74/783",
    "(A/74/783)": "A/74/783",
    "A/74/783)": "A/74/783",
    "A/RES/181 (II) A and B": "A/RES/181 A-B (II)",
    "A/RES/217 (III)[A]": "A/RES/217 A (III)",
    "A/RES/217(A)(III)": "A/RES/217 A (III)",
    "A/RES/3281 XXIX": "A/RES/3281 (XXIX)",
    "A/RES/68.173": "A/RES/68/173",
    "GA/RES/68/173": "A/RES/68/173",
    "unsc/res/822 (1993)": "S/RES/822 (1993)",
    "A/ES10/273": "A/ES-10/273",
    "A/74/L.20-Add.1": "A/74/L.20/Add.1",
    "A/74/L.20Add.1": "A/74/L.20/Add.1",
    "A/80/6 Sect. 3": "A/80/6 (Sect. 3)",
    "A/75/5 Vol. II": "A/75/5 (Vol. II)",
    "S/PV.8700 Resumption 1": "S/PV.8700 (Resumption 1)",
    "A/74/776/S/2020/256": "A/74/776–S/2020/256",
    "A/78/80/E/2023/64": "A/78/80–E/2023/64",
    "idb.48/16/rev.1": "IDB.48/16/Rev.1",
    "TD(XII)/1": "TD(XII)/1",
    "UNEP(DEPI)/MED IG.19/8": "UNEP(DEPI)/MED IG.19/8",
    "UNEP/CBD/COP/DEC/X/2": "UNEP/CBD/COP/DEC/X/2",
    "LC/G.2345(SES.33/3)": "LC/G.2345 (SES.33/3)",
    "(A/80/6 (Sect. 3))": "A/80/6 (Sect. 3)",
    "«A/74/783»": "A/74/783",
    "U.N. Doc. A/74/783": "A/74/783",
    "документ S/2020/279": "S/2020/279",
    "文件A/74/783": "A/74/783",
    "E/3254Â\u00a0||E/CN.7/376": "E/3254–E/CN.7/376",
    "CRC/C/RUS/CO/6-7": "CRC/C/RUS/CO/6-7",
    "A/74/776–S/2020/256": "A/74/776–S/2020/256",
    "A/74/776-S/2020/256": "A/74/776–S/2020/256",
    "S/2020/256 — A/74/776": "A/74/776–S/2020/256",
    "A/74/776\nS/2020/256": "A/74/776–S/2020/256",
    "A_74_776&S_2020_256": "A/74/776–S/2020/256",
    "E/CN.7/638||E/1979/35": "E/1979/35–E/CN.7/638",
}


@pytest.mark.parametrize(("text", "normal"), NORMAL.items())
def test_normal_form(text: str, normal: str) -> None:
    symbol = Symbol.parse(text)
    assert str(symbol) == normal
    assert Symbol.parse(normal) == symbol
    assert Symbol.from_slug(symbol.slug) == symbol


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("***", 0),
        ("and/or", 0),
        ("24/12", 0),
        ("TCP/IP", 6),
        ("A/RES", 5),
        ("A/C.3", 5),
        ("A/74/L.5 (as amended in A/74/L.6)", 9),
        ("HRI/GEN/1/Rev.9 (Vol. I) p. 173", 25),
        ("A/74/7é3", 6),
    ],
)
def test_what_is_no_symbol_is_refused_with_its_place(text: str, position: int) -> None:
    with pytest.raises(SymbolError) as caught:
        Symbol.parse(text)
    assert caught.value.where is not None
    assert caught.value.where.position == position


def test_a_reissue_keeps_the_symbol() -> None:
    symbol = Symbol.parse("A/RES/75/282**")
    assert (symbol.reissue, symbol.printed, str(symbol)) == (2, "A/RES/75/282**", "A/RES/75/282")
    assert symbol == Symbol.parse("A/RES/75/282")


def test_a_joint_document_is_one_symbol_of_two_halves() -> None:
    symbol = Symbol.parse("S/2020/279–A/74/783")
    assert symbol.is_joint
    assert [str(half) for half in symbol.halves] == ["A/74/783", "S/2020/279"]
    assert symbol.url("fr") == "https://undocs.org/fr/A/74/783"
    assert Symbol.joint(*symbol.halves) == symbol
    assert not symbol.halves[0].is_joint
    assert symbol.halves[0].halves == (symbol.halves[0],)


def test_a_symbol_does_not_change() -> None:
    symbol = Symbol.parse("A/74/783")
    with pytest.raises(AttributeError):
        symbol.reissue = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        setattr(symbol, "title", "x")  # noqa: B010
    assert copy.deepcopy(symbol) == pickle.loads(pickle.dumps(symbol)) == symbol
