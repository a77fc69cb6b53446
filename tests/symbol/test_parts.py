"""The parts of symbols by name."""

from __future__ import annotations

import pytest

from verbale.symbol import Symbol, parse_many, series_of

# symbol: organ, body, series, session, year, number, letters, suffixes
PARTS: dict[
    str, tuple[str, str | None, str | None, str | None, int | None, int | None, str, tuple[str, ...]]
] = {
    "A/74/783": ("A", None, None, "74", None, 783, "", ()),
    "A/810": ("A", None, None, None, None, 810, "", ()),
    "A/ES-10/739": ("A", None, None, "ES-10", None, 739, "", ()),
    "A/S-32/1": ("A", None, None, "S-32", None, 1, "", ()),
    "A/INF/75/3": ("A", None, "INF", "75", None, 3, "", ()),
    "A/RES/68/173": ("A", None, "RES", "68", None, 173, "", ()),
    "A/RES/217 A (III)": ("A", None, "RES", "3", None, 217, "A", ()),
    "A/RES/3201 (S-VI)": ("A", None, "RES", "S-6", None, 3201, "", ()),
    "A/RES/76/84 A-B": ("A", None, "RES", "76", None, 84, "A-B", ()),
    "A/C.3/53/L.39/Rev.1": ("A", "C.3", "L", "53", None, 39, "", ("Rev.1",)),
    "A/C.3/L.2010": ("A", "C.3", "L", None, None, 2010, "", ()),
    "A/AC.109/2019/L.18": ("A", "AC.109", "L", None, 2019, 18, "", ()),
    "A/CN.9/1126": ("A", "CN.9", None, None, None, 1126, "", ()),
    "A/CONF.157/24 (Part I)": ("A", "CONF.157", None, None, None, 24, "", ("Part I",)),
    "A/80/6 (Sect. 3)/Add.6": ("A", None, None, "80", None, 6, "", ("Sect. 3", "Add.6")),
    "A/HRC/45/G/3": ("A/HRC", None, "G", "45", None, 3, "", ()),
    "A/HRC/RES/S-34/1": ("A/HRC", None, "RES", "S-34", None, 1, "", ()),
    "A/HRC/WG.6/47/COD/1": ("A/HRC", "WG.6", None, "47", None, 1, "", ()),
    "S/25199": ("S", None, None, None, None, 25199, "", ()),
    "S/2020/279": ("S", None, None, None, 2020, 279, "", ()),
    "S/RES/822 (1993)": ("S", None, "RES", None, 1993, 822, "", ()),
    "S/PRST/2019/9": ("S", None, "PRST", None, 2019, 9, "", ()),
    "S/PV.9052 (Resumption 1)": ("S", None, "PV", None, None, 9052, "", ("Resumption 1",)),
    "S/AC.37/2003/(1455)/47": ("S", "AC.37/(1455)", None, None, 2003, 47, "", ()),
    "E/RES/1915 (ORG-75)": ("E", None, "RES", "ORG-75", None, 1915, "", ()),
    "E/NL.1949/12-14": ("E", None, "NL", None, 1949, 12, "", ()),
    "E/CN.4/Sub.2/AC.2/1987/WP.4/Add.1": ("E", "CN.4/Sub.2/AC.2", "WP", None, 1987, 4, "", ("Add.1",)),
    "E/ESCWA/SDPD/2003/WG.1/2": ("E", "ESCWA/SDPD/WG.1", None, None, 2003, 2, "", ()),
    "ECE/TRANS/WP.29/2015/3": ("ECE", "TRANS/WP.29", None, None, 2015, 3, "", ()),
    "CCPR/C/95/D/1553/2007": ("CCPR", "C", "D", "95", 2007, 1553, "", ()),
    "CRC/C/RUS/CO/6-7": ("CRC", "C", "CO", None, None, 6, "", ()),
    "CEDAW/C/GC/27": ("CEDAW", "C", "GC", None, None, 27, "", ()),
    "HRI/CORE/SRB/2010": ("HRI", "CORE", None, None, 2010, None, "", ()),
    "UNEP/EA.5/Res.14": ("UNEP/EA", None, "RES", "5", None, 14, "", ()),
    "TD/B/EX(23)/3": ("TD", "B/EX", None, "EX-23", None, 3, "", ()),
    "ISBA/25/C/31": ("ISBA", "C", None, "25", None, 31, "", ()),
    "IDB.48/16/Rev.1": ("IDB", None, None, "48", None, 16, "", ("Rev.1",)),
    "TD(XII)/1": ("TD", None, None, "12", None, 1, "", ()),
    "UNEP(DEPI)/MED IG.19/8": ("UNEP", "DEPI/MED IG.19", None, None, None, 8, "", ()),
    "UNEP/CBD/COP/DEC/X/2": ("UNEP", "CBD/COP", "DEC", "10", None, 2, "", ()),
    "CEDAW/C/2000/II/CRP.3/Add.9": ("CEDAW", "C", "CRP", "2", 2000, 3, "", ("Add.9",)),
    "LC/G.2345 (SES.33/3)": ("LC", None, "G", None, None, 2345, "", ("SES.33/3",)),
    "JIU/REP/2010/3": ("JIU", None, "REP", None, 2010, 3, "", ()),
    "ST/SGB/2007/11/Amend.1": ("ST", "SGB", None, None, 2007, 11, "", ("Amend.1",)),
}


