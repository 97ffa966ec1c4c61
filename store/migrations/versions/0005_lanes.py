"""Lanes, leased by one replica at a time; pace and leases, kept for all replicas"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_lane()
    op.create_table(
        "pace",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("free_at", sa.DateTime(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "what", name=op.f("pk_pace")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("wanted_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.add_column("outgoing", sa.Column("queue", sa.String(), nullable=True))
    op.add_column("outgoing", sa.Column("number", sa.Integer(), nullable=True))
    op.create_index(
        "ix_outgoing_waiting",
        "outgoing",
        ["workspace_id", "case_id", "id"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.execute(
        "INSERT INTO lane (workspace_id, case_id, fence, due_at) "
        "SELECT workspace_id, case_id, 0, min(due_at) FROM outgoing GROUP BY workspace_id, case_id"
    )
    _one_row_per_parked_delivery()


def _create_lane() -> None:
    op.create_table(
        "lane",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "case_id"],
            ["foi_case.workspace_id", "foi_case.id"],
            name=op.f("fk_lane_workspace_id_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "case_id", name=op.f("pk_lane")),
    )
    op.create_index(
        "ix_lane_due",
        "lane",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL AND until IS NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL AND until IS NULL"),
    )
    op.create_index(
        "ix_lane_until",
        "lane",
        ["until"],
        unique=False,
        sqlite_where=sa.text("until IS NOT NULL"),
        postgresql_where=sa.text("until IS NOT NULL"),
    )


def _one_row_per_parked_delivery() -> None:
    """What waited in several rows waits in the last of them."""
    op.execute(
        "DELETE FROM parked WHERE EXISTS (SELECT 1 FROM parked AS later WHERE "
        "later.workspace_id = parked.workspace_id AND later.key = parked.key "
        "AND later.id > parked.id)"
    )
    with op.batch_alter_table("parked") as table:
        table.add_column(sa.Column("times", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("parked") as table:
        table.alter_column("times", existing_type=sa.Integer(), server_default=None)
    op.create_index("ix_parked_key", "parked", ["workspace_id", "key"], unique=True)


def downgrade() -> None:
    """An earlier program looks for itself for what is due, and keeps its pace in its memory."""
    op.drop_index("ix_parked_key", "parked")
    with op.batch_alter_table("parked") as table:
        table.drop_column("times")
    op.drop_index("ix_outgoing_waiting", "outgoing")
    with op.batch_alter_table("outgoing") as table:
        table.drop_column("number")
        table.drop_column("queue")
    op.drop_table("lease")
    op.drop_table("pace")
    op.drop_index("ix_lane_until", "lane")
    op.drop_index("ix_lane_due", "lane")
    op.drop_table("lane")
