"""Titles of communications as they are printed and as missions write them, with what each says. Matters are invented.

Each: language, title, kind, date, senders as (office, State), addressees.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["TITLES", "Titled"]


class Titled(NamedTuple):
    """A title and what it says."""

    language: str
    title: str
    kind: str
    dated: str
    senders: tuple[tuple[str | None, str | None], ...]
    addressees: tuple[str, ...]


PR, DPR, APR = (
    "Permanent Representative",
    "Deputy Permanent Representative",
    "Acting Permanent Representative",
)
CDA, PM, PO = "Chargé d’affaires a.i.", "Permanent Mission", "Permanent Observer"
POM, HOD, DEL, MFA = (
    "Permanent Observer Mission",
    "Head of Delegation",
    "Delegation",
    "Minister for Foreign Affairs",
)
SG, PSC, PGA = "Secretary-General", "President of the Security Council", "President of the General Assembly"
sg, psc, pga = "secretary-general", "president-of-the-security-council", "president-of-the-general-assembly"
pec, phrc, hc = (
    "president-of-the-economic-and-social-council",
    "president-of-the-human-rights-council",
    "high-commissioner-for-human-rights",
)

_TITLES: list[tuple[str, str, str, str, tuple[tuple[str | None, str | None], ...], tuple[str, ...]]] = [
    # English
    ("en", "Letter dated 5 May 2021 from the Permanent Observer of the Holy See to the United Nations addressed to the Secretary-General", "letter", "2021-05-05", ((PO, "VA"),), (sg,)),
    ("en", "Letter dated 5 May 2021 from the Permanent Observer of the State of Palestine to the United Nations addressed to the President of the General Assembly", "letter", "2021-05-05", ((PO, "PS"),), (pga,)),
    ("en", "Letter dated 5 May 2021 from the Head of the Delegation of the European Union to the United Nations addressed to the President of the Security Council", "letter", "2021-05-05", ((HOD, "EU"),), (psc,)),
    ("en", "Letter dated 5 May 2021 from the Permanent Representatives of Bosnia and Herzegovina, Trinidad and Tobago and Saint Vincent and the Grenadines to the United Nations addressed to the Secretary-General", "letter", "2021-05-05", ((PR, "BA"), (PR, "TT"), (PR, "VC")), (sg,)),
    ("en", "Letter dated 5 May 2021 from the Chargé d’affaires a.i. of the Permanent Mission of the Republic of Korea to the United Nations addressed to the President of the Economic and Social Council", "letter", "2021-05-05", ((CDA, "KR"),), (pec,)),
    ("en", "Letter dated 5 May 2021 from the Permanent Representative of the United Kingdom of Great Britain and Northern Ireland to the United Nations addressed to the Secretary-General and the President of the Security Council", "letter", "2021-05-05", ((PR, "GB"),), (sg, psc)),
    ("en", "Identical letters dated 5 May 2021 from the Deputy Permanent Representative of the Lao People’s Democratic Republic to the United Nations addressed to the Secretary-General, the President of the General Assembly and the President of the Security Council", "letter", "2021-05-05", ((DPR, "LA"),), (sg, pga, psc)),
    ("en", "Letter dated 5 May 2021 from the Acting Permanent Representative of Kenya to the United Nations Office and other international organizations in Geneva addressed to the President of the Human Rights Council", "letter", "2021-05-05", ((APR, "KE"),), (phrc,)),
    ("en", "Letter dated 5 May 2021 from the Minister for Foreign Affairs of Kenya addressed to the Secretary-General", "letter", "2021-05-05", ((MFA, "KE"),), (sg,)),
    ("en", "Note verbale dated 5 May 2021 from the Permanent Missions of Peru and Thailand to the United Nations addressed to the Secretary-General", "note-verbale", "2021-05-05", ((PM, "PE"), (PM, "TH")), (sg,)),
    ("en", "Note verbale dated 5 May 2021 from the Permanent Observer Mission of the Holy See to the United Nations addressed to the Secretary-General", "note-verbale", "2021-05-05", ((POM, "VA"),), (sg,)),
    ("en", "Note verbale dated 5 May 2021 from the Permanent Mission of Viet Nam to the United Nations Office at Geneva addressed to the Office of the United Nations High Commissioner for Human Rights", "note-verbale", "2021-05-05", ((PM, "VN"),), (hc,)),
    ("en", "Letter dated 5 May 2021 from the President of the General Assembly addressed to the Secretary-General", "letter", "2021-05-05", ((PGA, None),), (sg,)),
    ("en", "Letter dated 5 May 2021 from the Secretary-General to the President of the General Assembly", "letter", "2021-05-05", ((SG, None),), (pga,)),
    ("en", "LETTER DATED 5 MAY 2021 FROM THE PERMANENT REPRESENTATIVE OF KENYA TO THE UNITED NATIONS ADDRESSED TO THE SECRETARY-GENERAL", "letter", "2021-05-05", ((PR, "KE"),), (sg,)),
    # French
    ("fr", "Lettre datée du 1er mai 2021, adressée à la Présidente du Conseil de sécurité par l’Observateur permanent du Saint-Siège auprès de l’Organisation des Nations Unies", "letter", "2021-05-01", ((PO, "VA"),), (psc,)),
    ("fr", "Lettre datée du 5 mai 2021, adressée au Secrétaire général par la Chargée d’affaires par intérim de la Mission permanente de la Côte d’Ivoire auprès de l’Organisation des Nations Unies", "letter", "2021-05-05", ((CDA, "CI"),), (sg,)),
    ("fr", "Lettres identiques datées du 5 mai 2021, adressées au Secrétaire général, au Président de l’Assemblée générale et à la Présidente du Conseil de sécurité par les Représentants permanents du Maroc, des Pays-Bas et de la Suisse auprès de l’Organisation des Nations Unies", "letter", "2021-05-05", ((PR, "MA"), (PR, "NL"), (PR, "CH")), (sg, pga, psc)),
    ("fr", "Lettre datée du 5 mai 2021, adressée au Président du Conseil économique et social par l’Observatrice permanente de l’État de Palestine auprès de l’Organisation des Nations Unies", "letter", "2021-05-05", ((PO, "PS"),), (pec,)),
    ("fr", "Lettre datée du 5 mai 2021, adressée au Secrétaire général par le Chef de la délégation de l’Union européenne auprès de l’Organisation des Nations Unies", "letter", "2021-05-05", ((HOD, "EU"),), (sg,)),
    ("fr", "Note verbale datée du 5 mai 2021, adressée à la Haute-Commissaire des Nations Unies aux droits de l’homme par la Mission permanente du Sénégal auprès de l’Office des Nations Unies et des autres organisations internationales à Genève", "note-verbale", "2021-05-05", ((PM, "SN"),), (hc,)),
    ("fr", "Lettre datée du 5 mai 2021, adressée à la Présidente de l’Assemblée générale par la Représentante permanente adjointe du Luxembourg auprès de l’Organisation des Nations Unies", "letter", "2021-05-05", ((DPR, "LU"),), (pga,)),
    ("fr", "Lettre datée du 5 mai 2021, adressée à la Présidente du Conseil de sécurité par le Secrétaire général", "letter", "2021-05-05", ((SG, None),), (psc,)),
    # Spanish
    ("es", "Carta de fecha 5 de mayo de 2021 dirigida a la Presidenta del Consejo de Seguridad por el Observador Permanente de la Santa Sede ante las Naciones Unidas", "letter", "2021-05-05", ((PO, "VA"),), (psc,)),
    ("es", "Cartas idénticas de fecha 1 de mayo de 2021 dirigidas al Secretario General, al Presidente de la Asamblea General y a la Presidenta del Consejo de Seguridad por la Encargada de Negocios interina de la Misión Permanente del Ecuador ante las Naciones Unidas", "letter", "2021-05-01", ((CDA, "EC"),), (sg, pga, psc)),
    ("es", "Carta de fecha 5 de mayo de 2021 dirigida al Secretario General por los Representantes Permanentes de Costa Rica, los Emiratos Árabes Unidos y Jamaica ante las Naciones Unidas", "letter", "2021-05-05", ((PR, "CR"), (PR, "AE"), (PR, "JM")), (sg,)),
    ("es", "Nota verbal de fecha 5 de mayo de 2021 dirigida a la Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos por la Misión Permanente de Cuba ante la Oficina de las Naciones Unidas en Ginebra", "note-verbale", "2021-05-05", ((PM, "CU"),), (hc,)),
    ("es", "Carta de fecha 5 de mayo de 2021 dirigida a la Presidenta del Consejo Económico y Social por la Representante Permanente de Chile ante las Naciones Unidas", "letter", "2021-05-05", ((PR, "CL"),), (pec,)),
    ("es", "Carta de fecha 5 de mayo de 2021 dirigida al Presidente del Consejo de Derechos Humanos por el Jefe de la Delegación de la Unión Europea ante las Naciones Unidas", "letter", "2021-05-05", ((HOD, "EU"),), (phrc,)),
    ("es", "Carta de fecha 5 de mayo de 2021 dirigida al Secretario General por la Presidenta del Consejo de Seguridad", "letter", "2021-05-05", ((PSC, None),), (sg,)),
    # Russian
    ("ru", "Письмо Постоянного наблюдателя от Святого Престола при Организации Объединенных Наций от 5 мая 2021 года на имя Генерального секретаря", "letter", "2021-05-05", ((PO, "VA"),), (sg,)),
    ("ru", "Идентичные письма Постоянного представителя Кении при Организации Объединенных Наций от 5 мая 2021 года на имя Генерального секретаря и Председателя Совета Безопасности", "letter", "2021-05-05", ((PR, "KE"),), (sg, psc)),
    ("ru", "Письмо Временного поверенного в делах Постоянного представительства Республики Корея при Организации Объединенных Наций от 5 мая 2021 года на имя Председателя Генеральной Ассамблеи", "letter", "2021-05-05", ((CDA, "KR"),), (pga,)),
    ("ru", "Письмо постоянных представителей Беларуси, Казахстана и Кубы при Организации Объединенных Наций от 5 мая 2021 года на имя Генерального секретаря", "letter", "2021-05-05", ((PR, "BY"), (PR, "KZ"), (PR, "CU")), (sg,)),
    ("ru", "Вербальная нота Постоянного представительства Сербии при Отделении Организации Объединенных Наций в Женеве от 5 мая 2021 года в адрес Управления Верховного комиссара Организации Объединенных Наций по правам человека", "note-verbale", "2021-05-05", ((PM, "RS"),), (hc,)),
    ("ru", "Письмо Главы делегации Европейского союза при Организации Объединенных Наций от 5 мая 2021 года на имя Председателя Экономического и Социального Совета", "letter", "2021-05-05", ((HOD, "EU"),), (pec,)),
    ("ru", "Письмо Генерального секретаря от 5 мая 2021 года на имя Председателя Совета Безопасности", "letter", "2021-05-05", ((SG, None),), (psc,)),
    ("ru", "Письмо Министра иностранных дел Кении от 5 мая 2021 года на имя Генерального секретаря", "letter", "2021-05-05", ((MFA, "KE"),), (sg,)),
    # Chinese
    ("zh", "2021年5月5日教廷常驻联合国观察员给秘书长的信", "letter", "2021-05-05", ((PO, "VA"),), (sg,)),
    ("zh", "2021年5月5日巴勒斯坦国常驻联合国观察员给大会主席的信", "letter", "2021-05-05", ((PO, "PS"),), (pga,)),
    ("zh", "2021年5月5日肯尼亚常驻联合国代表团临时代办给安全理事会主席的信", "letter", "2021-05-05", ((CDA, "KE"),), (psc,)),
    ("zh", "2021年5月5日大韩民国常驻联合国副代表给秘书长和安全理事会主席的同文信", "letter", "2021-05-05", ((DPR, "KR"),), (sg, psc)),
    ("zh", "2021年5月5日白俄罗斯、哈萨克斯坦和古巴常驻联合国代表给秘书长的信", "letter", "2021-05-05", ((PR, "BY"), (PR, "KZ"), (PR, "CU")), (sg,)),
    ("zh", "2021年5月5日塞尔维亚常驻联合国日内瓦办事处代表团致联合国人权事务高级专员办事处的普通照会", "note-verbale", "2021-05-05", ((PM, "RS"),), (hc,)),
    ("zh", "2021年5月5日秘书长给安全理事会主席的信", "letter", "2021-05-05", ((SG, None),), (psc,)),
    ("zh", "2021年5月5日欧洲联盟驻联合国代表团团长给经济及社会理事会主席的信", "letter", "2021-05-05", ((HOD, "EU"),), (pec,)),
    # Arabic
    ("ar", "رسالة مؤرخة 5 أيار/مايو 2021 موجهة إلى رئيسة مجلس الأمن من المراقب الدائم عن الكرسي الرسولي لدى الأمم المتحدة", "letter", "2021-05-05", ((PO, "VA"),), (psc,)),
    ("ar", "رسالتان متطابقتان مؤرختان 5 أيار/مايو 2021 موجهتان إلى الأمين العام ورئيسة مجلس الأمن من القائمة بالأعمال بالنيابة للبعثة الدائمة لجمهورية كوريا لدى الأمم المتحدة", "letter", "2021-05-05", ((CDA, "KR"),), (sg, psc)),
    ("ar", "رسالة مؤرخة 5 أيار/مايو 2021 موجهة إلى الأمين العام من الممثلين الدائمين للأردن وتونس والمغرب لدى الأمم المتحدة", "letter", "2021-05-05", ((PR, "JO"), (PR, "TN"), (PR, "MA")), (sg,)),
    ("ar", "مذكرة شفوية مؤرخة ٥ أيار/مايو ٢٠٢١ موجهة إلى مفوضية الأمم المتحدة السامية لحقوق الإنسان من البعثة الدائمة لمصر لدى مكتب الأمم المتحدة في جنيف", "note-verbale", "2021-05-05", ((PM, "EG"),), (hc,)),
    ("ar", "رسالة مؤرخة 5 أيار/مايو 2021 موجهة إلى رئيس الجمعية العامة من نائبة الممثل الدائم للعراق لدى الأمم المتحدة", "letter", "2021-05-05", ((DPR, "IQ"),), (pga,)),
    ("ar", "رسالة مؤرخة 5 أيار/مايو 2021 موجهة إلى رئيسة المجلس الاقتصادي والاجتماعي من رئيس وفد الاتحاد الأوروبي لدى الأمم المتحدة", "letter", "2021-05-05", ((HOD, "EU"),), (pec,)),
    ("ar", "رسالة مؤرخة 5 أيار/مايو 2021 موجهة إلى رئيس مجلس الأمن من الأمين العام", "letter", "2021-05-05", ((SG, None),), (psc,)),
    ("ar", "رسالة مؤرخة 5 أيار/مايو 2021 موجهة إلى الأمين العام من وزير خارجية تونس", "letter", "2021-05-05", ((MFA, "TN"),), (sg,)),
]  # fmt: skip
TITLES = [Titled(*row) for row in _TITLES]
