"""A file for libraries written in C, which call us to read and have nowhere to raise our exceptions: they, or Python,
would print them on the screen."""

from typing import BinaryIO


class QuietFile:
    """The file's bytes without its name.

    A place before the beginning, where a damaged header may point, is answered with -1, as C does; a disk that fails,
    with the end of the file. The failure is kept in `failure`.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.failure: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read(size)
        except OSError as failure:
            self.failure = failure
            return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._file.seek(offset, whence)
        except (OSError, ValueError, OverflowError):
            return -1

    def tell(self) -> int:
        return self._file.tell()

    def raise_failure(self) -> None:
        if self.failure:
            raise self.failure
