"""Files that were dropped in the thread, enclosures, and what is to be fetched"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enclosure",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_enclosure_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "case_id", "no", name=op.f("pk_enclosure")),
    )
    op.create_table(
        "errand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("file", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("opaque", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("use IN ('table', 'enclose')", name=op.f("ck_errand_use")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_errand_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errand")),
    )
    with op.batch_alter_table("errand", schema=None) as batch_op:
        batch_op.create_index("ix_errand_due_at", ["due_at"], unique=False)

    with op.batch_alter_table("foi_case", schema=None) as batch_op:
        for name in ("dropped", "enclosures"):
            column = sa.Column(name, sa.String(), nullable=False, server_default="[]")
            batch_op.add_column(column)


def downgrade() -> None:
    with op.batch_alter_table("foi_case", schema=None) as batch_op:
        batch_op.drop_column("enclosures")
        batch_op.drop_column("dropped")

    with op.batch_alter_table("errand", schema=None) as batch_op:
        batch_op.drop_index("ix_errand_due_at")

    op.drop_table("errand")
    op.drop_table("enclosure")
