"""A workbook that is written as it is filled, and leaves nothing behind when that fails."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from qa_scorer.scorecards.cells import safe_text
from qa_scorer.scorecards.styles import named_styles


@contextmanager
def workbook(path: Path, title: str) -> Iterator[Workbook]:
    """An empty workbook to be filled, saved at `path` when the block ends.

    Its rows stream to temporary files meanwhile (openpyxl's write-only mode), so filling it may raise OSError too.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "qa-scorer"
    book.properties.title = safe_text(title)
    for style in named_styles():
        book.add_named_style(style)
    try:
        yield book
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:  # as Workbook.save does, but closed after an error too
            ExcelWriter(book, archive).save()
    except SerialisationError as error:
        _abandon(book)
        raise _as_os_error(error) from error
    except BaseException:
        _abandon(book)
        raise


def _as_os_error(error: SerialisationError) -> OSError:
    """lxml, which writes the rows, has its own word for a full disk: IO_ENOSPC."""
    number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
    return OSError(number, os.strerror(number))


def _abandon(book: Workbook) -> None:
    """Close what is still open, or Python complains of it on the screen long after the error was told."""
    for sheet in book.worksheets:
        with suppress(OSError, ValueError, SerialisationError):
            if writer := sheet._writer:  # type: ignore[attr-defined]
                writer.close()
