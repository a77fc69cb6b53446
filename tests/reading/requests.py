"""Requests for circulation as missions word them, with the organs and items that each asks for. Matters are invented."""

from __future__ import annotations

__all__ = ["NO_REQUESTS", "REQUESTS"]

# language, sentence, organs, items by organ
REQUESTS: list[tuple[str, str, tuple[str, ...], dict[str, tuple[str, ...]]]] = [
    # English
    ("en", "I should be grateful if you would arrange for the circulation of this letter and its annex as a document of the General Assembly under agenda item 12.", ("A",), {"A": ("12",)}),
    ("en", "I would appreciate it if you could have the text of the present letter distributed as an official document of the Security Council.", ("S",), {}),
    ("en", "I have the honour to request that this letter be issued as a document of the seventy-ninth session of the General Assembly, under items 35, 71 (b) and 71 (c) of its agenda, and of the Security Council.", ("A", "S"), {"A": ("35", "71 (b)", "71 (c)")}),
    ("en", "We kindly ask that you circulate the present letter to the members of the Security Council as a document of the Council.", ("S",), {}),
    ("en", "The Permanent Mission would be grateful if the present note verbale could be published as a document of the Economic and Social Council under agenda items 5 (a), 6 and 18.", ("E",), {"E": ("5 (a)", "6", "18")}),
    ("en", "The Permanent Mission requests that the note verbale and its annex be circulated as a document of the Human Rights Council under agenda item 4.", ("A/HRC",), {"A/HRC": ("4",)}),
    ("en", "May I kindly request your good offices in circulating the attached statement as a document of the Security Council and of the General Assembly under agenda items 9 and 101?", ("S", "A"), {"A": ("9", "101")}),
    ("en", "I should be obliged if this letter were to be circulated as an official document of the eleventh emergency special session of the General Assembly, under item 5.", ("A",), {"A": ("5",)}),
    ("en", "It would be appreciated if the present communication, together with its enclosure, could be made available as a document of the General Assembly under sub-items 72 (a) to (c) of the preliminary list.", ("A",), {"A": ("72 (a)", "72 (b)", "72 (c)")}),
    ("en", "I would be most grateful for your assistance in having this letter circulated as a document of the Economic and Social Council, under agenda item 7 (b), and of the General Assembly, under agenda item 20.", ("E", "A"), {"E": ("7 (b)",), "A": ("20",)}),
    ("en", "I ask that this letter be distributed under agenda item 34 of the General Assembly as an official document.", ("A",), {"A": ("34",)}),
    ("en", "We would be grateful if you could kindly arrange to have this letter and its annex issued as a document of the Council.", ("S",), {}),
    ("en", "I should be grateful if you would have the present letter circulated as a document of the General Assembly, under the agenda item entitled “Oceans and the law of the sea”, and of the Security Council.", ("A", "S"), {}),
    # French
    ("fr", "Je vous saurais gré de bien vouloir faire distribuer la présente lettre et son annexe comme document du Conseil de sécurité.", ("S",), {}),
    ("fr", "Je vous prie de bien vouloir faire publier la présente lettre en tant que document officiel de l’Assemblée générale au titre des points 34 et 71 a) de l’ordre du jour, et du Conseil de sécurité.", ("A", "S"), {"A": ("34", "71 (a)")}),
    ("fr", "Je vous serais reconnaissante de bien vouloir faire circuler le texte de la présente communication comme document du Conseil économique et social, au titre du point 7 de l’ordre du jour provisoire.", ("E",), {"E": ("7",)}),
    ("fr", "La Mission permanente prie le Secrétariat de faire distribuer la présente note verbale comme document du Conseil des droits de l’homme au titre du point 3 de son ordre du jour.", ("A/HRC",), {"A/HRC": ("3",)}),
    ("fr", "J’ai l’honneur de demander que la présente lettre soit distribuée comme document officiel de la soixante-dix-neuvième session de l’Assemblée générale, au titre du point 12 de la liste préliminaire.", ("A",), {"A": ("12",)}),
    ("fr", "Nous vous serions obligés de bien vouloir assurer la distribution du texte de la présente lettre comme document du Conseil de sécurité et de l’Assemblée générale, au titre des points 5, 6 b) et 7.", ("S", "A"), {"A": ("5", "6 (b)", "7")}),
    ("fr", "Je vous demande de bien vouloir diffuser le texte ci-joint comme document du Conseil.", ("S",), {}),
    # Spanish
    ("es", "Le agradeceré que tenga a bien hacer distribuir la presente carta y su anexo como documento de la Asamblea General, en relación con el tema 34 del programa, y del Consejo de Seguridad.", ("A", "S"), {"A": ("34",)}),
    ("es", "Solicito que la presente carta sea publicada como documento oficial del Consejo de Seguridad.", ("S",), {}),
    ("es", "La Misión Permanente solicita que la presente nota verbal se distribuya como documento del Consejo Económico y Social en relación con los temas 5 a) y 6 del programa provisional.", ("E",), {"E": ("5 (a)", "6")}),
    ("es", "Le ruego tenga a bien disponer que el texto de la presente carta se haga circular como documento oficial del Consejo de Derechos Humanos, en relación con el tema 4 de la agenda.", ("A/HRC",), {"A/HRC": ("4",)}),
    ("es", "Mucho le agradecería que se sirviera disponer la distribución de la presente como documento de la Asamblea General, en relación con los temas 17, 18 b) y 20 de la lista preliminar.", ("A",), {"A": ("17", "18 (b)", "20")}),
    ("es", "Ruego a Vuestra Excelencia que haga distribuir esta carta como documento del Consejo de Seguridad y de la Asamblea General, en relación con el tema 40 de su programa.", ("S", "A"), {"A": ("40",)}),
    # Russian
    ("ru", "Буду признательна Вам за распространение настоящего письма и приложения к нему в качестве документа Генеральной Ассамблеи по пунктам 34 и 71 a) повестки дня и документа Совета Безопасности.", ("A", "S"), {"A": ("34", "71 (a)")}),
    ("ru", "Просим Вас распространить настоящее письмо в качестве официального документа Совета Безопасности.", ("S",), {}),
    ("ru", "Был бы признателен за издание настоящего письма в качестве документа Экономического и Социального Совета по пункту 7 b) предварительной повестки дня.", ("E",), {"E": ("7 (b)",)}),
    ("ru", "Постоянное представительство просит распространить настоящую вербальную ноту как документ Совета по правам человека по пункту 3 повестки дня.", ("A/HRC",), {"A/HRC": ("3",)}),
    ("ru", "Прошу опубликовать настоящее письмо в качестве документа семьдесят девятой сессии Генеральной Ассамблеи по пункту 12 первоначального перечня.", ("A",), {"A": ("12",)}),
    ("ru", "Буду благодарен Вам, если Вы распорядитесь о распространении текста настоящего письма в качестве документа Совета Безопасности и Генеральной Ассамблеи по пунктам 5, 6 и 101.", ("S", "A"), {"A": ("5", "6", "101")}),
    # Chinese
    ("zh", "请将本函及其附件作为大会议程项目34和安全理事会的文件分发为荷。", ("A", "S"), {"A": ("34",)}),
    ("zh", "请将本函作为安理会正式文件散发为荷。", ("S",), {}),
    ("zh", "谨请将本照会作为经济及社会理事会临时议程项目5(a)和6的文件印发。", ("E",), {"E": ("5 (a)", "6")}),
    ("zh", "如蒙将本函作为人权理事会议程项目3下的文件分发，不胜感激。", ("A/HRC",), {"A/HRC": ("3",)}),
    ("zh", "请在大会议程项目12、71(a)和101下将本函及附件作为大会文件分发。", ("A",), {"A": ("12", "71 (a)", "101")}),
    ("zh", "我谨请求将本函作为安全理事会文件和大会议程项目40的文件分发。", ("S", "A"), {"A": ("40",)}),
    # Arabic
    ("ar", "وأرجو ممتنا تعميم هذه الرسالة ومرفقها بوصفهما وثيقة من وثائق الجمعية العامة، في إطار البند 34 من جدول الأعمال، ومن وثائق مجلس الأمن.", ("A", "S"), {"A": ("34",)}),
    ("ar", "وأغدو ممتنا لو عملتم على تعميم هذه الرسالة باعتبارها وثيقة رسمية من وثائق مجلس الأمن.", ("S",), {}),
    ("ar", "وترجو البعثة الدائمة من الأمانة العامة توزيع هذه المذكرة الشفوية كوثيقة من وثائق المجلس الاقتصادي والاجتماعي في إطار البندين 5 (أ) و 6 من جدول الأعمال المؤقت.", ("E",), {"E": ("5 (a)", "6")}),
    ("ar", "وأكون شاكرا لو تكرمتم بإصدار هذه الرسالة كوثيقة من وثائق مجلس حقوق الإنسان في إطار البند 3 من جدول الأعمال.", ("A/HRC",), {"A/HRC": ("3",)}),
    ("ar", "وأطلب تعميم نص هذه الرسالة بوصفها وثيقة من وثائق الدورة التاسعة والسبعين للجمعية العامة في إطار البنود ١٢ و ٧١ (ب) و ١٠١ من القائمة الأولية.", ("A",), {"A": ("12", "71 (b)", "101")}),
    ("ar", "ونكون ممتنين لو تفضلتم بتعميم هذه الرسالة على أعضاء مجلس الأمن بوصفها وثيقة من وثائق المجلس.", ("S",), {}),
]  # fmt: skip

# Sentences that speak of circulation and ask for none.
NO_REQUESTS: list[tuple[str, str]] = [
    ("en", "I should be grateful if you would bring the present letter to the attention of the members of the Security Council."),
    ("en", "Our previous letter was circulated as a document of the Security Council on 3 May."),
    ("en", "The text was agreed after three rounds of consultations."),
    ("fr", "Je vous serais obligé de bien vouloir porter la présente lettre à l’attention des membres du Conseil de sécurité."),
    ("es", "Le agradecería que señalara la presente carta a la atención de los miembros del Consejo de Seguridad."),
    ("ru", "Буду признателен Вам за доведение настоящего письма до сведения членов Совета Безопасности."),
    ("zh", "请提请安全理事会成员注意本函为荷。"),
    ("ar", "وأرجو ممتنا إطلاع أعضاء مجلس الأمن على هذه الرسالة."),
]  # fmt: skip
