"""How fast symbols are read, and which real ones are refused.

.venv/bin/python -m bench.symbol             speed: every symbol is another one, nothing is answered from memory
.venv/bin/python -m bench.symbol --refused   the real symbols that are refused, by reason
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from verbale.symbol import Symbol, SymbolError, parse_many

SHARED = Path(__file__).resolve().parents[2] / "shared"
COUNT = 20_000
ROUNDS = 5

FORMS: dict[str, Callable[[int], str]] = {
    "S/2020/279": lambda n: f"S/{1994 + n % 30}/{n // 30 + 1}",
    "A/74/783": lambda n: f"A/{31 + n % 50}/{n // 50 + 1}",
    "A/RES/68/173": lambda n: f"A/RES/{31 + n % 50}/{n // 50 + 1}",
    "S/RES/822 (1993)": lambda n: f"S/RES/{n % 2800 + 1} ({1946 + n // 2800})",
    "S/RES/822(1993)": lambda n: f"S/RES/{n % 2800 + 1}({1946 + n // 2800})",
    "A/C.3/53/L.39/Rev.1": lambda n: f"A/C.3/{31 + n % 50}/L.{n // 50 + 1}/Rev.1",
    "S/PV.9052": lambda n: f"S/PV.{n + 1}",
    "CCPR/C/95/D/1553/2007": lambda n: f"CCPR/C/{n % 130 + 1}/D/{n // 130 + 1}/2007",
    "A/74/783–S/2020/279": lambda n: f"A/{31 + n % 50}/{n // 50 + 1}–S/2020/{n + 1}",
    "A/80/6 (Sect. 3)/Add.6": lambda n: f"A/{31 + n % 50}/6 (Sect. {n // 50 + 1})/Add.6",
    "a 74 783 (as typed)": lambda n: f"a {31 + n % 50} {n // 50 + 1}",
}


def _microseconds(work: Callable[[], object], count: int) -> float:
    """The best of several rounds, for one of ``count``."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best / count * 1e6


def _real() -> list[str]:
    path = SHARED / "corpus" / "symbols.txt"
    return path.read_text("utf-8").splitlines() if path.is_file() else []


def _tried(texts: list[str]) -> Iterator[Symbol]:
    for text in texts:
        try:
            yield Symbol.parse(text)
        except SymbolError:
            continue


def _parsing(texts: list[str]) -> float:
    parse = Symbol.parse
    return _microseconds(lambda: [parse(text) for text in texts], len(texts))


def _naming(texts: list[str]) -> float:
    fresh = iter(
        [[Symbol.parse(text) for text in texts] for _ in range(ROUNDS)]
    )  # parts are kept once they are read
    return _microseconds(lambda: [symbol.parts for symbol in next(fresh)], len(texts))


def rows() -> Iterator[tuple[str, float, float]]:
    """For each form: microseconds to parse a text, and to name the parts of a parsed one."""
    for name, form in FORMS.items():
        texts = [form(n) for n in range(COUNT)]
        random.Random(1).shuffle(texts)
        assert len(set(texts)) == COUNT
        yield name, _parsing(texts), _naming(texts)


def main() -> int:
    """Print the table; with ``--refused`` the real symbols that are refused."""
    if "--refused" in sys.argv:
        return refused()
    print(f"{'a run of distinct symbols like':32}{'parse':>9}{'parts':>9}  µs each, best of {ROUNDS}")
    for name, parsing, parts in rows():
        print(f"{name:32}{parsing:9.2f}{parts:9.2f}")
    if texts := _real():
        whole = _microseconds(lambda: list(_tried(texts)), len(texts))
        fresh = iter([list(_tried(texts)) for _ in range(ROUNDS)])
        order = _microseconds(lambda: sorted(next(fresh)), len(texts))
        print(f"{f'{len(texts)} real ones, as found':32}{whole:9.2f}   sorting them {order:.2f}")
    return 0


def refused() -> int:
    """List what is refused, by reason; 2 where there are no real symbols beside the project."""
    texts = _real()
    if not texts:
        print(f"no real documents at {SHARED}", file=sys.stderr)
        return 2
    reasons: dict[str, list[str]] = defaultdict(list)
    lists = 0
    for text in texts:
        try:
            Symbol.parse(text)
        except SymbolError as error:
            try:
                lists += len(parse_many(text)) > 1
            except SymbolError:
                reasons[error.what.rpartition("document symbol: ")[2]].append(text)
    number = sum(map(len, reasons.values()))
    print(
        f"{len(texts)} real symbols: {number} refused ({number / len(texts):.2%}), {lists} read as lists of several"
    )
    for reason, found in sorted(reasons.items(), key=lambda item: -len(item[1])):
        print(f"\n{len(found)}  {reason}")
        for text in found:
            print(f"      {text}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
