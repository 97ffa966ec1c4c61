"""Indexes by which a case is found among a million, and open cases are listed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("foi_case", sa.Column("folded", sa.String(), nullable=False, server_default=""))
    _fold()
    op.create_index("ix_foi_case_folded", "foi_case", ["workspace_id", "folded"])
    op.create_index("ix_foi_case_house", "foi_case", ["house"])
    op.create_index("ix_foi_case_state", "foi_case", ["workspace_id", "state", "channel_id"])
    op.drop_index("ix_foi_case_officer", "foi_case")
    op.drop_index("ix_foi_case_due", "foi_case")


def _fold() -> None:
    """The references that there are, in capitals. What a database makes of letters beyond ASCII is
    its own affair: those are done here, as the program does it."""
    connection = op.get_bind()
    connection.execute(sa.text("UPDATE foi_case SET folded = upper(reference)"))
    case = sa.table("foi_case", *map(sa.column, ("workspace_id", "id", "reference", "folded")))
    every = sa.select(case.c.workspace_id, case.c.id, case.c.reference)
    found = connection.execute(every, execution_options={"yield_per": 1000})
    for workspace, id_, reference in [row for row in found if not row.reference.isascii()]:
        connection.execute(
            sa.update(case)
            .where(case.c.workspace_id == workspace, case.c.id == id_)
            .values(folded=reference.upper())
        )


def downgrade() -> None:
    op.create_index("ix_foi_case_due", "foi_case", ["workspace_id", "state", "due"])
    op.create_index("ix_foi_case_officer", "foi_case", ["workspace_id", "officer", "state", "due"])
    op.drop_index("ix_foi_case_state", "foi_case")
    op.drop_index("ix_foi_case_house", "foi_case")
    op.drop_index("ix_foi_case_folded", "foi_case")
    with op.batch_alter_table("foi_case") as table:
        table.drop_column("folded")