@pytest.mark.parametrize(("text", "expected"), PARTS.items())
def test_parts(
    text: str,
    expected: tuple[str, str | None, str | None, str | None, int | None, int | None, str, tuple[str, ...]],
) -> None:
    symbol = Symbol.parse(text)
    assert str(symbol) == text
    assert symbol.known
    assert (
        symbol.organ, symbol.body, symbol.series, symbol.session, symbol.year, symbol.number, symbol.letters, symbol.suffixes
    ) == expected  # fmt: skip


def test_what_only_some_symbols_have() -> None:
    assert Symbol.parse("CRC/C/RUS/CO/6-7").parts.country == "RUS"
    assert Symbol.parse("CRC/C/RUS/CO/6-7").parts.last == 7
    assert Symbol.parse("A/HRC/WG.6/47/COD/1").parts.country == "COD"
    assert Symbol.parse("A/74/783").parts.country is None


@pytest.mark.parametrize("text", ["A/HCR/47/25", "XYZ/C/12", "A/C.9/74/1", "A/ESCWA/1"])
def test_a_right_form_under_an_unknown_body_is_marked(text: str) -> None:
    symbol = Symbol.parse(text)
    assert str(symbol) == text
    assert not symbol.known


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A/RES/68/173", "resolution"),
        ("A/DEC/76/402", "decision"),
        ("S/PRST/2019/9", "presidential-statement"),
        ("S/PV.9052", "verbatim-record"),
        ("A/C.6/77/SR.35", "summary-record"),
        ("S/Agenda/1381", "agenda"),
        ("A/74/251", "agenda"),
        ("A/C.3/74/251", None),
        ("A/74/2", "report"),
        ("A/76/L.14", None),
        ("S/2020/279", None),
    ],
)
def test_kind_where_the_symbol_tells_it(text: str, kind: str | None) -> None:
    assert Symbol.parse(text).kind == kind


@pytest.mark.parametrize(
    ("text", "parent", "base"),
    [
        ("A/48/13/Rev.1/Add.2/Corr.1", "A/48/13/Rev.1/Add.2", "A/48/13"),
        ("A/80/6 (Sect. 3)/Add.6", "A/80/6 (Sect. 3)", "A/80/6 (Sect. 3)"),
        ("ST/SGB/2007/11/Amend.1", "ST/SGB/2007/11", "ST/SGB/2007/11"),
        ("A/74/783/Add.1–S/2020/279/Add.1", "A/74/783–S/2020/279", "A/74/783–S/2020/279"),
        ("A/74/783", None, "A/74/783"),
    ],
)
def test_parent_and_base(text: str, parent: str | None, base: str) -> None:
    symbol = Symbol.parse(text)
    assert (symbol.parent and str(symbol.parent)) == parent
    assert str(symbol.base) == base


@pytest.mark.parametrize(
    ("text", "key", "fifth"),
    [
        ("A/74/783/Add.1", "A/74", "A/74/5"),
        ("S/2020/279", "S/2020", "S/2020/5"),
        ("A/74/74", "A/74", "A/74/5"),
        ("A/C.3/74/L.5/Rev.1", "A/C.3/74/L", "A/C.3/74/L.5"),
        ("S/RES/822 (1993)", "S/RES", "S/RES/5 (1993)"),
        ("A/RES/217 A (III)", "A/RES", "A/RES/5 (III)"),
        ("A/RES/76/84 A-B", "A/RES/76", "A/RES/76/5"),
        ("S/PV.9052 (Resumption 1)", "S/PV", "S/PV.5"),
        ("CCPR/C/95/D/1553/2007", "CCPR/C/95/D", "CCPR/C/95/D/5/2007"),
        ("A/74/783–S/2020/279", "A/74", "A/74/5"),
    ],
)
def test_series(text: str, key: str, fifth: str) -> None:
    row = series_of(Symbol.parse(text))
    assert row is not None
    assert (row.key, str(row.symbol(5))) == (key, fifth)
    with pytest.raises(ValueError, match="start at 1"):
        row.symbol(0)


