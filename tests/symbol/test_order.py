"""One list, in the order in which people put documents, compared pairwise."""

from __future__ import annotations

import itertools
import random

from verbale.symbol import Symbol

# Organ (the principal ones first, in the order of the Charter's organs on mastheads), body, session or year, series,
# number, letters, suffixes.
ORDERED = """
A/810
A/1234
A/1234/Add.1
A/PV.2444
A/RES/217 A (III)
A/RES/217 B (III)
A/RES/2625 (XXV)
A/31/9
A/31/10
A/31/PV.1
A/74/9
A/74/10
A/74/10/Add.1
A/74/10/Add.2
A/74/10/Add.10
A/74/10/Add.10/Corr.1
A/74/10/Corr.1
A/74/10/Rev.1
A/74/10/Rev.1/Add.1
A/74/783
A/74/783–S/2020/279
A/74/L.9
A/74/L.14
A/74/L.14/Rev.1
A/74/PV.2
A/74/PV.12
A/RES/74/9
A/RES/74/10
A/RES/74/10 A
A/RES/74/10 A-B
A/RES/74/10 B
A/RES/74/100
A/75/1
A/80/6 (Sect. 3)
A/80/6 (Sect. 3)/Add.6
A/80/6 (Sect. 10)
A/100/1
A/RES/3201 (S-VI)
A/S-32/1
A/ES-10/1
A/ES-10/739
A/RES/ES-10/24
A/ES-11/1
A/AC.109/2019/L.18
A/BUR/53/SR.1
A/C.1/79/L.5
A/C.3/74/L.5
A/C.3/74/L.50
A/CN.4/764
A/CONF.157/24 (Part I)
A/CONF.157/24 (Part II)
A/HRC/9/1
A/HRC/10/1
A/HRC/RES/10/1
A/HRC/45/G/3
A/HRC/S-34/1
S/25199
S/PV.4306
S/PV.4306 (Resumption 1)
S/PV.9052
S/RES/1 (1946)
S/RES/822 (1993)
S/1994/16
S/2020/9
S/2020/279
S/PRST/2020/1
S/RES/2503 (2020)
S/2021/1
S/AC.49/2024/1
E/1234
E/RES/1733 (LIV)
E/1978/35
E/2023/64
E/2023/L.1
E/RES/2023/1
E/C.12/GC/20
E/CN.4/1987/1
E/CN.4/S-3/L.2
E/CN.4/Sub.2/1987/1
E/CN.7/638
T/RES/2200 (LXI)
ST/SGB/2018/3
CCPR/C/95/D/1553/2007
CD/8/Rev.10
CRC/C/RUS/CO/6-7
UNEP/EA.5/Res.14
XYZ/1
""".strip().splitlines()


def test_the_list_is_in_normal_form() -> None:
    assert [str(Symbol.parse(text)) for text in ORDERED] == ORDERED


def test_every_pair_is_in_order() -> None:
    symbols = [Symbol.parse(text) for text in ORDERED]
    for (i, one), (j, other) in itertools.product(enumerate(symbols), repeat=2):
        assert (one < other) == (i < j), (one, other)
        assert (one <= other) == (i <= j), (one, other)
        assert (one > other) == (i > j), (one, other)
        assert (one >= other) == (i >= j), (one, other)
        assert (one == other) == (i == j), (one, other)
        assert (one != other) == (i != j), (one, other)


def test_sorting_a_shuffled_list_restores_it() -> None:
    symbols = [Symbol.parse(text) for text in ORDERED]
    shuffled = random.Random(7).sample(symbols, len(symbols))
    assert sorted(shuffled) == symbols


def test_a_symbol_is_compared_with_symbols_alone() -> None:
    symbol = Symbol.parse("A/74/783")
    assert symbol.__eq__("A/74/783") is NotImplemented
    assert symbol.__lt__("A/74/784") is NotImplemented
    assert len({symbol, Symbol.parse("a/74/783"), "A/74/783"}) == 2
