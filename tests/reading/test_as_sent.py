"""Letters as missions send them: no masthead, no "(Signed)", the name over or under the office. Matters are invented."""

from __future__ import annotations

import datetime

import pytest

from tests.reading.pages import read_text

_PR, _PM = "Permanent Representative", "Permanent Mission"

# text, kind, language, name, office, State, reference, addressee
SENT: list[tuple[str, str, str, str | None, str, str, str | None, str]] = [
    (
        "PERMANENT MISSION OF KENYA TO THE UNITED NATIONS\n\nRef: KM/12/2021\n\nNew York, 3 May 2021\n\nExcellency,\n\n"
        "I have the honour to write to you about the bridge.\n\nPlease accept, Excellency, the assurances of my highest consideration.\n\n"
        "Wanjiru Odero\nAmbassador\nPermanent Representative\n\nH.E. Mr. António Guterres\nSecretary-General of the United Nations\nNew York\n",
        "letter", "en", "Wanjiru Odero", _PR, "KE", "Ref: KM/12/2021", "secretary-general",
    ),
    (
        "Mission permanente du Sénégal\nauprès de l’Organisation des Nations Unies\n\nNew York, le 3 mai 2021\n\nRéf. : 145/MPS\n\n"
        "Monsieur le Secrétaire général,\n\nJ’ai l’honneur de vous écrire au sujet du pont.\n\n"
        "Veuillez agréer, Monsieur le Secrétaire général, l’assurance de ma haute considération.\n\nL’Ambassadeur,\nReprésentant permanent\n\nMamadou Sarr\n",
        "letter", "fr", "Mamadou Sarr", _PR, "SN", "Réf. : 145/MPS", "secretary-general",
    ),
    (
        "MISIÓN PERMANENTE DE COSTA RICA ANTE LAS NACIONES UNIDAS\n\nNúm. MPCR/2021-145\n\n"
        "La Misión Permanente de Costa Rica ante las Naciones Unidas saluda atentamente al Secretario General de las Naciones Unidas y tiene el honor de remitir un informe.\n\n"
        "Nueva York, 3 de mayo de 2021\n",
        "note-verbale", "es", None, _PM, "CR", "Núm. MPCR/2021-145", "secretary-general",
    ),
    (
        "Нью-Йорк, 3 мая 2021 года\n\n№ 112-н\n\nУважаемый г-н Генеральный секретарь,\n\nИмею честь препроводить текст заявления.\n\nС уважением,\n\n"
        "Ванджиру Одеро\nПостоянный представитель Кении\nпри Организации Объединенных Наций\n",
        "letter", "ru", "Ванджиру Одеро", _PR, "KE", "№ 112-н", "secretary-general",
    ),
    (
        "秘书长先生：\n\n谨通知你，港口大桥已于2021年5月1日启用。\n\n请将本函作为安全理事会文件分发。\n\n万吉鲁·奥德罗\n大使\n肯尼亚常驻联合国代表\n\n2021年5月3日\n",
        "letter", "zh", "万吉鲁·奥德罗", _PR, "KE", None, "secretary-general",
    ),
    (
        "البعثة الدائمة للأردن لدى الأمم المتحدة\n\nالرقم: 145/2021\n\n"
        "تهدي البعثة الدائمة للمملكة الأردنية الهاشمية لدى الأمم المتحدة أطيب تحياتها إلى الأمين العام للأمم المتحدة، وتتشرف بأن ترفق طيه مذكرة.\n\n"
        "نيويورك، 3 أيار/مايو 2021\n",
        "note-verbale", "ar", None, _PM, "JO", "الرقم: 145/2021", "secretary-general",
    ),
]  # fmt: skip


