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
    _post()


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
