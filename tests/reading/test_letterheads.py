"""Letters as missions send them: under a letterhead, without a masthead and without a title."""

from __future__ import annotations

import datetime

import pytest

from verbale.document import Sender
from verbale.reading import read

_LETTERS = {
    "en": (
        """PERMANENT MISSION OF THE REPUBLIC OF KENYA TO THE UNITED NATIONS
866 United Nations Plaza, Suite 304, New York, N.Y. 10017

Ref: KMUN/POL/12/19                                              3 May 2019

H.E. Mr. Rafael Montalvo
Secretary-General of the United Nations
New York

Excellency,

I have the honour to transmit herewith a concept note on harbour pilots, prepared by the Government of Kenya (see annex).

I should be grateful if you would have the present letter and its annex circulated as a document of the General Assembly, under agenda items 71 (a), (b) and (c) and 131, and of the Security Council.

Please accept, Excellency, the assurances of my highest consideration.

                                   Ama K. Oyelaran
                                   Ambassador/Permanent Representative

Annex

Concept note
""",
        "letter",
        datetime.date(2019, 5, 3),
        ("Ama K. Oyelaran", "Permanent Representative", "KE"),
        ("secretary-general",),
        ("A", "S"),
        {"A": ("71 (a)", "71 (b)", "71 (c)", "131")},
    ),
    "fr": (
        """MISSION PERMANENTE DU SÉNÉGAL
AUPRÈS DES NATIONS UNIES
N° 0345/MPS/NY
New York, le 4 juin 2021

La Mission permanente de la République du Sénégal auprès de l'Organisation des Nations Unies présente ses compliments au Secrétariat de l'Organisation des Nations Unies et a l'honneur de le prier de bien vouloir faire distribuer la présente note verbale comme document de l'Assemblée générale, au titre du point 19 a) et b) de l'ordre du jour.

La Mission permanente saisit cette occasion pour renouveler au Secrétariat les assurances de sa haute considération.

Secrétariat de l'Organisation des Nations Unies
New York
""",
        "note-verbale",
        datetime.date(2021, 6, 4),
        (None, "Permanent Mission", "SN"),
        (),
        ("A",),
        {"A": ("19 (a)", "19 (b)")},
    ),
    "es": (
        """República Oriental del Uruguay
Misión Permanente ante las Naciones Unidas

Nueva York, 12 de marzo de 2020

Excelentísimo Señor
Ivo Benedek
Presidente del Consejo de Seguridad
Naciones Unidas

Señor Presidente:

Tengo el honor de dirigirme a usted para solicitarle que tenga a bien disponer que la presente carta se distribuya como documento del Consejo de Seguridad.

Hago propicia la ocasión para reiterar a usted las seguridades de mi más alta consideración.

Lucía Ferrer
Embajador
Representante Permanente del Uruguay ante las Naciones Unidas
""",
        "letter",
        datetime.date(2020, 3, 12),
        ("Lucía Ferrer", "Permanent Representative", "UY"),
        ("president-of-the-security-council",),
        ("S",),
        {},
    ),
    "ru": (
        """ПОСТОЯННОЕ ПРЕДСТАВИТЕЛЬСТВО РЕСПУБЛИКИ БЕЛАРУСЬ ПРИ ООН
№ 02-15/412                         "14" мая 2018 года

Его Превосходительству
господину Иву Бенедеку,
Председателю семьдесят второй сессии Генеральной Ассамблеи

Ваше Превосходительство,

Имею честь препроводить заявление Министерства иностранных дел и просить Вас распространить настоящее письмо в качестве официального документа Генеральной Ассамблеи по пунктам 99 dd) и 101 повестки дня.

Примите, Ваше Превосходительство, уверения в моем самом высоком уважении.

В. Ковалёнок
Постоянный представитель
""",
        "letter",
        datetime.date(2018, 5, 14),
        ("В. Ковалёнок", "Permanent Representative", "BY"),
        ("president-of-the-general-assembly",),
        ("A",),
        {"A": ("99 (dd)", "101")},
    ),
    "zh": (
        """中华人民共和国常驻联合国代表团
CML/12/2021

纽约，2021年5月3日

拉斐尔·蒙塔尔沃先生阁下
联合国秘书长

阁下：

我谨随函转递中国外交部关于港口引航员的声明。

请将本函及附件作为大会议程项目71(a)和(b)的文件和安全理事会文件分发为荷。

顺致最崇高的敬意。

林国强
大使、常驻代表
""",
        "letter",
        datetime.date(2021, 5, 3),
        ("林国强", "Permanent Representative", "CN"),
        ("secretary-general",),
        ("A", "S"),
        {"A": ("71 (a)", "71 (b)")},
    ),
    "ar": (
        """البعثة الدائمة لجمهورية مصر العربية لدى الأمم المتحدة
نيويورك، في ٣ أيار/مايو ٢٠٢١
رقم: 112/2021

معالي السيد رافاييل مونتالفو
الأمين العام للأمم المتحدة

معالي الأمين العام،

أتشرف بأن أحيل إليكم مذكرة مفاهيمية أعدتها حكومة بلدي.

وأرجو ممتنا تعميم هذه الرسالة بوصفها وثيقة من وثائق الجمعية العامة في إطار البندين ٧١ (أ) و ١٣١ من جدول الأعمال.

وتفضلوا بقبول فائق الاحترام.

فاطمة بنعلي
السفير
المندوب الدائم
""",
        "letter",
        datetime.date(2021, 5, 3),
        ("فاطمة بنعلي", "Permanent Representative", "EG"),
        ("secretary-general",),
        ("A",),
        {"A": ("71 (a)", "131")},
    ),
}


@pytest.mark.parametrize("language", sorted(_LETTERS))
def test_a_letter_under_a_letterhead(language: str) -> None:
    text, kind, dated, sender, addressees, organs, items = _LETTERS[language]
    document = read(text.encode(), name="letter.txt")
    assert (document.kind, document.language) == (kind, language)
    assert document.masthead.symbols == ()
    sent = document.communication
    assert sent is not None
    assert sent.dated == dated
    (found,) = sent.senders
    assert isinstance(found, Sender)
    assert (found.name, found.office, found.state) == sender
    assert sent.addressees == addressees
    assert sent.request is not None
    assert (sent.request.organs, sent.request.agenda_items) == (organs, items)


def test_a_senders_number_is_no_symbol() -> None:
    document = read(_LETTERS["zh"][0].encode(), name="letter.txt")
    assert document.communication is not None
    assert document.communication.reference == "CML/12/2021"
