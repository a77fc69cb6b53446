"""Notices as messages: text and HTML in the reader's language, with the PDF or a link to it.

A notice gives the same bytes each time it is made: its key names it, its boundary and its Message-ID come from the key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

from verbale.circulation.about import About, Line, file_address
from verbale.circulation.mime import Attachment, body, folded, mailbox
from verbale.circulation.settings import PostSettings
from verbale.circulation.words import one_line, word
from verbale.document import Language
from verbale.languages import is_rtl
from verbale.profiles import Profile
from verbale.registry.entries import IssuedFile
from verbale.registry.outbox import Notice

__all__ = ["DOMAIN", "Letter", "Letterbox", "heads", "linked", "page", "unsubscribing", "written"]

DOMAIN = "verbale.invalid"  # RFC 2606: a name that no one can have
_PAGE = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
{content}
<p><small>{why}</small></p>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says: its subject, its text, its page in HTML."""

    subject: str
    text: str
    page: str


class Letterbox:
    """Writes the notices of one issued document; what readers of one language share is made once.

    ``root`` is the registry's folder, from which a PDF is taken.
    """

    def __init__(self, about: About, settings: PostSettings | None = None, root: Path | None = None) -> None:
        self._about = about
        self._settings = settings or PostSettings()
        self._root = root
        self._shared: dict[tuple[object, ...], bytes] = {}

    def message(self, notice: Notice) -> bytes:
        """The whole message of a notice."""
        own = heads(notice, self._settings)
        shared = (notice.language, notice.created, notice.version, notice.way, notice.subscription)
        if shared not in self._shared:
            self._shared[shared] = self._made(notice)
        return own + self._shared[shared]

    def _made(self, notice: Notice) -> bytes:
        about, language = self._about, _language(notice)
        boundary = f"={about.entry.sha256[:24]}-{about.entry.case}-{language}="
        return written(
            self._letter(notice),
            notice,
            about.profile,
            self._settings,
            boundary=boundary,
            files=self._pdf(notice),
        )

    def _letter(self, notice: Notice) -> Letter:
        about, language, site = self._about, _language(notice), self._settings.site
        lines = about.lines(language, site=site, version=notice.version)
        files = [self._shown(one, notice) for one in self._files(notice)]
        why, ending = _why(notice, language, site)
        text = [
            word("told", language),
            "\n".join(word("pair", language, label=line.label, text=line.text) for line in lines),
            "\n".join(
                [word("files", language) + ":", *(f"  {line.label} {line.text}".rstrip() for line in files)]
            ),
            why
            if ending is None
            else f"{why}\n{word('pair', language, label=word('unsubscribe', language), text=ending)}",
        ]
        rows = "\n".join(
            f'<tr><th scope="row">{escape(line.label)}</th><td><bdi>{linked(line.text, line.link)}</bdi></td></tr>'
            for line in lines
        )
        links = "\n".join(f"<li><bdi>{linked(line.label, line.link)}</bdi></li>" for line in files)
        content = (
            f"<p>{escape(word('told', language))}</p>\n<table>\n{rows}\n</table>\n"
            f"<p>{escape(word('files', language))}</p>\n<ul>\n{links}\n</ul>"
        )
        return Letter(
            subject=f"{about.entry.symbol}: {about.title}",
            text="\n\n".join(text) + "\n",
            page=page(about.entry.symbol, content, why, ending, language),
        )

    def _shown(self, file: IssuedFile, notice: Notice) -> Line:
        """A file as the notice names it: by its link, or by its name, with its place where the notice lies beside it."""
        if self._settings.site:
            link = file_address(self._settings.site, self._about.entry, file)
            return Line(file.format.upper(), link, link)
        return Line(file.path if notice.way == "file" else file.path.rpartition("/")[2], "")

    def _files(self, notice: Notice) -> Sequence[IssuedFile]:
        return self._about.files(notice.version)

    def _pdf(self, notice: Notice) -> tuple[Attachment, ...]:
        mail = self._settings.mail
        if notice.way != "e-mail" or mail.pdf != "attached" or self._root is None:
            return ()
        for file in self._files(notice):
            if file.format == "pdf" and file.size <= mail.most_megabytes * 1_000_000:
                path = self._root / file.path
                return (Attachment(path.name, file.media_type, path.read_bytes()),)
        return ()


def heads(notice: Notice, settings: PostSettings) -> bytes:
    """The heads of a message that no other shares: whom it goes to, its name, and how to get no more of them."""
    sender = settings.sender
    domain = sender.domain if sender else DOMAIN
    lines = [
        f"To: {mailbox(notice.name or notice.member, notice.address)}",
        f"Message-ID: <{_hex(notice.key)}@{domain}>",
    ]
    ending = unsubscribing(notice, settings.site)
    if ending is not None:  # RFC 2369, RFC 8058
        lines += [f"List-Unsubscribe: <{ending}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def written(
    letter: Letter,
    notice: Notice,
    profile: Profile,
    settings: PostSettings,
    *,
    boundary: str,
    files: Sequence[Attachment] = (),
) -> bytes:
    """The heads that readers of one language share, and the content."""
    language, sender = _language(notice), settings.sender
    name = (sender.display_name if sender else "") or profile.name_of(language)
    lines = [
        f"Date: {format_datetime(datetime.fromisoformat(notice.created))}",
        f"From: {mailbox(name, sender.addr_spec if sender else None)}",
        folded("Subject", letter.subject),
        "Auto-Submitted: auto-generated",
        f"Content-Language: {language}",
        "MIME-Version: 1.0",
    ]
    head = "".join(f"{line}\r\n" for line in lines).encode("ascii")
    return head + body(letter.text, letter.page, boundary, files)


def unsubscribing(notice: Notice, site: str) -> str | None:
    """The link that ends the subscription by which a notice comes, without sign-in; None where it comes by rule."""
    if notice.token is None or not site:
        return None
    return f"{site}/unsubscribe/{notice.token}" + ("?digest=1" if notice.reason == "digest" else "")


def page(title: str, content: str, why: str, ending: str | None, language: Language) -> str:
    """A message as a page in HTML; ``content`` is HTML, all else text."""
    shown = escape(why)
    if ending is not None:
        shown += f' <a href="{escape(ending)}">{escape(word("unsubscribe", language))}</a>'
    return _PAGE.format(
        language=language,
        direction="rtl" if is_rtl(language) else "ltr",
        title=escape(one_line(title)),
        content=content,
        why=shown,
    )


def linked(text: str, link: str | None) -> str:
    """A text in HTML, with its link."""
    return f'<a href="{escape(link)}">{escape(text)}</a>' if link else escape(text)


def _why(notice: Notice, language: Language, site: str) -> tuple[str, str | None]:
    if notice.reason == "rule":
        return word("why", language), None
    return word("why-subscription", language), unsubscribing(notice, site)


def _language(notice: Notice) -> Language:
    language: Language = notice.language  # type: ignore[assignment]
    return language


def _hex(key: str) -> str:
    if not set(key) <= set("0123456789abcdef"):
        raise ValueError("the key of a notice is hexadecimal")
    return key
