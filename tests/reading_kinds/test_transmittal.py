"""A report that opens with its letter of transmittal is a report, and the letter its first section."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading_kinds.pages import printed, read_lines
from verbale.document import Document
from verbale.reading import read

# title of the report, heading of the letter, its title, a sentence, its signature, a chapter
REPORTS = {
    "ar": (
        "تقرير اللجنة المعنية بمنارات الموانئ",
        "كتاب الإحالة",
        "رسالة مؤرخة 21 تموز/يوليه 2031 موجهة إلى رئيس الجمعية العامة من رئيس اللجنة",
        "أتشرف بأن أحيل إليكم تقرير اللجنة عن منارات الموانئ في جميع أنحاء الإقليم.",
        "(توقيع) إيناس فارغا",
        "أولا - مقدمة",
    ),
    "en": (
        "Report of the Board of Auditors on the accounts of the Harbour Fund",
        "Letter of transmittal",
        "Letter dated 21 July 2031 from the Chair of the Board of Auditors addressed to the President of the General Assembly",
        "I have the honour to transmit to you the report of the Board of Auditors on the accounts of the Fund.",
        "(Signed) Ines Varga",
        "I. Introduction",
    ),
    "es": (
        "Informe de la Junta de Auditores sobre las cuentas del Fondo de Puertos",
        "Carta de envío",
        "Carta de fecha 21 de julio de 2031 dirigida al Presidente de la Asamblea General por la Presidencia de la Junta",
        "Tengo el honor de transmitirle el informe de la Junta de Auditores sobre las cuentas del Fondo de Puertos.",
        "(Firmado) Inés Varga",
        "I. Introducción",
    ),
    "fr": (
        "Rapport du Comité des commissaires aux comptes du Fonds des ports",
        "Lettre d’envoi",
        "Lettre datée du 21 juillet 2031, adressée au Président de l’Assemblée générale par la Présidente du Comité",
        "J’ai l’honneur de vous transmettre le rapport du Comité sur les comptes du Fonds des ports de la région.",
        "(Signé) Inès Varga",
        "I. Introduction",
    ),
    "ru": (
        "Доклад Комитета ревизоров о счетах Фонда портов",
        "Препроводительное письмо",
        "Письмо Председателя Комитета ревизоров от 21 июля 2031 года на имя Председателя Генеральной Ассамблеи",
        "Имею честь препроводить Вам доклад Комитета ревизоров о счетах Фонда портов за прошедший год.",
        "(Подпись) Инес Варга",
        "I. Введение",
    ),
    "zh": (
        "审计委员会关于港口基金账目的报告",
        "送文函",
        "2031年7月21日审计委员会主席给大会主席的信",
        "谨随函转递审计委员会关于港口基金上一年度账目和港口灯塔状况的报告。",
        "伊内丝·瓦尔加(签名)",
        "一、导言",
    ),
}


def markdown(language: str) -> bytes:
    title, heading, letter, sentence, signature, chapter = REPORTS[language]
    return f"# {title}\n\n## {heading}\n\n{letter}\n\n{sentence}\n\n{signature}\n\n## {chapter}\n\n1. {sentence}\n".encode()


def kinds(document: Document) -> list[str]:
    return [block.type for block in document.parts[0].blocks]


@pytest.mark.parametrize("language", REPORTS)
def test_the_report_is_the_document(language: str) -> None:
    document = read(markdown(language), name="report.md")
    assert (document.kind, document.language) == ("report", language)
    assert document.masthead.title == REPORTS[language][0]
    assert [part.role for part in document.parts] == ["main"]


@pytest.mark.parametrize("language", REPORTS)
def test_the_letter_is_its_first_section(language: str) -> None:
    blocks = read(markdown(language), name="report.md").parts[0].blocks
    _, heading, letter, sentence, signature, _ = REPORTS[language]
    assert [block.type for block in blocks] == [
        "heading", "paragraph", "paragraph", "signature", "heading", "paragraph",
    ]  # fmt: skip
    assert [block.text for block in blocks[:4]] == [heading, letter, sentence, signature]
    assert blocks[5].number == "1"


@pytest.mark.parametrize("language", REPORTS)
def test_the_letter_says_when_and_to_whom(language: str) -> None:
    said = read(markdown(language), name="report.md").communication
    assert said is not None
    assert said.dated == date(2031, 7, 21)
    assert said.addressees == ("president-of-the-general-assembly",)
    assert [sender.name for sender in said.senders] == [
        {"zh": "伊内丝·瓦尔加"}.get(language) or REPORTS[language][4].partition(") ")[2]
    ]


def test_printed_lines_with_contents_before_the_letter() -> None:
    document = read_lines(
        printed(
            "- A/86/5",
            "^ Distr.: General",
            "- 9 October 2031",
            "BH^ Report of the Board of Auditors",
            "B^ Contents",
            "- Letter of transmittal . . . . . . . . . . 3",
            "- I. Accounts . . . . . . . . . . . . . . . 5",
            "B^ Letter of transmittal",
            "B^ Letter dated 21 July 2031 from the Chair of the Board of Auditors",
            "B- addressed to the President of the General Assembly",
            ">^ I have the honour to transmit to you the report of the Board of Auditors.",
            "^ (Signed) Ines Varga",
            "- Chair of the Board of Auditors",
            "B^ I. Accounts",
            ">^ 1. They are in order.",
        )
    )
    assert document.kind == "report"
    assert document.masthead.title == "Report of the Board of Auditors"
    signature = next(block for block in document.parts[0].blocks if block.type == "signature")
    assert (signature.name, signature.lines) == ("Ines Varga", ("Chair of the Board of Auditors",))
    assert kinds(document)[-2:] == ["heading", "paragraph"]


def test_a_letter_whose_annex_opens_so_stays_a_letter() -> None:
    text = (
        "# Letter dated 2 August 2031 from the Permanent Representative of Chile to the United Nations addressed to the "
        "Secretary-General\n\nI have the honour to transmit herewith a report (see annex).\n\n(Signed) Ana Rey\n\n"
        "## Annex\n\n" + markdown("en").decode()
    )
    document = read(text.encode(), name="letter.md")
    assert document.kind == "letter"
    assert [part.role for part in document.parts] == ["main", "annex"]
