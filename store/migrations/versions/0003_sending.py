"""Letters that went out, what the clock is replayed from, reviews, and cases with no last day"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("foi_case") as table:
        table.add_column(sa.Column("sent", sa.String(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("happened", sa.String(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("review", sa.String(), nullable=True))
        table.alter_column("due", existing_type=sa.Date(), nullable=True)
        table.drop_constraint(op.f("ck_foi_case_state"), type_="check")
        table.create_check_constraint(
            op.f("ck_foi_case_state"),
            "state IN ('asking', 'held', 'awaiting approval', 'changes asked', 'approved', "
            "'waiting for the applicant', 'not under the Act', 'answered', 'closed')",
        )
    # What the rows had before is filled in; a new row says for itself.
    with op.batch_alter_table("foi_case") as table:
        table.alter_column("sent", existing_type=sa.String(), server_default=None)
        table.alter_column("happened", existing_type=sa.String(), server_default=None)
    op.execute("UPDATE foi_case SET due = NULL WHERE state = 'closed'")


def downgrade() -> None:
    """What an earlier program has no word for, it is told as its nearest: no time runs any more
    where the response has gone out."""
    done = "'waiting for the applicant', 'not under the Act', 'answered'"
    op.execute(f"UPDATE foi_case SET state = 'approved' WHERE state IN ({done})")
    op.execute("UPDATE foi_case SET due = received WHERE due IS NULL")
    with op.batch_alter_table("foi_case") as table:
        table.drop_constraint(op.f("ck_foi_case_state"), type_="check")
        table.create_check_constraint(
            op.f("ck_foi_case_state"),
            "state IN ('asking', 'held', 'awaiting approval', 'changes asked', 'approved', "
            "'closed')",
        )
        table.alter_column("due", existing_type=sa.Date(), nullable=False)
        table.drop_column("review")
        table.drop_column("happened")
        table.drop_column("sent")
