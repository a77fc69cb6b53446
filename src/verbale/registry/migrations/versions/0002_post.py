"""The books and the post: what cases, people and the post need."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    _books()
    _cases()
    _post()
    _people()


def _books() -> None:
    op.create_table(
        "reservations",
        sa.Column("series", sa.String(120), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("until", sa.String(32)),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )


def _cases() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("source_key", sa.String(255)))
        cases.add_column(sa.Column("state", sa.String(20), nullable=False, server_default="received"))
        cases.add_column(sa.Column("changed", sa.String(32), nullable=False, server_default=""))
        cases.add_column(sa.Column("door", sa.String(20), nullable=False, server_default="command"))
        cases.add_column(sa.Column("member", sa.String(8)))
        cases.add_column(sa.Column("distribution", sa.String(20)))
        cases.add_column(sa.Column("title", sa.Text))
        cases.add_column(sa.Column("record", sa.LargeBinary))
        cases.add_column(sa.Column("reason", sa.Text))
        cases.create_unique_constraint("uq_cases_source_key", ["source_key"])
        cases.create_index("ix_cases_state", ["state"])
        cases.create_index("ix_cases_member", ["member"])
    last = (
        "(SELECT {column} FROM events WHERE events.case_id = cases.id"
        " AND kind IN ('received', 'registered', 'issued', 'circulated') ORDER BY seq DESC LIMIT 1)"
    )
    of_document = "(SELECT {column} FROM documents WHERE documents.case_id = cases.id)"
    op.execute(
        f"UPDATE cases SET state = COALESCE({last.format(column='kind')}, 'received'),"  # noqa: S608 - all of it is ours
        f" changed = COALESCE({last.format(column='at')}, received),"
        f" title = {of_document.format(column='title')},"
        f" distribution = {of_document.format(column='distribution')}"
    )
    with op.batch_alter_table("versions") as versions:
        versions.add_column(sa.Column("reissue", sa.Integer, nullable=False, server_default="0"))
        versions.drop_constraint("uq_versions_document_id_language", type_="unique")
        versions.create_unique_constraint(
            "uq_versions_document_id_language_reissue", ["document_id", "language", "reissue"]
        )
    op.create_table(
        "former_files",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False, index=True),
        sa.Column("sha256", sa.String(64), nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("received", sa.String(32), nullable=False),
        sa.Column("replaced", sa.String(32), nullable=False),
    )
    op.create_table(
        "confirmations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("cases.id"), nullable=False, index=True),
        sa.Column("waiting", sa.Integer, unique=True),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("record", sa.LargeBinary),
        sa.Column("asked", sa.String(32), nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("settled", sa.String(32)),
        sa.Column("settled_by", sa.Text),
        sa.Column("outcome", sa.String(20)),
    )
    op.create_table(
        "relations",
        sa.Column(
            "document_id", sa.Integer, sa.ForeignKey("documents.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("languages", sa.String(40), nullable=False, server_default=""),
    )
    op.create_table(
        "version_work",
        sa.Column(
            "document_id", sa.Integer, sa.ForeignKey("documents.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("language", sa.String(8), primary_key=True),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("due", sa.String(10), index=True),
        sa.Column("record", sa.LargeBinary),
        sa.Column("changed", sa.String(32), nullable=False),
    )


def _post() -> None:
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("member", sa.String(40), nullable=False, index=True),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("secret", sa.Text),
        sa.Column("added", sa.String(32), nullable=False),
        sa.UniqueConstraint("member", "way", "address"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.String(255), nullable=False, index=True),
        sa.Column("member", sa.String(40)),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("often", sa.String(20), nullable=False),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        sa.Column("secret", sa.Text),
        sa.Column("added", sa.String(32), nullable=False),
        sa.Column("ended", sa.String(32), index=True),
    )
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_index("ix_outbox_delivered")
        outbox.alter_column("document_id", existing_type=sa.Integer, nullable=True)
        outbox.add_column(sa.Column("way", sa.String(20), nullable=False, server_default="file"))
        outbox.add_column(sa.Column("version", sa.String(8)))
        outbox.add_column(sa.Column("reason", sa.String(20), nullable=False, server_default="rule"))
        outbox.add_column(
            sa.Column(
                "subscription_id",
                sa.Integer,
                sa.ForeignKey("subscriptions.id", name="fk_outbox_subscription_id"),
            )
        )
        outbox.add_column(sa.Column("due", sa.String(32), nullable=False, server_default=""))
        outbox.add_column(sa.Column("claimed_by", sa.String(120)))
        outbox.add_column(sa.Column("claimed_until", sa.String(32)))
        outbox.add_column(sa.Column("failed", sa.String(32)))
        outbox.add_column(sa.Column("proof", sa.Text))
        outbox.create_index("ix_outbox_subscription_id", ["subscription_id"])
        outbox.create_index("ix_outbox_delivered_failed_way_due", ["delivered", "failed", "way", "due"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("outbox_id", sa.Integer, sa.ForeignKey("outbox.id"), nullable=False, index=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("milliseconds", sa.Integer, nullable=False),
        sa.Column("worker", sa.String(120), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("told", sa.Text, nullable=False),
    )
    op.create_table(
        "digest_items",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("subscription_id", sa.Integer, sa.ForeignKey("subscriptions.id"), nullable=False),
        sa.Column("document_id", sa.Integer, sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("outbox_id", sa.Integer, sa.ForeignKey("outbox.id"), index=True),
        sa.UniqueConstraint("subscription_id", "document_id", "version"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(254), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("member", sa.String(40), index=True),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("added", sa.String(32), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )
    op.create_table(
        "roles",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        sa.Column("role", sa.String(40), primary_key=True),
    )
    op.create_table(
        "identities",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("linked", sa.String(32), nullable=False),
        sa.UniqueConstraint("issuer", "subject"),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.Column("used", sa.String(32)),
        sa.Column("revoked", sa.String(32)),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("began", sa.String(32), nullable=False),
        sa.Column("confirmed", sa.String(32), nullable=False),
        sa.Column("seen", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False, index=True),
    )
    op.create_table(
        "sign_ins",
        sa.Column("state", sa.String(64), primary_key=True),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(120), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        sa.Column("onward", sa.Text, nullable=False),
        sa.Column("session_id", sa.Integer),
        sa.Column("expires", sa.String(32), nullable=False, index=True),
    )
    op.create_table(
        "guesses",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
        sa.Column("until", sa.String(32), index=True),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("request", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("headers", sa.Text),
        sa.Column("body", sa.LargeBinary),
        sa.Column("at", sa.String(32), nullable=False, index=True),
        sa.UniqueConstraint("person_id", "key"),
    )
