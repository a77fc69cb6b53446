"""Documents, registries and files for the tests, of the fictional organization; and what must hold of every registry."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select, text

from verbale.document import AgendaItem, Block, Communication, Document, Masthead, Part, Sender
from verbale.registry import NewFile, NewNotice, NewVersion, Original, Registry, create
from verbale.registry.schema import cases, files, outbox, series, symbols, versions

DAY = date(2024, 11, 5)
NOTICES = (
    NewNotice(member="XA", name="Aurelmar", language="en"),
    NewNotice(member="XB", name="Belvaria", language="fr"),
)


def letter(
    *symbols_: str,
    organs: tuple[str, ...] = ("PA", "HC"),
    day: date | None = DAY,
    text: str = "I have the honour to write to you.",
) -> Document:
    """A letter of the delegation of Belvaria, bearing these symbols or none."""
    return Document(
        kind="letter",
        language="en",
        masthead=Masthead(
            organs=organs,
            symbols=symbols_,
            distribution="general",
            date=day,
            original_languages=("en",),
            agenda_items=(AgendaItem(organ="PA", number="7", title="Lights and buoys"),),
            title="Letter dated 4 November 2024 from the Permanent Representative of Belvaria addressed to the Secretary-General",
        ),
        communication=Communication(
            dated=date(2024, 11, 4),
            senders=(Sender(name="Ilse Ferrand", office="Permanent Representative", state="XB"),),
            addressees=("secretary-general",),
        ),
        parts=(Part(role="main", blocks=(Block(type="paragraph", text=text),)),),
    )


def original(content: str, name: str = "letter.txt") -> Original:
    """A file with this content."""
    return Original(name=name, media_type="text/plain", data=content.encode())


def version(content: str = "text", notices: tuple[NewNotice, ...] = NOTICES) -> NewVersion:
    """A version in two formats, with two notices."""
    data = content.encode()
    return NewVersion(
        language="en",
        files=(
            NewFile(format="html", media_type="text/html", suffix=".html", data=b"<p>" + data),
            NewFile(format="text", media_type="text/plain", suffix=".txt", data=data),
        ),
        notices=notices,
    )


def new_registry(root: Path, database: str | None = None) -> Registry:
    """A new registry of the fictional organization, its books in the folder or in this database."""
    return create(root, "assembly", who="the registrar", database=database)


def tamper(registry: Registry, statement: str, **values: object) -> None:
    """Change the books behind their back, as an administrator of the database can."""
    of = " ON events" if registry.books.dialect == "postgresql" else ""
    with registry.books.engine.connect() as connection:
        if "events" in statement:
            for verb in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS events_no_{verb}{of}"))
        connection.execute(text(statement), values)
        if registry.books.dialect == "postgresql":
            connection.commit()


def must_hold(registry: Registry, notices: int = len(NOTICES)) -> None:
    """What is true of every registry, whatever happened to those who worked in it."""
    folder = registry.folder
    assert registry.verify() is None
    numbers: dict[str, list[int]] = defaultdict(list)
    for entry in registry.entries():
        job = registry.document(entry).masthead.job_number
        if job:
            numbers[f"job/{entry.date[:4]}"].append(int(job.partition("-")[2]))
    with registry.books.read() as connection:
        for row in connection.execute(select(symbols).where(symbols.c.series.is_not(None))):
            numbers[row.series].append(row.number)
        for row in connection.execute(select(series)):
            assert sorted(numbers[row.key]) == list(range(1, row.last + 1)), row.key
        held = {row.sha256 for row in connection.execute(select(cases.c.sha256))}
        issued = {row.path: row.sha256 for row in connection.execute(select(files.c.path, files.c.sha256))}
        documents = [row.document_id for row in connection.execute(select(versions.c.document_id))]
        waiting = [row.document_id for row in connection.execute(select(outbox.c.document_id))]
    assert {path.name for path in folder.originals.glob("*/*")} == held
    found = {
        path.relative_to(folder.root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.documents.rglob("*")
        if path.is_file()
    }
    assert found == issued
    assert sorted(waiting) == sorted(documents * notices)
    assert [path.name for path in folder.staging.iterdir() if path.is_dir()] == []
    for entry in registry.entries():
        kinds = [event.kind for event in registry.events(entry) if event.kind != "recovered"]
        assert kinds == ["received", "accepted", "registered", "issued", "circulated"][: len(kinds)]
        assert len(kinds) >= 3
