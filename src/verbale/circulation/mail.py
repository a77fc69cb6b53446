"""Notices as messages (RFC 5322): text and HTML in the reader's language, heads made and folded by the email library.

A notice gives the same bytes each time it is made: its key names it, its boundary and its Message-ID come from the key.
"""

from __future__ import annotations

from datetime import datetime
from email.header import Header
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, quote
from html import escape

from verbale.circulation.about import About
from verbale.circulation.words import one_line, word
from verbale.document import Language
from verbale.languages import is_rtl
from verbale.registry.outbox import Notice

__all__ = ["Letterbox"]

_DOMAIN = "verbale.invalid"  # RFC 2606: a name that no one can have
_PAGE = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<p>{told}</p>
<table>
{rows}
</table>
<p>{files}</p>
<ul>
{links}
</ul>
<p><small>{why}</small></p>
</body>
</html>
"""


class Letterbox:
    """Writes the notices of one issued document; what readers of one language share is made once."""

    def __init__(self, about: About) -> None:
        self._about = about
        self._shared: dict[tuple[Language, str], bytes] = {}

    def message(self, notice: Notice) -> bytes:
        """The whole message of a notice."""
        language: Language = notice.language  # type: ignore[assignment]
        lines = [f"To: {_receiver(notice)}", f"Message-ID: <{_hex(notice.key)}@{_DOMAIN}>"]
        return "".join(f"{line}\r\n" for line in lines).encode("ascii") + self._body(language, notice.created)

    def _body(self, language: Language, created: str) -> bytes:
        if (language, created) not in self._shared:
            self._shared[language, created] = self._made(language, created)
        return self._shared[language, created]

    def _made(self, language: Language, created: str) -> bytes:
        about = self._about
        message = EmailMessage(policy=SMTP)
        message["Date"] = format_datetime(datetime.fromisoformat(created))
        message["From"] = Group(one_line(about.profile.name_of(language)), ())
        message["Subject"] = one_line(f"{about.entry.symbol}: {about.title}")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self._text(language))
        message.add_alternative(self._html(language), subtype="html")
        message["Content-Language"] = language
        message.set_boundary(f"={about.entry.sha256[:24]}-{about.entry.case}-{language}=")
        return message.as_bytes()

    def _text(self, language: Language) -> str:
        about = self._about
        lines = [f"{line.label}: {line.text}" for line in about.lines(language)]
        files = [f"  {file.path}" for file in about.entry.files]
        blocks = [
            word("told", language),
            "\n".join(lines),
            "\n".join([word("files", language) + ":", *files]),
        ]
        return "\n\n".join([*blocks, word("why", language)]) + "\n"

    def _html(self, language: Language) -> str:
        about = self._about
        rows = [
            f'<tr><th scope="row">{escape(line.label)}</th><td><bdi>{_linked(line.text, line.link)}</bdi></td></tr>'
            for line in about.lines(language)
        ]
        links = [f"<li><bdi>{escape(file.path)}</bdi></li>" for file in about.entry.files]
        return _PAGE.format(
            language=language,
            direction="rtl" if is_rtl(language) else "ltr",
            title=escape(about.entry.symbol),
            told=escape(word("told", language)),
            rows="\n".join(rows),
            files=escape(word("files", language)),
            links="\n".join(links),
            why=escape(word("why", language)),
        )


def _receiver(notice: Notice) -> str:
    """The value of To: an address with its name, or a group without members where no address is known (RFC 5322, 3.4)."""
    name = one_line(notice.name) or notice.member
    phrase = (
        f'"{quote(name)}"'
        if name.isascii()
        else Header(name, "utf-8", header_name="To").encode(linesep="\r\n")
    )
    if notice.address is None:
        return f"{phrase}:;"
    return f"{phrase} <{Address(addr_spec=notice.address).addr_spec}>"


def _hex(key: str) -> str:
    if not set(key) <= set("0123456789abcdef"):
        raise ValueError("the key of a notice is hexadecimal")
    return key


def _linked(text: str, link: str | None) -> str:
    return f'<a href="{escape(link)}">{escape(text)}</a>' if link else escape(text)
