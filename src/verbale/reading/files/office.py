"""Older office files (.doc, .odt, .rtf): LibreOffice turns them into Word files, which are then read as such.

LibreOffice runs without a window and with a profile of its own that is thrown away: macros are off, links are not
followed, and nothing of the person's own settings is used or changed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from msgspec.structs import replace

from verbale.document import Notice
from verbale.errors import DamagedFile, UnknownFormat
from verbale.reading.files.detect import detect
from verbale.reading.files.docx import read_docx
from verbale.reading.files.limits import Limits
from verbale.reading.files.source import source_of
from verbale.reading.files.tools import find_tool, run_tool
from verbale.reading.lines import Stream

__all__ = ["read_office"]

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99</value></prop></item>
</oor:items>
"""
_FILTERS = {"doc": "MS Word 97", "odt": "writer8", "rtf": "Rich Text Format"}


def read_office(data: bytes, name: str, limits: Limits) -> Stream:
    """The stream of a .doc, .odt or .rtf file, through LibreOffice.

    Raises UnknownFormat where LibreOffice is not installed, DamagedFile where it cannot open the file or the file is
    encrypted, OverLimit where it takes longer than ``limits.office_seconds``.
    """
    kind = detect(data, name)
    if kind == "doc" and "EncryptedPackage".encode("utf-16-le") in data:
        raise DamagedFile(
            "The Word file is encrypted and asks for a password", fix="Send it without a password"
        )
    soffice = find_tool("soffice", "libreoffice")
    if soffice is None:
        raise UnknownFormat(
            "This kind of file is read through LibreOffice, which is not installed",
            fix="Install LibreOffice, or save the file as .docx or PDF",
        )
    with tempfile.TemporaryDirectory(prefix="verbale-") as folder:
        home = Path(folder)
        profile = home / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        # the name is ours: the person's may hold anything
        given = home / f"given.{kind}"
        given.write_bytes(data)
        run_tool(
            [
                soffice,
                f"-env:UserInstallation={(home / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                f"--infilter={_FILTERS[kind]}",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                str(home),
                str(given),
            ],
            seconds=limits.office_seconds,
            folder=home,
            what="LibreOffice",
        )
        made = home / "given.docx"
        if not made.is_file():
            raise DamagedFile("LibreOffice cannot open the file", fix="Save it as .docx or PDF")
        stream = read_docx(made.read_bytes(), name, limits)
    return replace(
        stream,
        source=source_of(data, name, kind, pages=stream.source.pages),
        notices=(
            *stream.notices,
            Notice(
                where="source",
                message="The file was turned into a Word file by LibreOffice, and read from that",
            ),
        ),
    )
