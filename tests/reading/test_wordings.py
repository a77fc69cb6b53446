"""Wordings and layouts that letters have besides the usual ones."""

from __future__ import annotations

import pytest

from verbale.document import Document
from verbale.languages.nomenclature import united_nations
from verbale.reading import read
from verbale.reading.files.visual import with_lam_before_alef
from verbale.reading.kinds.namings import named
from verbale.reading.paragraphs import join_texts

_HEAD = (
    "United Nations\nA/78/55\nGeneral Assembly\nDistr.: General\n4 March 2024\nOriginal: English\n"
    "Seventy-eighth session\nAgenda item 9\n"
    "Letter dated 1 March 2024 from the Permanent Representative of Kenya to the\nUnited Nations addressed to the Secretary-General\n"
)

# Requests as they are worded in the six languages: each asks the General Assembly for circulation under its items.
_REQUESTS = {
    "en": "I have been instructed to have this letter brought to the attention of Member States as a document of the General Assembly under agenda items 14 and 109.",
    "fr": "Il me plairait que la présente lettre soit portée à l’attention des États Membres en tant que document de l’Assemblée générale, au titre des points 14 et 109 de l’ordre du jour.",
    "es": "He recibido instrucciones de que se señale la presente carta a la atención de los Estados Miembros como documento de la Asamblea General, en relación con los temas 14 y 109 del programa.",
    "ru": "Мне поручено довести настоящее письмо до сведения государств-членов в качестве документа Генеральной Ассамблеи по пунктам 14 и 109 повестки дня.",
    "zh": "如蒙将本函作为大会议程项目14和109的文件刊发，将不胜荣幸。",
    "ar": "وسأكون في غاية الامتنان لو صدرت هذه الرسالة بوصفها وثيقة من وثائق الجمعية العامة، في إطار البندين 14 و 109 من جدول الأعمال.",
}
_TITLES = {
    "en": "Letter dated 1 March 2024 from the Permanent Representative of Kenya to the United Nations addressed to the Secretary-General",
    "fr": "Lettre datée du 1er mars 2024, adressée au Secrétaire général par le Représentant permanent du Kenya auprès de l’Organisation des Nations Unies",
    "es": "Carta de fecha 1 de marzo de 2024 dirigida al Secretario General por el Representante Permanente de Kenya ante las Naciones Unidas",
    "ru": "Письмо Постоянного представителя Кении при Организации Объединенных Наций от 1 марта 2024 года на имя Генерального секретаря",
    "zh": "2024年3月1日肯尼亚常驻联合国代表给秘书长的信",
    "ar": "رسالة مؤرخة 1 آذار/مارس 2024 موجهة إلى الأمين العام من الممثل الدائم لكينيا لدى الأمم المتحدة",
}


def _read(text: str) -> Document:
    return read(text.encode(), name="letter.txt")


@pytest.mark.parametrize("language", sorted(_REQUESTS))
def test_requests_in_other_words(language: str) -> None:
    document = _read(f"A/78/55\n\n{_TITLES[language]}\n\n{_REQUESTS[language]}\n")
    assert document.communication is not None
    request = document.communication.request
    assert request is not None
    assert (request.organs, request.agenda_items) == (("A",), {"A": ("14", "109")})


def test_words_tell_where_the_closing_begins() -> None:
    """In lines without gaps and indents, request and closing words begin paragraphs behind the end of a sentence."""
    text = (
        "My delegation attaches importance to the matter, which concerns some 34 harbours\nand their pilots.\n"
        "I should be grateful if you would have the present letter circulated as a document of\nthe General Assembly, under agenda item 9, for the information of all its members.\n"
        "Please accept, Sir, the assurances of my highest consideration.\n(Signed) Ama Oyelaran\nAmbassador\n"
    )
    blocks = [block.text for block in _read(_HEAD + text).parts[0].blocks if block.type == "paragraph"]
    assert [block.split()[0] for block in blocks] == ["My", "I", "Please"]


def test_a_row_of_numbers_begins_behind_a_title() -> None:
    text = (
        "I have the honour to send you the summary of the meeting (see annex), for which I would ask that\nit be circulated as a document of the General Assembly, under agenda item 9.\n"
        "(Signed) Ama Oyelaran\nAmbassador\nAnnex\nSummary of the second regional meeting on harbour pilots, held in Mombasa\n"
        "1. The meeting was attended by pilots of nine countries, who compared their rules.\n2. The participants decided to meet again.\n"
    )
    annex = _read(_HEAD + text).parts[1]
    assert [block.number for block in annex.blocks if block.type == "paragraph"] == ["1", "2"]
    assert annex.title == "Summary of the second regional meeting on harbour pilots, held in Mombasa"


def test_a_chinese_title_of_two_lines_among_whole_paragraphs() -> None:
    text = (
        "联合国 A/73/243\n大会\nDistr.: General\n30 July 2019\nOriginal: Chinese\n第七十三届会议\n议程项目 37\n"
        "2019 年 7 月 25 日肯尼亚常驻联合国代表团临时代办给秘书长和安\n全理事会主席的同文信\n"
        "我谨致函告知关于各港口引航员第二次区域会议和有关措施的情况。\n我国代表团重视这一事项，该事项涉及三十四个港口和大约一千二百名引航员。\n"
    )
    document = _read(text)
    assert (document.masthead.title or "").endswith("给秘书长和安全理事会主席的同文信")
    assert document.communication is not None
    assert document.communication.addressees == ("secretary-general", "president-of-the-security-council")


