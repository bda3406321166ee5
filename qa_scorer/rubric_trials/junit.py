"""What was tried as JUnit XML, which every CI system shows: a suite a rubric file, a test case an example."""

from collections.abc import Sequence
from xml.etree import ElementTree

from qa_scorer.language import Language
from qa_scorer.rubric.fault import Fault
from qa_scorer.rubric_trials.put_to_test import TriedRubric


def as_junit(tested: Sequence[TriedRubric], lang: Language, least_coverage: float) -> str:
    """`least_coverage`, 0..1: under it the coverage of a file is a failed test case as well."""
    root = ElementTree.Element("testsuites")
    for each in tested:
        _suite(root, each, lang, least_coverage)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _suite(root: ElementTree.Element, tested: TriedRubric, lang: Language, least_coverage: float) -> None:
    gaps = tested.uncovered if tested.coverage.ratio < least_coverage else ()
    failures = sum(bool(attempt.faults) for attempt in tested.attempts) + bool(gaps)
    suite = ElementTree.SubElement(
        root, "testsuite", name=str(tested.path), tests=str(len(tested.attempts) + 1), failures=str(failures)
    )
    for attempt in tested.attempts:
        _case(suite, attempt.suite, attempt.name, attempt.where, attempt.faults, lang)
    _case(suite, "coverage", f"{tested.coverage.ratio:.1%}", str(tested.path), gaps, lang)


def _case(
    suite: ElementTree.Element, classname: str, name: str, where: str, faults: Sequence[Fault], lang: Language
) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=classname, name=name, file=where)
    if faults:
        lines = "\n".join(fault.read(lang) for fault in faults)
        ElementTree.SubElement(case, "failure", message=faults[0].what.read(lang)).text = lines
