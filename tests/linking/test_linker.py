"""Citations linked in files of every kind: the words stay, and each link leads to what its words cite."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from verbale.citing import cite
from verbale.citing.flows import flows
from verbale.citing.linker import link, link_tree
from verbale.citing.trees import tree_of
from verbale.cli.cite import command
from verbale.errors import DamagedFile, OverLimit, UnknownFormat

COUNCIL = "https://undocs.org/en/S/RES/"


def test_text_becomes_markdown() -> None:
    made = link(b"Recalling resolutions 822 (1993) and 853 (1993),", ".txt")
    assert made.data.decode() == (
        f"Recalling resolutions [822 (1993)]({COUNCIL}822(1993)) and [853 (1993)]({COUNCIL}853(1993)),"
    )
    assert (made.linked, made.left) == (2, 0)


@pytest.mark.parametrize(
    "kept",
    [
        "[A/74/783](elsewhere)",
        "[resolution A/RES/68/173][1]",
        "![S/2020/279](map.png)",
        "`S/2020/279`",
        "``S/2020/279 ` S/2020/280``",
        "<https://undocs.org/S/2020/279>",
        "https://undocs.org/en/S/2020/279",
        "\n```\nS/2020/279\n```\n",
        "\n~~~ text\nS/2020/279\n\nS/2020/280\n~~~\n",
        "\n    S/2020/279\n",
        "\n[1]: https://undocs.org/S/2020/279\n",
        '<a href="x/S/2020/279">',
    ],
)
def test_what_is_no_text_in_markdown_stays(kept: str) -> None:
    text = f"See A/74/1 and\n{kept}\nand A/74/2."
    made = link(text.encode(), ".md").data.decode()
    assert made == (
        f"See [A/74/1](https://undocs.org/en/A/74/1) and\n{kept}\nand [A/74/2](https://undocs.org/en/A/74/2)."
    )


def test_html_links_over_mark_up_and_leaves_links_and_code() -> None:
    page = (
        "<!doctype html><html><head><title>A/74/9</title></head><body>"
        '<p>Recalling <i>resolutions 822</i> (1993), <a href="x">A/RES/68/173</a> and S/2020/279 &amp; more</p>'
        "<pre>A/74/1</pre><!-- A/74/2 --><p>A/74/3</body></html>"
    )
    made = link(page.encode(), ".html")
    root = tree_of(made.data)
    links = [(a.text, a.get("href")) for a in root.iter("a")]
    assert links == [
        ("822", f"{COUNCIL}822(1993)"),
        (" (1993)", f"{COUNCIL}822(1993)"),
        ("A/RES/68/173", "x"),
        ("S/2020/279", "https://undocs.org/en/S/2020/279"),
        ("A/74/3", "https://undocs.org/en/A/74/3"),
    ]
    assert (made.linked, made.left) == (3, 1)
    assert [flow.text for flow in flows(root)] == [flow.text for flow in flows(tree_of(page.encode()))]


AKN = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta/><mainBody>
<p>Recalling its resolution <a href="https://undocs.org/en/A/RES/77/1">77/1</a> and
 resolutions 1373 (2001)<authorialNote marker="1"><p>See A/74/783–S/2020/279.</p></authorialNote> and 1540 (2004),</p>
</mainBody></statement></akomaNtoso>"""


def test_akoma_ntoso_with_its_notes() -> None:
    made = link(AKN.encode(), ".xml", "fr", "A")
    root = tree_of(made.data)
    name = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
    assert [(a.text, a.get("href")) for a in root.iter(f"{name}a")] == [
        ("77/1", "https://undocs.org/en/A/RES/77/1"),
        ("1373 (2001)", "https://undocs.org/fr/S/RES/1373(2001)"),
        ("A/74/783–S/2020/279", "https://undocs.org/fr/A/74/783"),
        ("1540 (2004)", "https://undocs.org/fr/S/RES/1540(2004)"),
    ]
    assert made.data.startswith(b"<?xml")
    assert "".join(map(str, root.itertext())) == "".join(map(str, tree_of(AKN.encode()).itertext()))