def test_a_summary_of_a_meeting_is_no_summary_record() -> None:
    assert named("Краткий отчет о втором региональном совещании лоцманов", "record", "ru") is None
    assert named("Summary record of the ports of the coast", "record", "en") is None
    text = (
        _HEAD
        + "I have the honour to refer to the annex.\n\nAnnex\n\nSummary record of the 12th meeting\n\nText.\n"
    )
    assert _read(text).kind == "letter"


def test_lam_and_alef_turned_round_by_an_extractor() -> None:
    turned = "األمم المتحدة\nA/78/55\nالجمعية العامة\nرسالة مؤرخة 1 آذار/مارس 2024 موجهة إلى األمين العام من الممثل الدائم لكينيا لدى األمم المتحدة\n\nيشرفني أن أكتب إليكم.\n"
    document = _read(turned)
    assert document.masthead.title == _TITLES["ar"]
    assert document.communication is not None
    assert document.communication.addressees == ("secretary-general",)
    right = "الأمم المتحدة، الأمين العام، مسألة، الثالث"
    assert with_lam_before_alef(right) == right


def test_the_high_commissioner_in_arabic() -> None:
    title = "مذكرة شفوية مؤرخة 7 آذار/مارس 2023 موجهة إلى مفوضية الأمم المتحدة لحقوق الإنسان من البعثة الدائمة لكينيا لدى مكتب الأمم المتحدة في جنيف"
    document = read(
        f"A/HRC/55/G/59\n\n{title}\n\nتهدي البعثة الدائمة تحياتها.\n".encode(),
        name="note.txt",
        nomenclature=united_nations(),
    )
    assert document.communication is not None
    assert document.communication.addressees == ("high-commissioner-for-human-rights",)


def test_the_last_page_has_its_number_at_the_foot() -> None:
    text = (
        _HEAD
        + "\n    I have the honour to write to you about the pilots.\n\n20-05131 (E)\n\fA/78/55\n\n    We thank all harbours.\n\n\n2\n"
    )
    assert [block.text for block in _read(text).parts[-1].blocks][-1] == "We thank all harbours."


def test_the_last_words_of_an_arabic_title_are_not_put_before_it() -> None:
    first = "رسالة مؤرخة 1 آذار/مارس 2024 موجهة إلى رئيسة مجلس الأمن من الممثل الدائم لكينيا لدى"
    text = (
        f"الأمم المتحدة{' ' * 88}S/2024/210\n\nمجلس الأمن{' ' * 80}Distr.: General\n{' ' * 90}4 March 2024\n\n"
        f" {first}\n{' ' * 88}الأمم المتحدة\n\n        يشرفني أن أكتب إليكم بشأن مرشدي الموانئ في بلدي.\n"
    )
    assert _read(text).masthead.title == f"{first} الأمم المتحدة"


def test_an_arabic_annex_is_not_joined_with_its_title_in_raw_text() -> None:
    text = (
        f"S/2024/210\n{_TITLES['ar']}\n\nيشرفني أن أحيل إليكم موجز الاجتماع الثاني لمرشدي الموانئ (انظر المرفق).\n(توقيع) مارتن أوي\nالسفير\n"
        "المرفق\nموجز الاجتماع الثاني لمرشدي الموانئ\n1. حضر الاجتماع مرشدون من تسعة بلدان.\n2. وقرر المشاركون الاجتماع مجددا.\n280311 )A( 11-76908\n"
    )
    document = _read(text)
    assert [part.role for part in document.parts] == ["main", "annex"]
    assert document.masthead.job_number == "11-76908"


@pytest.mark.parametrize(
    ("before", "after"),
    [("document A/", "HRC/40/22 and"), ("document A/HRC", "/40/22 and"), ("S/", "2019/301")],
)
def test_a_symbol_cut_at_a_stroke(before: str, after: str) -> None:
    assert join_texts(before, after)[0] == before + after


def test_a_word_with_a_stroke_is_no_symbol() -> None:
    assert join_texts("pilots and/", "or harbours")[0] == "pilots and/ or harbours"


@pytest.mark.parametrize(
    ("title", "senders", "addressees"),
    [
        (
            "Lettre datée du 14 mai 2018, adressée à la Présidence du Conseil de sécurité par le Représentant permanent du Kenya et la Chargée d’affaires par intérim de la Mission permanente du Guatemala auprès de l’Organisation des Nations Unies",
            [("Permanent Representative", "KE"), ("Chargé d’affaires a.i.", "GT")],
            ("president-of-the-security-council",),
        ),
        (
            "Identical letters dated 3 March 2015 from the Permanent Representative of Kenya to the United Nations addressed respectively to the Secretary-General, the President of the General Assembly and the President of the Security Council",
            [("Permanent Representative", "KE")],
            ("secretary-general", "president-of-the-general-assembly", "president-of-the-security-council"),
        ),
        (
            "رسالة مؤرخة 7 تموز/يوليه 2020 موجهة إلى الأمين العام من ممثلي إستونيا وبلجيكا لدى الأمم المتحدة",
            [("Representative", "EE"), ("Representative", "BE")],
            ("secretary-general",),
        ),
        (
            "Письмо представителей Бельгии и Эстонии при Организации Объединенных Наций от 7 июля 2020 года на имя Генерального секретаря",
            [("Representative", "BE"), ("Representative", "EE")],
            ("secretary-general",),
        ),
    ],
)
def test_titles_with_several_senders_and_addressees(
    title: str, senders: list[tuple[str, str]], addressees: tuple[str, ...]
) -> None:
    document = _read(f"S/2018/456\n\n{title}\n\n1.\n")
    assert document.masthead.title == title
    assert document.communication is not None
    assert [(one.office, one.state) for one in document.communication.senders] == senders
    assert document.communication.addressees == addressees
