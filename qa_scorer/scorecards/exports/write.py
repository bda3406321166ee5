"""The exports that were asked for."""

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from qa_scorer.language import Language
from qa_scorer.model import Night
from qa_scorer.scorecards.exports import Export, contact_lens, findings_parquet
from qa_scorer.scorecards.page_names import page_name
from qa_scorer.scorecards.safe_write import Placed, place


def write_exports(night: Night, wanted: Collection[Export], out: Path, lang: Language) -> Iterator[Placed]:
    """Write out/findings.parquet, and out/contact_lens/<call>.json of each call. `night` is masked already.

    Raises MachineError, naming the file.
    """
    if "parquet" in wanted:
        write = partial(findings_parquet.write_findings_parquet, night.scored, lang)
        yield place(out / findings_parquet.FILE, write, keep_older=False)
    if "contact-lens" in wanted:
        for scored in night.scored:
            path = out / contact_lens.FOLDER / f"{page_name(scored.call)}.json"
            yield place(path, partial(contact_lens.write_contact_lens, scored), keep_older=False)
