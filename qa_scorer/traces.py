"""What of a forgotten call still lies in the folders of the scorecards: pages, copies and clips of its sound.

They are deleted. Workbooks and data files hold other calls as well: they are named, for a person to write them again.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qa_scorer.scorecards.exports import contact_lens
from qa_scorer.scorecards.page_names import PAGES, page_name
from qa_scorer.store.forgetting import Forgotten

_SHARED = ("*.xlsx", "agents/*.xlsx", "*.json", "*.parquet", "index*.html", "qa-scorer.log*")  # older ones too


def delete_traces(forgotten: Sequence[Forgotten]) -> list[Path]:
    """Delete every file that is about one of those calls alone. Returns what was deleted. Raises OSError."""
    gone = []
    for call in forgotten:
        for file in _own_files(call):
            file.unlink()
            gone.append(file)
    return gone


def still_named_in(forgotten: Sequence[Forgotten]) -> list[Path]:
    """The files of the same folders in which those calls may still stand beside others."""
    outs = sorted({out for call in forgotten for out in call.outs})
    return [file for out in outs for pattern in _SHARED for file in sorted(out.glob(pattern))]


def _own_files(call: Forgotten) -> Iterator[Path]:
    for folder in (out / name for out in call.outs for name in (PAGES, contact_lens.FOLDER)):
        yield from sorted(file for file in folder.rglob(f"{page_name(call)}.*") if file.is_file())