def _word(*paragraphs: list[tuple[str, bool]]) -> bytes:
    file = docx.Document()
    for runs in paragraphs:
        paragraph = file.add_paragraph()
        for text, bold in runs:
            paragraph.add_run(text).bold = bold
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def test_word_runs_are_cut_and_keep_their_look() -> None:
    before = _word(
        [("Recalling resolutions 822 ", False), ("(1993)", True), (" and 853 (1993) and S/2020/279.", False)],
        [("No citation here.", False)],
        [("A/74/783", True)],
    )
    made = link(before, ".docx")
    assert (made.linked, made.left) == (4, 0)
    old, new = docx.Document(io.BytesIO(before)), docx.Document(io.BytesIO(made.data))
    assert [p.text for p in new.paragraphs] == [p.text for p in old.paragraphs]
    links = [(link.text, link.address) for p in new.paragraphs for link in p.hyperlinks]
    assert links == [
        ("822 ", f"{COUNCIL}822(1993)"),
        ("(1993)", f"{COUNCIL}822(1993)"),
        ("853 (1993)", f"{COUNCIL}853(1993)"),
        ("S/2020/279", "https://undocs.org/en/S/2020/279"),
        ("A/74/783", "https://undocs.org/en/A/74/783"),
    ]
    bold = [run.text for p in new.paragraphs for link in p.hyperlinks for run in link.runs if run.bold]
    assert bold == ["(1993)", "A/74/783"]


def test_a_word_file_linked_twice_is_linked_once() -> None:
    once = link(_word([("See A/74/783 and A/74/784.", False)]), ".docx")
    twice = link(once.data, ".docx")
    assert (twice.linked, twice.left) == (0, 2)
    assert zipfile.ZipFile(io.BytesIO(twice.data)).read("word/document.xml") == zipfile.ZipFile(
        io.BytesIO(once.data)
    ).read("word/document.xml")


@given(st.lists(st.sampled_from(["A/74/783", "and ", "resolutions ", "822 (1993)", ", ", "1 & 2 <", " 853 (1993)", "\t", "S/2020/1–", "é 第"]), max_size=8), st.lists(st.integers(1, 30), max_size=6))  # fmt: skip
def test_words_never_change_however_they_are_cut(words: list[str], cuts: list[int]) -> None:
    text = "".join(words)
    pieces, rest = [], text
    for cut in cuts:
        pieces.append(rest[:cut])
        rest = rest[cut:]
    pieces.append(rest)
    paragraph = etree.Element("p")
    for number, piece in enumerate(pieces):
        run = etree.SubElement(paragraph, "b" if number % 2 else "span")
        run.text = piece
    before = [flow.text for flow in flows(paragraph)]
    linked, _ = link_tree(paragraph, cite)
    assert [flow.text for flow in flows(paragraph)] == before
    assert "".join(map(str, paragraph.itertext())) == text
    whole = [citation for flow in before for citation in cite(flow) if citation.url]
    assert (linked > 0) == bool(whole)
    assert {a.get("href") for a in paragraph.iter("a")} <= {citation.url for citation in whole}
    assert link_tree(paragraph, cite)[0] == 0


def test_hostile_files_are_refused() -> None:
    with pytest.raises(UnknownFormat, match="pdf"):
        link(b"%PDF-1.7", ".pdf")
    with pytest.raises(DamagedFile):
        link(b"not a zip", ".docx")
    with pytest.raises(DamagedFile):
        link(b"<a><b></a>", ".xml")
    with pytest.raises(DamagedFile):
        link(b"", ".html")
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(DamagedFile, match="no text"):
        link(empty.getvalue(), ".docx")
    crowd = io.BytesIO()
    with zipfile.ZipFile(crowd, "w") as archive:
        for number in range(5001):
            archive.writestr(str(number), "")
    with pytest.raises(OverLimit):
        link(crowd.getvalue(), ".docx")


def test_entities_and_outside_files_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("A/74/99")
    file = f'<!DOCTYPE p [<!ENTITY x SYSTEM "{secret.as_uri()}">]><p>See A/74/1 &x;.</p>'
    made = link(file.encode(), ".xml")
    assert b"A/74/99" not in made.data
    assert made.linked == 1
    deep = b"<p>" * 100_000 + b"</p>" * 100_000
    with pytest.raises(DamagedFile):
        link(deep, ".xml")


def test_the_command_writes_a_copy_beside_the_file(tmp_path: Path) -> None:
    source = tmp_path / "letter.txt"
    source.write_text("See S/2020/279.")
    result = CliRunner().invoke(command, ["--link", str(source)])
    assert result.exit_code == 0, result.output
    assert re.search(r"letter\.txt\.linked\.md: 1 citation linked", result.output)
    assert (
        tmp_path / "letter.txt.linked.md"
    ).read_text() == "See [S/2020/279](https://undocs.org/en/S/2020/279)."
    assert source.read_text() == "See S/2020/279."
    result = CliRunner().invoke(command, ["--link", str(source), "--output", "-"])
    assert result.output == (tmp_path / "letter.txt.linked.md").read_text()


def test_the_command_never_writes_over_the_file(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    source.write_text("<!doctype html><html><body><p>S/2020/279</p></body></html>")
    result = CliRunner().invoke(command, ["--link", str(source), "-o", str(source)])
    assert result.exit_code != 0
    assert "undocs" not in source.read_text()
