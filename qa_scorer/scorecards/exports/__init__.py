"""A night for other programs, beside scorecards.json: one file a format, each written call by call."""

from typing import Final, Literal

Export = Literal["parquet", "contact-lens"]

EXPORTS: Final[tuple[Export, ...]] = ("parquet", "contact-lens")
USUAL_EXPORTS: Final[tuple[Export, ...]] = ("parquet",)