def test_series_tell_the_nature_of_their_documents() -> None:
    row = series_of(Symbol.parse("A/76/L.14"))
    assert row is not None
    assert (row.organ, row.distribution, row.kind) == ("A", "limited", None)
    assert series_of(Symbol.parse("HRI/CORE/SRB/2010")) is None


@pytest.mark.parametrize(
    ("text", "language", "url"),
    [
        ("S/RES/822 (1993)", "en", "https://undocs.org/en/S/RES/822(1993)"),
        ("A/74/783–S/2020/279", "ru", "https://undocs.org/ru/A/74/783"),
        ("A/80/6 (Sect. 3)/Add.6", "ar", "https://undocs.org/ar/A/80/6(Sect.3)/Add.6"),
        ("A/RES/217 A (III)", "zh", "https://undocs.org/zh/A/RES/217(III)"),
        ("A/RES/79/93 B", "es", "https://undocs.org/es/A/RES/79/93B"),
        ("A/RES/68/173", "de", "https://undocs.org/ot/A/RES/68/173"),
        (
            "E/ESCWA/SDD/2006/Technical Paper.1",
            "fr",
            "https://undocs.org/fr/E/ESCWA/SDD/2006/Technical%20Paper.1",
        ),
    ],
)
def test_address(text: str, language: str, url: str) -> None:
    assert Symbol.parse(text).url(language) == url


def test_address_in_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'it'"):
        Symbol.parse("A/74/783").url("it")


@pytest.mark.parametrize(
    "url",
    [
        "https://undocs.org/en/A/74/783",
        "http://www.undocs.org/A/74/783",
        "https://docs.un.org/fr/a/74/783",
        "https://undocs.org/sp/A%2F74%2F783",
        "https://documents.un.org/api/symbol/access?s=A/74/783&l=en&t=pdf",
        "https://undocs.org/Home/Mobile?FinalSymbol=A%2F74%2F783&Language=E",
        "https://documents.un.org/access.nsf/get?Open&DS=A/74/783&Lang=E",
        "https://daccess-ods.un.org/access.nsf/Get?Open&DS=A/74/783&Lang=E",
    ],
)
def test_addresses_of_the_resolvers_name_a_symbol(url: str) -> None:
    assert str(Symbol.from_url(url)) == "A/74/783"


@pytest.mark.parametrize("url", ["https://example.org/en/A/74/783", "https://undocs.org/", "ftp://undocs.org/A/1", "A/74/783", "https://undocs.org/en/75/291", "http://[/A/1"])  # fmt: skip
def test_other_addresses_name_none(url: str) -> None:
    with pytest.raises(ValueError, match=r"address|symbol"):
        Symbol.from_url(url)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("A/74/783–S/2020/279", "A_74_783+S_2020_279"),
        ("S/RES/822 (1993)", "S_RES_822~1993"),
        ("A/80/6 (Sect. 3)/Add.6", "A_80_6~Sect.3_Add.6"),
        ("A/RES/217 A (III)", "A_RES_217A~III"),
        ("TD/B/EX(23)/3", "TD_B_EX~23_3"),
        ("CCPR/C/107/D/1835&1837/2008", "CCPR_C_107_D_1835=261837_2008"),
    ],
)
def test_slug(text: str, slug: str) -> None:
    symbol = Symbol.parse(text)
    assert symbol.slug == slug
    assert Symbol.from_slug(slug) == symbol


def test_a_list_keeps_joint_documents_whole() -> None:
    found = parse_many("A/74/776–S/2020/256 and Add.1, A/74/783–S/2020/279")
    assert [str(symbol) for symbol in found] == [
        "A/74/776–S/2020/256",
        "S/2020/256/Add.1",
        "A/74/783–S/2020/279",
    ]


def test_a_list_of_one_and_an_empty_one() -> None:
    assert [str(symbol) for symbol in parse_many("(A/74/783)")] == ["A/74/783"]
    assert parse_many("") == []
    assert [str(s) for s in parse_many("A/RES/31/6 A, B and D")] == [
        "A/RES/31/6 A",
        "A/RES/31/6 B",
        "A/RES/31/6 D",
    ]
    assert [str(s) for s in parse_many("A/80/6 (Sect. 3) and Add.1")] == [
        "A/80/6 (Sect. 3)",
        "A/80/6 (Sect. 3)/Add.1",
    ]
    assert [str(s) for s in parse_many("S/15455 and Corr. 1")] == ["S/15455", "S/15455/Corr.1"]
