"""Documents to write: one letter in six languages, of fictional members, with all that a document can have."""

from __future__ import annotations

import datetime

from verbale.citing import cite_document
from verbale.document import (
    AgendaItem,
    Block,
    Communication,
    Document,
    Footnote,
    Language,
    Masthead,
    Part,
    Request,
    Sender,
    Session,
)

__all__ = ["LANGUAGES", "letter"]

LANGUAGES: tuple[Language, ...] = ("ar", "zh", "en", "fr", "ru", "es")

_TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "items": "Shared waters of the eastern basin|Strengthening of the lighthouse service",
        "title": "Letter dated 31 March 2020 from the Permanent Representative of Belvaria to the United Nations addressed to the Secretary-General",
        "honour": "I have the honour to transmit herewith the statement of the Ministry of Foreign Affairs of Belvaria on the shared waters of the eastern basin (see annex), and to refer to resolutions 822 (1993) and 62/243.",
        "request": "I should be grateful if you would have the present letter and its annex circulated as a document of the General Assembly, under agenda items 32 and 69 (b), and of the Security Council.",
        "signed": "(Signed) {}",
        "name": "Irena Valdren",
        "lines": "Ambassador|Permanent Representative",
        "annex": "Annex to the letter dated 31 March 2020 from the Permanent Representative of Belvaria to the United Nations addressed to the Secretary-General",
        "annex title": "Statement by the Ministry of Foreign Affairs of Belvaria",
        "heading": "Gauges and lights of the coast",
        "first": "The Ministry recalls that the gauges of the basin have been read every morning since 1931, and that the harbours publish the readings in a common table, so that masters of vessels can plan their passage.",
        "second": "The readings of the past year are given below.",
        "table": "Station|Level (cm)|Days read;Northern mole|412|365;Old bridge|398|360",
        "note": "See A/74/783–S/2020/279, annex, para. 4.",
    },
    "fr": {
        "items": "Eaux communes du bassin oriental|Renforcement du service des phares",
        "title": "Lettre datée du 31 mars 2020, adressée au Secrétaire général par la Représentante permanente de la Belvarie auprès de l’Organisation des Nations Unies",
        "honour": "J’ai l’honneur de vous faire tenir ci-joint la déclaration du Ministère des affaires étrangères de la Belvarie sur les eaux communes du bassin oriental (voir annexe) et de rappeler les résolutions 822 (1993) et 62/243.",
        "request": "Je vous serais reconnaissante de bien vouloir faire distribuer le texte de la présente lettre et de son annexe comme document de l’Assemblée générale, au titre des points 32 et 69 b) de l’ordre du jour, et du Conseil de sécurité.",
        "signed": "(Signé) {}",
        "name": "Irena Valdren",
        "lines": "Ambassadrice|Représentante permanente",
        "annex": "Annexe à la lettre datée du 31 mars 2020 adressée au Secrétaire général par la Représentante permanente de la Belvarie auprès de l’Organisation des Nations Unies",
        "annex title": "Déclaration du Ministère des affaires étrangères de la Belvarie",
        "heading": "Échelles et feux de la côte",
        "first": "Le Ministère rappelle que les échelles du bassin sont relevées chaque matin depuis 1931 et que les ports publient les relevés dans un tableau commun, pour que les capitaines puissent préparer leur passage.",
        "second": "Les relevés de l’année écoulée figurent ci-dessous.",
        "table": "Station|Niveau (cm)|Jours;Môle du Nord|412|365;Vieux pont|398|360",
        "note": "Voir A/74/783–S/2020/279, annexe, par. 4.",
    },
    "es": {
        "items": "Aguas compartidas de la cuenca oriental|Fortalecimiento del servicio de faros",
        "title": "Carta de fecha 31 de marzo de 2020 dirigida al Secretario General por la Representante Permanente de Belvaria ante las Naciones Unidas",
        "honour": "Tengo el honor de transmitir adjunta la declaración del Ministerio de Relaciones Exteriores de Belvaria sobre las aguas compartidas de la cuenca oriental (véase el anexo) y de recordar las resoluciones 822 (1993) y 62/243.",
        "request": "Le agradecería que tuviera a bien hacer distribuir la presente carta y su anexo como documento de la Asamblea General, en relación con los temas 32 y 69 b) del programa, y del Consejo de Seguridad.",
        "signed": "(Firmado) {}",
        "name": "Irena Valdren",
        "lines": "Embajadora|Representante Permanente",
        "annex": "Anexo de la carta de fecha 31 de marzo de 2020 dirigida al Secretario General por la Representante Permanente de Belvaria ante las Naciones Unidas",
        "annex title": "Declaración del Ministerio de Relaciones Exteriores de Belvaria",
        "heading": "Escalas y luces de la costa",
        "first": "El Ministerio recuerda que las escalas de la cuenca se leen cada mañana desde 1931 y que los puertos publican las lecturas en un cuadro común, para que los capitanes puedan preparar su paso.",
        "second": "A continuación figuran las lecturas del último año.",
        "table": "Estación|Nivel (cm)|Días;Muelle norte|412|365;Puente viejo|398|360",
        "note": "Véase A/74/783–S/2020/279, anexo, párr. 4.",
    },
    "ru": {
        "items": "Общие воды восточного бассейна|Укрепление маячной службы",
        "title": "Письмо Постоянного представителя Бельварии при Организации Объединенных Наций от 31 марта 2020 года на имя Генерального секретаря",
        "honour": "Имею честь настоящим препроводить заявление Министерства иностранных дел Бельварии об общих водах восточного бассейна (см. приложение) и сослаться на резолюции 822 (1993) и 62/243.",
        "request": "Буду признательна Вам за распространение настоящего письма и приложения к нему в качестве документа Генеральной Ассамблеи по пунктам 32 и 69 b) повестки дня и документа Совета Безопасности.",
        "signed": "(Подпись) {}",
        "name": "Ирена Вальдрен",
        "lines": "Посол|Постоянный представитель",
        "annex": "Приложение к письму Постоянного представителя Бельварии при Организации Объединенных Наций от 31 марта 2020 года на имя Генерального секретаря",
        "annex title": "Заявление Министерства иностранных дел Бельварии",
        "heading": "Рейки и огни побережья",
        "first": "Министерство напоминает, что показания водомерных реек бассейна снимаются каждое утро с 1931 года и что порты публикуют эти показания в общей таблице, с тем чтобы капитаны могли готовить свой проход.",
        "second": "Показания за прошедший год приводятся ниже.",
        "table": "Станция|Уровень (см)|Дни;Северный мол|412|365;Старый мост|398|360",
        "note": "См. A/74/783–S/2020/279, приложение, пункт 4.",
    },
    "zh": {
        "items": "东部流域共有水域|加强灯塔服务",
        "title": "2020年3月31日贝尔瓦里亚常驻联合国代表给秘书长的信",
        "honour": "谨随函转递贝尔瓦里亚外交部关于东部流域共有水域的声明(见附件)，并提及第822(1993)号决议和第62/243号决议。",
        "request": "请将本信及其附件作为大会议程项目32和69(b)下的文件和安全理事会文件分发为荷。",
        "signed": "{}(签名)",
        "name": "伊雷娜·瓦尔德伦",
        "lines": "大使|常驻代表",
        "annex": "2020年3月31日贝尔瓦里亚常驻联合国代表给秘书长的信的附件",
        "annex title": "贝尔瓦里亚外交部的声明",
        "heading": "沿海水尺和灯塔",
        "first": "外交部回顾，自1931年以来，每天早晨都读取流域的水尺，各港口将读数公布在一个共同的表格中，以便各船船长规划航程。各港口还将继续每月交换一次数据，并邀请所有有关方面参加年度会议。",
        "second": "过去一年的读数如下。",
        "table": "站点|水位(厘米)|天数;北防波堤|412|365;老桥|398|360",
        "note": "见A/74/783–S/2020/279，附件，第4段。",
    },
    "ar": {
        "items": "المياه المشتركة للحوض الشرقي|تعزيز خدمة المنارات",
        "title": "رسالة مؤرخة 31 آذار/مارس 2020 موجهة إلى الأمين العام من الممثلة الدائمة لبلفاريا لدى الأمم المتحدة",
        "honour": "أتشرف بأن أحيل طيه بيان وزارة خارجية بلفاريا بشأن المياه المشتركة للحوض الشرقي (انظر المرفق)، وأن أشير إلى القرارين 822 (1993) و 62/243.",
        "request": "وأرجو ممتنة تعميم هذه الرسالة ومرفقها باعتبارهما وثيقة من وثائق الجمعية العامة، في إطار البندين 32 و 69 (ب) من جدول الأعمال، ومن وثائق مجلس الأمن.",
        "signed": "(توقيع) {}",
        "name": "إيرينا فالدرين",
        "lines": "السفيرة|الممثلة الدائمة",
        "annex": "مرفق الرسالة المؤرخة 31 آذار/مارس 2020 الموجهة إلى الأمين العام من الممثلة الدائمة لبلفاريا لدى الأمم المتحدة",
        "annex title": "بيان وزارة خارجية بلفاريا",
        "heading": "مقاييس الساحل وأنواره",
        "first": "تذكر الوزارة بأن مقاييس الحوض تقرأ كل صباح منذ عام 1931، وبأن الموانئ تنشر القراءات في جدول مشترك، كي يتمكن ربابنة السفن من تخطيط عبورهم.",
        "second": "وترد أدناه قراءات السنة الماضية.",
        "table": "المحطة|المستوى (سم)|الأيام;الرصيف الشمالي|412|365;الجسر القديم|398|360",
        "note": "انظر A/74/783–S/2020/279، المرفق، الفقرة 4.",
    },
}


