"""Rows and links that go into the file of a sheet as text, past openpyxl's cells, which take several times as long.

openpyxl 3.1 writes all else of a sheet, into a temporary file through lxml's `xmlfile`. That holds nothing back once it
is flushed, so ours can go into the same file at their place.
"""

from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar
from xml.sax.saxutils import quoteattr

from openpyxl.worksheet._writer import WorksheetWriter, create_temporary_file
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import REL_NS
from openpyxl.xml.functions import Element

from qa_scorer.scorecards.cells import Target


@dataclass(frozen=True, slots=True)
class _File:
    """What a link leads to, in place of openpyxl's `Relationship`, which takes longer than a row of cells."""

    Id: str
    Target: str
    Type: ClassVar[str] = f"{REL_NS}/hyperlink"

    def to_tree(self) -> Any:
        return Element(
            "Relationship", {"Type": self.Type, "Target": self.Target, "TargetMode": "External", "Id": self.Id}
        )


class RowWriter(WorksheetWriter):
    """Writes a write-only sheet in place of openpyxl's own writer. Raises OSError."""

    _rels: list[_File]

    def __init__(self, sheet: Worksheet) -> None:
        self._file = open(create_temporary_file(), "wb")  # noqa: SIM115  # `close` closes it
        super().__init__(sheet, self._file)
        self.out = self._file.name  # openpyxl packs the file of this name, then deletes it
        self._links: list[tuple[str, Target]] = []
        self.write_top()
        self._rows = self._straight("sheetData")
        next(self._rows)
        sheet._writer, sheet._rows = self, self._rows  # type: ignore[attr-defined]  # it closes both in the end

    def take(self, row: str) -> None:
        """A `<row>` of SpreadsheetML (ECMA-376 part 1, 18.3.1.73), below the ones before."""
        self._rows.send(row)

    def link(self, place: str, target: Target) -> None:
        """The cell at `place` leads to `target`."""
        self._links.append((place, target))

    def write_hyperlinks(self) -> None:
        if self._links:
            links = self._straight("hyperlinks")
            next(links)
            for place, target in self._links:
                links.send(self._link_xml(place, target))
            links.close()

    def close(self) -> None:
        """Also of a sheet that was given up half-way."""
        try:
            self._rows.close()
            super().close()
        finally:
            self._file.close()

    def _straight(self, element: str) -> Generator[None, str, None]:
        """Takes what is in `element` piece by piece, and ends it when closed."""
        xf: Any = self.xf.send(True)  # of lxml, which is not typed
        with xf.element(element):
            xf.flush()
            with suppress(GeneratorExit):
                while True:
                    self._file.write((yield).encode())
        self.xf.send(None)

    def _link_xml(self, place: str, target: Target) -> str:
        """As 18.3.1.47 has it: a file is named beside the sheet, among its relationships."""
        file = ""
        if target.file:
            there = _File(f"rId{len(self._rels) + 1}", target.file)
            list.append(self._rels, there)  # the list's own `append` takes openpyxl's relationships only
            file = f' xmlns:r="{REL_NS}" r:id="{there.Id}"'
        at = f" location={quoteattr(target.place)}" if target.place else ""
        return f'<hyperlink ref="{place}"{at}{file}/>'
