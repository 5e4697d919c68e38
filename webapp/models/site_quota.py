"""What all people together may spend."""

from sqlalchemy import Float
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base

THE_ONE = 1


class SiteQuota(Base):
    """One row, made with the table. `monthly_credits` is the whole studio's limit, None when it has none.

    Whoever reserves credits under such a limit locks this row first.
    """

    __tablename__ = "site_quota"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=THE_ONE)
    monthly_credits: Mapped[float | None] = mapped_column(Float)
