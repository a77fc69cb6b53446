"""Links that lead to another document than their words name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from verbale.citing.link_audit import Verdict, audit, judge
from verbale.citing.trees import tree_of
from verbale.cli.links import command
from verbale.symbol import Symbol


def _page(text: str, address: str, before: str = "", after: str = "") -> bytes:
    return f'<akn><p>{before}<a href="https://undocs.org/en/{address}">{text}</a>{after}</p></akn>'.encode()


@pytest.mark.parametrize(
    ("text", "address", "before", "after", "verdict"),
    [
        ("822 (1993)", "S/RES/822(1993)", "resolution ", "", "right"),
        ("A/77/3", "A/76/3", "(", ")", "other"),
        ("49/21", "A/RES/49/21", "Human Rights Council resolution ", "", "other"),
        ("49/21", "A/HRC/RES/49/21", "Human Rights Council resolution ", "", "right"),
        ("A/77/277-S/2022/606", "A/77/277", "", "", "half"),
        ("A/77/277-S/2022/606", "S/2022/606", "", "", "half"),
        ("A/77/277-S/2022/606", "A/77/278", "", "", "other"),
        ("217 A (III)", "A/RES/217(III)", "resolution ", "", "set"),
        ("A/77/49", "A/77/49(Vol.II)", "", "", "part"),
        ("A/80/6 (Sect. 3)", "A/80/6", "", "", "set"),
        ("2272 (2016)", "2272 (2016)", "resolution ", "", "unreadable"),
        ("20/1", "A/RES/20/1", "its committee took note of minute ", "", "impossible"),
        ("this page", "A/77/1", "See ", "", "unjudged"),
    ],
)
def test_verdicts(text: str, address: str, before: str, after: str, verdict: Verdict) -> None:
    (finding,) = audit(tree_of(_page(text, address, before, after)), "en", "A").findings
    assert finding.verdict == verdict, finding
    assert finding.text == text


def test_other_addresses_are_none_of_our_business() -> None:
    page = b'<p><a href="https://example.org/A/77/1">A/77/2</a> <a href="#x">A/77/3</a></p>'
    assert audit(tree_of(page)).findings == ()


def test_a_link_cut_in_pieces_by_mark_up_is_one() -> None:
    address = "https://undocs.org/en/S/RES/822(1993)"
    page = f'<p>resolution <a href="{address}">822</a> <a href="{address}">(1993)</a></p>'.encode()
    (finding,) = audit(tree_of(page), "en", "S").findings
    assert (finding.verdict, finding.text) == ("right", "822 (1993)")


def test_judging_does_not_depend_on_the_order_of_names() -> None:
    target = Symbol.parse("A/74/783")
    names = [Symbol.parse("S/2020/1"), Symbol.parse("A/74/783")]
    assert judge(target, names) == judge(target, names[::-1]) == "right"
    assert judge(None, names) == "unreadable"
    assert judge(target, []) == "unjudged"


def test_the_command_tells_mistakes_and_ends_with_one(tmp_path: Path) -> None:
    right, wrong, broken = tmp_path / "right.xml", tmp_path / "wrong.xml", tmp_path / "broken.xml"
    right.write_bytes(_page("A/77/3", "A/77/3"))
    wrong.write_bytes(_page("A/77/3", "A/76/3"))
    broken.write_text("<p>")
    result = CliRunner().invoke(command, [str(right)])
    assert (result.exit_code, result.output) == (0, "1 link, 0 mistakes\n")
    result = CliRunner().invoke(command, [str(wrong), str(broken), str(right)])
    assert result.exit_code == 1
    assert "leads to another document" in result.output
    assert "broken.xml" in result.output
    assert "2 links, 1 mistake" in result.output
    rows = [
        json.loads(line)
        for line in CliRunner()
        .invoke(command, ["--all", "--jsonl", str(right), str(wrong)])
        .output.splitlines()
    ]
    assert [(row["verdict"], row["target"], row["named"]) for row in rows] == [
        ("right", "A/77/3", ["A/77/3"]),
        ("other", "A/76/3", ["A/77/3"]),
    ]


@pytest.mark.corpus
def test_the_published_links_are_right_but_for_a_few(shared: Path) -> None:
    files = sorted((shared / "corpus" / "akn" / "HRCresolutions").rglob("*.xml"))
    assert files
    verdicts: dict[str, int] = {}
    for path in files:
        for finding in audit(tree_of(path.read_bytes()), "en", "A/HRC").findings:
            verdicts[finding.verdict] = verdicts.get(finding.verdict, 0) + 1
    assert verdicts["right"] / sum(verdicts.values()) > 0.97, verdicts
