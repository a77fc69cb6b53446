"""One letter in six languages, set in the ways in which letters come. Sender, harbour and glaciers are invented."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

__all__ = ["LAYOUTS", "LETTERS", "Letter", "lay_out"]


@dataclass(frozen=True)
class Letter:
    """The pieces of a letter of 3 May 2021 from Kenya, issued as A/75/873–S/2021/412 on 5 May 2021, items 71 (a), 86."""

    language: str
    united_nations: str
    assembly: str
    council: str
    distribution: str
    date: str
    original: str
    session: str
    items: str
    year: str
    titles: tuple[str, str]
    title: str
    body: tuple[str, str, str]
    signature: tuple[str, str, str]
    annex: str
    annex_original: str
    annex_title: str
    annex_body: tuple[str, str]


LETTERS: tuple[Letter, ...] = (
    Letter(
        "en", "United Nations", "General Assembly", "Security Council", "Distr.: General", "5 May 2021", "Original: French",
        "Seventy-fifth session", "Agenda items 71 (a) and 86", "Seventy-sixth year",
        ("Lights and beacons", "Observation of glaciers in the context of regional cooperation"),
        "Letter dated 3 May 2021 from the Permanent Representative of Kenya to the United Nations addressed to the Secretary-General",
        ("I have the honour to transmit herewith a statement on the opening of the harbour bridge (see annex).",
         "The bridge was built by two neighbouring towns and has been open to the public since the first day of May.",
         "I should be grateful if you would have the present letter and its annex circulated as a document of the General Assembly, under agenda items 71 (a) and 86, and of the Security Council."),
        ("(Signed) Wanjiru Odero", "Ambassador", "Permanent Representative"),
        "Annex to the letter dated 3 May 2021 from the Permanent Representative of Kenya to the United Nations addressed to the Secretary-General",
        "[Original: English]", "Statement on the opening of the harbour bridge",
        ("The bridge has a length of two kilometres and carries one line of rails and one footpath for those who walk.",
         "It will be inspected each year by the engineers of the two towns, who will publish what they find."),
    ),
    Letter(
        "fr", "Nations Unies", "Assemblée générale", "Conseil de sécurité", "Distr. générale", "5 mai 2021", "Original : anglais",
        "Soixante-quinzième session", "Points 71 a) et 86 de l’ordre du jour", "Soixante-seizième année",
        ("Feux et balises", "Observation des glaciers dans le cadre de la coopération régionale"),
        "Lettre datée du 3 mai 2021, adressée au Secrétaire général par la Représentante permanente du Kenya auprès de l’Organisation des Nations Unies",
        ("J’ai l’honneur de vous faire tenir ci-joint une déclaration sur l’ouverture du pont du port (voir annexe).",
         "Le pont a été construit par deux villes voisines et est ouvert au public depuis le premier jour de mai.",
         "Je vous saurais gré de bien vouloir faire distribuer le texte de la présente lettre et de son annexe comme document de l’Assemblée générale, au titre des points 71 a) et 86 de l’ordre du jour, et du Conseil de sécurité."),
        ("(Signé) Wanjiru Odero", "L’Ambassadrice", "La Représentante permanente"),
        "Annexe à la lettre datée du 3 mai 2021 adressée au Secrétaire général par la Représentante permanente du Kenya auprès de l’Organisation des Nations Unies",
        "[Original : anglais]", "Déclaration sur l’ouverture du pont du port",
        ("Le pont a une longueur de deux kilomètres et porte une voie ferrée et un chemin pour ceux qui vont à pied.",
         "Il sera inspecté chaque année par les ingénieurs des deux villes, qui publieront ce qu’ils auront constaté."),
    ),
    Letter(
        "es", "Naciones Unidas", "Asamblea General", "Consejo de Seguridad", "Distr. general", "5 de mayo de 2021", "Original: francés",
        "Septuagésimo quinto período de sesiones", "Temas 71 a) y 86 del programa", "Septuagésimo sexto año",
        ("Luces y balizas", "Observación de los glaciares en el contexto de la cooperación regional"),
        "Carta de fecha 3 de mayo de 2021 dirigida al Secretario General por la Representante Permanente de Kenya ante las Naciones Unidas",
        ("Tengo el honor de transmitir adjunta una declaración sobre la apertura del puente del puerto (véase el anexo).",
         "El puente fue construido por dos ciudades vecinas y está abierto al público desde el primer día de mayo.",
         "Le agradecería que tuviera a bien hacer distribuir la presente carta y su anexo como documento de la Asamblea General, en relación con los temas 71 a) y 86 del programa, y del Consejo de Seguridad."),
        ("(Firmado) Wanjiru Odero", "Embajadora", "Representante Permanente"),
        "Anexo de la carta de fecha 3 de mayo de 2021 dirigida al Secretario General por la Representante Permanente de Kenya ante las Naciones Unidas",
        "[Original: inglés]", "Declaración sobre la apertura del puente del puerto",
        ("El puente tiene una longitud de dos kilómetros y lleva una vía férrea y un camino para quienes van a pie.",
         "Será inspeccionado cada año por los ingenieros de las dos ciudades, que publicarán lo que encuentren."),
    ),
    Letter(
        "ru", "Организация Объединенных Наций", "Генеральная Ассамблея", "Совет Безопасности", "Distr.: General", "5 May 2021", "Original: French",
        "Семьдесят пятая сессия", "Пункты 71 a) и 86 повестки дня", "Семьдесят шестой год",
        ("Огни и маяки", "Наблюдение за ледниками в контексте регионального сотрудничества"),
        "Письмо Постоянного представителя Кении при Организации Объединенных Наций от 3 мая 2021 года на имя Генерального секретаря",
        ("Имею честь препроводить текст заявления по случаю открытия моста в порту (см. приложение).",
         "Мост построен двумя соседними городами и открыт для населения с первого дня мая нынешнего года.",
         "Буду признательна Вам за распространение настоящего письма и приложения к нему в качестве документа Генеральной Ассамблеи по пунктам 71 a) и 86 повестки дня и Совета Безопасности."),
        ("(Подпись) Ванджиру Одеро", "Посол", "Постоянный представитель"),
        "Приложение к письму Постоянного представителя Кении при Организации Объединенных Наций от 3 мая 2021 года на имя Генерального секретаря",
        "[Подлинный текст на английском языке]", "Заявление по случаю открытия моста",
        ("Мост имеет длину два километра; по нему проходят один рельсовый путь и одна дорожка для пешеходов.",
         "Ежегодно его будут осматривать инженеры обоих городов, которые опубликуют результаты осмотра."),
    ),
    Letter(
        "zh", "联合国", "大会", "安全理事会", "Distr.: General", "5 May 2021", "Original: French",
        "第七十五届会议", "议程项目71(a)和86", "第七十六年",
        ("灯光和航标", "区域合作框架内的冰川观测"),
        "2021年5月3日肯尼亚常驻联合国代表给秘书长的信",
        ("谨随函转递关于港口大桥启用的声明(见附件)。", "大桥由两座相邻的城市建造，自五月的第一天起向公众开放。",
         "请将本函及其附件作为大会议程项目71(a)和86的文件和安全理事会的文件分发为荷。"),
        ("万吉鲁·奥德罗(签名)", "大使", "常驻代表"),
        "2021年5月3日肯尼亚常驻联合国代表给秘书长的信的附件",
        "[原件：英文]", "关于港口大桥启用的声明",
        ("大桥长两公里，上面有一条铁路和一条供行人使用的小路。", "两座城市的工程师每年将对大桥进行检查，并公布检查结果。"),
    ),
    Letter(
        "ar", "الأمم المتحدة", "الجمعية العامة", "مجلس الأمن", "Distr.: General", "5 May 2021", "Original: French",
        "الدورة الخامسة والسبعون", "البندان 71 (أ) و 86 من جدول الأعمال", "السنة السادسة والسبعون",
        ("الأضواء والمنارات", "رصد الأنهار الجليدية في سياق التعاون الإقليمي"),
        "رسالة مؤرخة 3 أيار/مايو 2021 موجهة إلى الأمين العام من الممثلة الدائمة لكينيا لدى الأمم المتحدة",
        ("أتشرف بأن أحيل إليكم طيه بيانا بشأن افتتاح جسر المرفأ (انظر المرفق).",
         "وقد بنت الجسر مدينتان متجاورتان، وهو مفتوح أمام الجمهور منذ أول يوم من أيام أيار/مايو.",
         "وأكون ممتنة لو تفضلتم بتعميم هذه الرسالة ومرفقها باعتبارهما وثيقة من وثائق الجمعية العامة، في إطار البندين 71 (أ) و 86 من جدول الأعمال، ومن وثائق مجلس الأمن."),
        ("(توقيع) وانجيرو أوديرو", "السفيرة", "الممثلة الدائمة"),
        "مرفق الرسالة المؤرخة 3 أيار/مايو 2021 الموجهة إلى الأمين العام من الممثلة الدائمة لكينيا لدى الأمم المتحدة",
        "[الأصل: بالإنكليزية]", "بيان بشأن افتتاح جسر المرفأ",
        ("يبلغ طول الجسر كيلومترين، ويمر عليه خط واحد من السكك الحديدية وممر واحد للمشاة.",
         "وسيفحصه كل عام مهندسو المدينتين، وسينشرون ما يتوصلون إليه من نتائج."),
    ),
)  # fmt: skip

LAYOUTS = ("columns", "raw", "pasted", "paragraphs", "one-line", "old", "markdown")


def _wrap(text: str, width: int, letter: Letter, indent: str = "") -> list[str]:
    if letter.language == "zh":
        return [indent + text[:36], *(text[at : at + 38] for at in range(36, len(text), 38))]
    return textwrap.wrap(text, width, initial_indent=indent, break_on_hyphens=False)


def lay_out(letter: Letter, layout: str) -> str:
    """The letter as text in one of the layouts."""
    head = [
        letter.united_nations,
        "A/75/873",
        "S/2021/412",
        letter.assembly,
        letter.council,
        letter.distribution,
        letter.date,
        letter.original,
    ]
    sessions = [letter.assembly, letter.session, letter.items, letter.council, letter.year]
    foot = "21-06345 (E)    050521    060521    *2106345*"
    signature, annex, text = list(letter.signature), list(letter.annex_body), list(letter.body)
    match layout:
        case "columns":
            rows = [
                f"{left:<60}{right}"
                for left, right in zip(
                    [letter.united_nations, letter.assembly, letter.council, "", ""],
                    ["A/75/873", "S/2021/412", letter.distribution, letter.date, letter.original],
                    strict=True,
                )
            ]
            rows += [
                "",
                f"{letter.assembly:<60}{letter.council}",
                f"{letter.session:<60}{letter.year}",
                letter.items,
                "",
                *letter.titles,
                "",
            ]
            rows += [*("      " + line for line in _wrap(letter.title, 76, letter)), ""]
            rows += [line for paragraph in text for line in _wrap(paragraph, 84, letter, "     ")]
            rows += [f"{line:>84}" for line in signature] + [
                "",
                "",
                foot,
                "\f" + "A/75/873",
                "S/2021/412",
                "",
            ]
            rows += [*_wrap(letter.annex, 76, letter), f"{letter.annex_original:>84}", letter.annex_title]
            rows += [
                line
                for n, paragraph in enumerate(annex, 1)
                for line in _wrap(f"{n}.   {paragraph}", 84, letter)
            ]
            return "\n".join(rows)
        case "raw":
            rows = [*head[:1], "", *sessions[:3], "", *head[1:], *sessions[3:], "", *letter.titles, ""]
            rows += [*_wrap(letter.title, 76, letter)]
            rows += [line for paragraph in text for line in _wrap(paragraph, 84, letter)]
            rows += [
                *signature,
                "",
                foot,
                "",
                "A/75/873",
                "S/2021/412",
                "",
                *_wrap(letter.annex, 76, letter),
                letter.annex_original,
                "",
                letter.annex_title,
            ]
            rows += [
                line
                for n, paragraph in enumerate(annex, 1)
                for line in [f"{n}.", *_wrap(paragraph, 84, letter)]
            ]
            return "\n".join(rows)
        case "pasted":
            rows = [
                " ".join(head),
                " ".join(sessions),
                *letter.titles,
                letter.title,
                "",
                *text,
                *signature,
                foot,
                "",
            ]
            return "\n".join(
                [
                    *rows,
                    letter.annex,
                    letter.annex_original,
                    letter.annex_title,
                    *(f"{n}. {p}" for n, p in enumerate(annex, 1)),
                ]
            )
        case "paragraphs":
            rows = [
                *head,
                "\n".join(sessions),
                *letter.titles,
                letter.title,
                *text,
                "\n".join(signature),
                letter.annex,
                letter.annex_original,
                letter.annex_title,
            ]
            return "\n\n".join([*rows, *(f"{n}. {p}" for n, p in enumerate(annex, 1))])
        case "one-line":
            rows = [
                *head,
                *sessions,
                *letter.titles,
                letter.title,
                *text,
                *signature,
                letter.annex,
                letter.annex_original,
                letter.annex_title,
                *annex,
            ]
            return " ".join(rows)
        case "old":
            rows = [
                letter.united_nations.upper(),
                "",
                letter.assembly.upper(),
                letter.council.upper(),
                "",
                "Distr.",
                "GENERAL",
                "A/75/873",
                "S/2021/412",
                letter.date,
                letter.original.upper(),
                "",
            ]
            rows += [
                letter.assembly.upper(),
                letter.session,
                letter.items,
                letter.council.upper(),
                letter.year,
                "",
                letter.titles[0].upper(),
                "",
                letter.titles[1].upper(),
                "",
            ]
            rows += [*_wrap(letter.title, 70, letter), ""]
            rows += [line for paragraph in text for line in [*_wrap(paragraph, 70, letter, "     "), ""]]
            rows += [
                *signature,
                "",
                *_wrap(letter.annex, 70, letter),
                "",
                letter.annex_original,
                "",
                letter.annex_title,
                "",
            ]
            rows += [
                line
                for n, paragraph in enumerate(annex, 1)
                for line in [*_wrap(f"{n}. {paragraph}", 70, letter), ""]
            ]
            return "\n".join(rows)
        case _:
            rows = [
                "\n".join(head[:3]),
                f"**{letter.assembly}\n{letter.council}**",
                "\n".join(head[5:7]),
                letter.original,
                "\n".join(sessions[:3]),
                "\n".join(sessions[3:]),
            ]
            rows += [
                f"**{letter.titles[0]}**",
                letter.titles[1],
                f"**{letter.title}**",
                *text,
                "\n".join(signature),
                letter.annex,
                letter.annex_original,
                letter.annex_title,
            ]
            return "\n\n".join([*rows, *(f"{n}. {p}" for n, p in enumerate(annex, 1))])
