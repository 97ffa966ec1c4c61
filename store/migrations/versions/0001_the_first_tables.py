"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "anchor",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "day", name=op.f("pk_anchor")),
    )
    op.create_table(
        "counter",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("house", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "house", "year", name=op.f("pk_counter")),
    )
    op.create_table(
        "delivery",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index("ix_delivery_at", ["at"], unique=False)

    op.create_table(
        "failed",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_failed")),
    )
    op.create_table(
        "foi_case",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("thread_ts", sa.String(), nullable=True),
        sa.Column("house", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("request_text", sa.String(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("tenures", sa.String(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("waived_by", sa.String(), nullable=True),
        sa.Column("waived_at", sa.DateTime(), nullable=True),
        sa.Column("waived_reason", sa.String(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asking', 'held', 'awaiting approval', 'changes asked', 'approved', "
            "'closed')",
            name=op.f("ck_foi_case_state"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_foi_case")),
        sa.UniqueConstraint(
            "workspace_id", "reference", name=op.f("uq_foi_case_workspace_id_reference")
        ),
    )
    with op.batch_alter_table("foi_case", schema=None) as batch_op:
        batch_op.create_index("ix_foi_case_due", ["workspace_id", "state", "due"], unique=False)
        batch_op.create_index(
            "ix_foi_case_officer", ["workspace_id", "officer", "state", "due"], unique=False
        )
        batch_op.create_index(
            "ix_foi_case_thread", ["workspace_id", "channel_id", "thread_ts"], unique=False
        )

    op.create_table(
        "intake",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("opener", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("house", sa.String(), nullable=False),
        sa.Column("original_text", sa.String(), nullable=False),
        sa.Column("received", sa.Date(), nullable=True),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column("applicant_contact", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_intake")),
    )
    op.create_table(
        "parked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked")),
    )
    with op.batch_alter_table("parked", schema=None) as batch_op:
        batch_op.create_index("ix_parked_channel", ["workspace_id", "channel_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("asking", sa.Integer(), nullable=True),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_answer_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "case_id", "no", name=op.f("pk_answer")),
    )
    op.create_table(
        "applicant",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("original_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_applicant_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "case_id", name=op.f("pk_applicant")),
    )
    op.create_table(
        "asking",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("posted", sa.String(), nullable=True),
        sa.Column("closed", sa.String(), nullable=True),
        sa.CheckConstraint(
            "ending IN ('open', 'answered', 'skipped', 'left')", name=op.f("ck_asking_ending")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_asking_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "case_id", "no", name=op.f("pk_asking")),
    )
    op.create_table(
        "audit",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_audit_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "case_id", "seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "draft",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_draft_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "case_id", "no", name=op.f("pk_draft")),
    )
    op.create_table(
        "mark",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("mark IN ('approve', 'changes', 'overrule')", name=op.f("ck_mark_mark")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_mark_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "case_id", "draft", "by", "mark", "finding", name=op.f("pk_mark")
        ),
    )
    op.create_table(
        "outgoing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("args", sa.String(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("opaque", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('post', 'surface', 'file')", name=op.f("ck_outgoing_kind")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_outgoing_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing")),
        sa.UniqueConstraint(
            "workspace_id", "case_id", "name", name=op.f("uq_outgoing_workspace_id_case_id_name")
        ),
    )
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outgoing_due",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )
        batch_op.create_index("ix_outgoing_ts", ["workspace_id", "channel_id", "ts"], unique=False)

    op.create_table(
        "reply",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("asking", sa.Integer(), nullable=False),
        sa.Column("edited", sa.String(), nullable=True),
        sa.CheckConstraint(
            "place IN ('answer', 'unplaced', 'discussion', 'deleted', 'kept', 'removed')",
            name=op.f("ck_reply_place"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_reply_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", "ts", name=op.f("pk_reply")),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index(
            "ix_reply_case_id", ["workspace_id", "case_id", "asking"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_index("ix_reply_case_id")

    op.drop_table("reply")
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.drop_index("ix_outgoing_ts")
        batch_op.drop_index(
            "ix_outgoing_due",
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )

    op.drop_table("outgoing")
    op.drop_table("mark")
    op.drop_table("draft")
    op.drop_table("audit")
    op.drop_table("asking")
    op.drop_table("applicant")
    op.drop_table("answer")
    with op.batch_alter_table("parked", schema=None) as batch_op:
        batch_op.drop_index("ix_parked_channel")

    op.drop_table("parked")
    op.drop_table("intake")
    with op.batch_alter_table("foi_case", schema=None) as batch_op:
        batch_op.drop_index("ix_foi_case_thread")
        batch_op.drop_index("ix_foi_case_officer")
        batch_op.drop_index("ix_foi_case_due")

    op.drop_table("foi_case")
    op.drop_table("failed")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index("ix_delivery_at")

    op.drop_table("delivery")
    op.drop_table("counter")
    op.drop_table("anchor")
