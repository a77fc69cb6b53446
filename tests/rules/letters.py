"""Letters of our own, made by hand: right in everything, in six languages."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from verbale.document import (
    AgendaItem,
    Block,
    Citation,
    Communication,
    Document,
    Language,
    Masthead,
    Part,
    Request,
    Sender,
    Session,
)
from verbale.languages import LANGUAGES
from verbale.profiles import load

__all__ = ["LANGUAGES", "joint_letter", "note_verbale"]

WRITTEN = date(2026, 2, 10)
ISSUED = date(2026, 2, 12)


class _Words(NamedTuple):
    title: str
    body: str
    request: str
    signature: tuple[str, ...]
    heading: str


_LETTER: dict[Language, _Words] = {
    "en": _Words(
        "Letter dated 10 February 2026 from the Permanent Representative of Belvaria to the Union of Estuary States "
        "addressed to the Secretary-General",
        "I have the honour to transmit herewith a statement on the pilotage of deep-draught vessels (see annex).",
        "I should be grateful if you would have the present letter and its annex circulated as a document of the Plenary "
        "Assembly, under agenda item 4, and of the Harbour Council.",
        ("Ambassador", "Permanent Representative"),
        "Annex to the letter dated 10 February 2026 from the Permanent Representative of Belvaria to the Union of Estuary "
        "States addressed to the Secretary-General",
    ),
    "fr": _Words(
        "Lettre datée du 10 février 2026, adressée au Secrétaire général par la Représentante permanente de la Belvarie "
        "auprès de l’Union des États estuariens",
        "J’ai l’honneur de vous faire tenir ci-joint une déclaration sur le pilotage (voir annexe).",
        "Je vous serais reconnaissante de bien vouloir faire distribuer le texte de la présente lettre et de son annexe "
        "comme document de l’Assemblée plénière, au titre du point 4 de l’ordre du jour, et du Conseil des ports.",
        ("L’Ambassadrice,", "Représentante permanente"),
        "Annexe à la lettre datée du 10 février 2026 adressée au Secrétaire général par la Représentante permanente de la "
        "Belvarie auprès de l’Union des États estuariens",
    ),
    "es": _Words(
        "Carta de fecha 10 de febrero de 2026 dirigida al Secretario General por el Representante Permanente de Belvaria "
        "ante la Unión de Estados Estuarinos",
        "Tengo el honor de transmitir adjunta una declaración sobre el practicaje (véase el anexo).",
        "Le agradecería que tuviera a bien hacer distribuir la presente carta y su anexo como documento de la Asamblea "
        "Plenaria, en relación con el tema 4 del programa, y del Consejo de Puertos.",
        ("Embajador", "Representante Permanente"),
        "Anexo de la carta de fecha 10 de febrero de 2026 dirigida al Secretario General por el Representante Permanente "
        "de Belvaria ante la Unión de Estados Estuarinos",
    ),
    "ru": _Words(
        "Письмо Постоянного представителя Бельварии при Союзе эстуарных государств от 10 февраля 2026 года на имя "
        "Генерального секретаря",
        "Имею честь препроводить Вам заявление о лоцманской проводке (см. приложение).",
        "Буду признателен за распространение настоящего письма и приложения к нему в качестве документа Пленарной "
        "ассамблеи по пункту 4 повестки дня и Совета гаваней.",
        ("Посол", "Постоянный представитель"),
        "Приложение к письму Постоянного представителя Бельварии при Союзе эстуарных государств от 10 февраля 2026 года на "
        "имя Генерального секретаря",
    ),
    "zh": _Words(
        "2026年2月10日贝尔瓦里亚常驻河口国家联盟代表给秘书长的信",
        "谨随函转递关于引航的声明(见附件)。",
        "请将本函及其附件作为全体议事会议程项目4的文件和港口理事会的文件分发为荷。",
        ("大使", "常驻代表"),
        "2026年2月10日贝尔瓦里亚常驻河口国家联盟代表给秘书长的信的附件",
    ),
    "ar": _Words(
        "رسالة مؤرخة 10 شباط/فبراير 2026 موجهة إلى الأمين العام من الممثل الدائم لبيلفاريا لدى اتحاد دول المصبات",
        "أتشرف بأن أحيل طيه بيانا بشأن إرشاد السفن (انظر المرفق).",
        "وأكون ممتنا لو تفضلتم بتعميم هذه الرسالة ومرفقها باعتبارهما وثيقة من وثائق الجمعية الجامعة، في إطار البند 4 من "
        "جدول الأعمال، ومن وثائق مجلس الموانئ.",
        ("السفير", "الممثل الدائم"),
        "مرفق الرسالة المؤرخة 10 شباط/فبراير 2026 الموجهة إلى الأمين العام من الممثل الدائم لبيلفاريا لدى اتحاد دول المصبات",
    ),
}


def joint_letter(language: Language = "en") -> Document:
    """A letter of Belvaria for both organs, with an annex that cites four resolutions of the United Nations."""
    words = _LETTER[language]
    agenda = load("assembly").agenda("PA", "13")
    assert agenda is not None
    cited = "70/235, 72/73, 74/19 and 75/239"
    citations = tuple(
        Citation(
            part=1, block=0, start=cited.index(n), end=cited.index(n) + len(n), text=n, kind="resolution",
            symbol=f"A/RES/{n}",
        )
        for n in ("70/235", "72/73", "74/19", "75/239")
    )  # fmt: skip
    return Document(
        kind="letter",
        language=language,
        masthead=Masthead(
            organs=("PA", "HC"),
            distribution="general",
            date=ISSUED,
            original_languages=(language,),
            sessions=(Session(organ="PA", session="13"), Session(organ="HC", year=14)),
            agenda_items=(AgendaItem(organ="PA", number="4", title=agenda.title("4", language)),),
            title=words.title,
        ),
        communication=Communication(
            dated=WRITTEN,
            senders=(
                Sender(
                    name="Ilse Varnholt", rank="Ambassador", office="Permanent Representative", state="XB"
                ),
            ),
            addressees=("secretary-general",),
            request=Request(organs=("PA", "HC"), agenda_items={"PA": ("4",)}, text=words.request),
        ),
        parts=(
            Part(
                role="main",
                language=language,
                blocks=(
                    Block(type="paragraph", text=words.body),
                    Block(type="paragraph", text=words.request),
                    Block(
                        type="signature", text="Ilse Varnholt", name="Ilse Varnholt", lines=words.signature
                    ),
                ),
            ),
            Part(
                role="annex",
                language=language,
                heading=words.heading,
                blocks=(Block(type="paragraph", text=cited),),
            ),
        ),
        citations=citations,
    )


_NOTE: dict[Language, tuple[str, str]] = {
    "en": (
        "The Permanent Mission of Farholm presents its compliments and has the honour to transmit its report.",
        "The Permanent Mission would be grateful if the present note verbale were circulated as a document of the Plenary "
        "Assembly, under agenda item 7.",
    ),
    "fr": (
        "La Mission permanente du Farholm présente ses compliments et a l’honneur de communiquer son rapport.",
        "Elle saurait gré de bien vouloir faire distribuer la présente note verbale comme document de l’Assemblée plénière, "
        "au titre du point 7 de l’ordre du jour.",
    ),
    "es": (
        "La Misión Permanente de Farholm saluda y tiene el honor de comunicar su informe.",
        "La Misión Permanente agradecería que la presente nota verbal se distribuyera como documento de la Asamblea "
        "Plenaria, en relación con el tema 7 del programa.",
    ),
    "ru": (
        "Постоянное представительство Фархольма свидетельствует свое уважение и имеет честь сообщить о своем докладе.",
        "Постоянное представительство просит распространить настоящую вербальную ноту в качестве документа Пленарной "
        "ассамблеи по пункту 7 повестки дня.",
    ),
    "zh": (
        "法霍尔姆常驻代表团向秘书长致意，并谨通报其报告。",
        "常驻代表团请将本普通照会作为全体议事会议程项目7的文件分发。",
    ),
    "ar": (
        "تهدي البعثة الدائمة لفارهولم تحياتها، وتتشرف بأن تبلغ بتقريرها.",
        "وترجو البعثة الدائمة تعميم هذه المذكرة الشفوية باعتبارها وثيقة من وثائق الجمعية الجامعة، في إطار البند 7 من جدول "
        "الأعمال.",
    ),
}


def note_verbale(language: Language = "en") -> Document:
    """A note verbale of Farholm for the Plenary Assembly, without annexes."""
    said, asked = _NOTE[language]
    agenda = load("assembly").agenda("PA", "13")
    assert agenda is not None
    return Document(
        kind="note-verbale",
        language=language,
        masthead=Masthead(
            organs=("PA",),
            distribution="general",
            date=ISSUED,
            original_languages=(language,),
            sessions=(Session(organ="PA", session="13"),),
            agenda_items=(AgendaItem(organ="PA", number="7", title=agenda.title("7", language)),),
        ),
        communication=Communication(
            dated=WRITTEN,
            senders=(Sender(office="Permanent Mission", state="XF"),),
            addressees=("secretary-general",),
            request=Request(organs=("PA",), agenda_items={"PA": ("7",)}, text=asked),
        ),
        parts=(
            Part(
                role="main",
                language=language,
                blocks=(Block(type="paragraph", text=said), Block(type="paragraph", text=asked)),
            ),
        ),
    )