@pytest.mark.parametrize("sent", SENT, ids=[sent[2] for sent in SENT])
def test_a_letter_as_sent(sent: tuple[str, str, str, str | None, str, str, str | None, str]) -> None:
    text, kind, language, name, office, state, reference, addressee = sent
    document = read_text(text)
    said = document.communication
    assert (document.kind, document.language) == (kind, language)
    assert document.masthead.title is None
    assert said is not None
    assert said.dated == datetime.date(2021, 5, 3)
    assert said.reference == reference
    assert [(sender.name, sender.office, sender.state) for sender in said.senders] == [(name, office, state)]
    assert said.addressees == (addressee,)


@pytest.mark.parametrize(
    ("above", "language"),
    [
        ("Le Représentant permanent du Kenya\nauprès de l’Organisation des Nations Unies\n(Signé) Wanjiru Odero\n\nLe Représentant permanent du Pérou\nauprès de l’Organisation des Nations Unies\n(Signé) Luis Rojas\n", "fr"),
        ("(Signé) Wanjiru Odero\nLe Représentant permanent du Kenya\nauprès de l’Organisation des Nations Unies\n\n(Signé) Luis Rojas\nLe Représentant permanent du Pérou\nauprès de l’Organisation des Nations Unies\n", "fr"),
    ],
    ids=["office over name", "name over office"],
)  # fmt: skip
def test_each_signatory_has_the_office_and_state_that_stand_with_the_name(above: str, language: str) -> None:
    title = "Lettre datée du 3 mai 2021, adressée au Secrétaire général par les Représentants permanents du Pérou et du Kenya auprès de l’Organisation des Nations Unies"
    document = read_text(f"{title}\n\nNous avons l’honneur de vous écrire au sujet du pont.\n\n{above}")
    assert document.language == language
    assert document.communication is not None
    assert [(sender.name, sender.state) for sender in document.communication.senders] == [
        ("Luis Rojas", "PE"),
        ("Wanjiru Odero", "KE"),
    ]
    assert [block.type for block in document.parts[0].blocks] == ["paragraph", "signature", "signature"]


@pytest.mark.parametrize(
    ("heading", "role", "number"),
    [
        ("Annex II", "annex", "II"),
        ("ENCLOSURE 2", "enclosure", "2"),
        ("Appendix A", "appendix", "A"),
        ("Attachment", "enclosure", None),
        ("Annexe III", "annex", "III"),
        ("Pièce jointe", "enclosure", None),
        ("Anexo 1", "annex", "1"),
        ("Documento adjunto", "enclosure", None),
        ("Приложение I", "annex", "I"),
        ("Добавление 2", "appendix", "2"),
        ("附件三", "annex", "III"),
        ("附文", "enclosure", None),
        ("المرفق الثاني", "annex", "II"),
        ("ضميمة", "enclosure", None),
        ("تذييل", "appendix", None),
    ],
)
def test_headings_of_parts(heading: str, role: str, number: str | None) -> None:
    bodies = {
        "Annexe": "La lettre est suivie d’une note sur le pont du port.", "Pièce": "La lettre est suivie d’une note sur le pont du port.",
        "Anexo": "La carta va seguida de una nota sobre el puente del puerto.", "Documento": "La carta va seguida de una nota sobre el puente del puerto.",
        "Приложение": "За письмом следует записка о мосте в порту.", "Добавление": "За письмом следует записка о мосте в порту.",
        "附": "信后附有关于港口大桥的说明。", "المرفق": "وترد بعد الرسالة مذكرة بشأن جسر المرفأ.", "ضميمة": "وترد بعد الرسالة مذكرة بشأن جسر المرفأ.", "تذييل": "وترد بعد الرسالة مذكرة بشأن جسر المرفأ.",
    }  # fmt: skip
    body = next(
        (text for word, text in bodies.items() if heading.startswith(word)),
        "The letter is followed by a note on the bridge of the harbour.",
    )
    document = read_text(f"{body}\n\n{heading}\n\n{body}\n\n{body}\n")
    assert [(part.role, part.number, part.heading) for part in document.parts] == [
        ("main", None, None),
        (role, number, heading),
    ]