def letter(language: Language, *, pages: int = 1) -> Document:
    """A joint letter with an annex; ``pages`` says how often the annex's paragraphs are repeated."""
    t = _TEXTS[language]
    first, second = t["items"].split("|")
    signed = t["signed"].format(t["name"])
    lines = tuple(t["lines"].split("|"))
    rows = tuple(tuple(row.split("|")) for row in t["table"].split(";"))
    annex = [
        Block(type="heading", number="I", level=1, text=t["heading"]),
        Block(type="paragraph", number="1", text=t["first"], notes=("1",)),
        Block(type="paragraph", number="(أ)" if language == "ar" else "(a)", level=1, text=t["second"]),
        Block(type="table", text=" ".join(" ".join(row) for row in rows), rows=rows),
    ]
    annex += [Block(type="paragraph", number=str(n), text=t["first"]) for n in range(2, 8 * pages - 6)]
    document = Document(
        kind="letter",
        language=language,
        masthead=Masthead(
            organs=("A", "S"),
            symbols=("A/74/783", "S/2020/279"),
            distribution="general",
            date=datetime.date(2020, 4, 3),
            original_languages=("en",),
            sessions=(Session(organ="A", session="74"), Session(organ="S", year=75)),
            agenda_items=(
                AgendaItem(organ="A", number="32", title=first),
                AgendaItem(organ="A", number="69 (b)", title=second),
            ),
            title=t["title"],
            job_number="20-05131",
        ),
        communication=Communication(
            dated=datetime.date(2020, 3, 31),
            senders=(Sender(name=t["name"], rank="Ambassador", office="Permanent Representative"),),
            addressees=("secretary-general",),
            request=Request(organs=("A", "S"), agenda_items={"A": ("32", "69 (b)")}, text=t["request"]),
        ),
        parts=(
            Part(
                role="main",
                language=language,
                blocks=(
                    Block(type="paragraph", text=t["honour"]),
                    Block(type="paragraph", text=t["request"]),
                    Block(type="signature", name=t["name"], lines=lines, text=" ".join([signed, *lines])),
                ),
            ),
            Part(
                role="annex",
                heading=t["annex"],
                title=t["annex title"],
                language=language,
                original_languages=("fr",),
                blocks=tuple(annex),
            ),
        ),
        footnotes=(Footnote(label="1", blocks=(Block(type="paragraph", text=t["note"]),)),),
    )
    return cite_document(document)
