"""Files that are fetched to be compared with a draft"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _allow("'table', 'enclose', 'compare'")


def downgrade() -> None:
    """An earlier program knows nothing of comparing: what is on its way is asked for again."""
    op.execute("DELETE FROM errand WHERE use = 'compare'")
    op.execute("""UPDATE foi_case SET dropped = replace(dropped, ',"wanted":"compare"', '')""")
    _allow("'table', 'enclose'")


def _allow(uses: str) -> None:
    with op.batch_alter_table("errand") as table:
        table.drop_constraint(op.f("ck_errand_use"), type_="check")
        table.create_check_constraint(op.f("ck_errand_use"), f"use IN ({uses})")
