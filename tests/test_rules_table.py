"""Every standard is a rule, and the table of the README that says so is that of the shipped rubrics."""

import pytest

from qa_scorer.checks import check_names
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.rubric.load import load_rubric_file
from qa_scorer.rubric.shipped import shipped_names
from tests.rules_table import README, shown, table

# The rows of the handbooks' standards that one call can show.
STANDARDS = {
    "opening": "greeting identity desk offer time_of_day promptness",
    "voice": "speech_rate volume sudden_loudness tone gentle clarity silence interruption mandarin",
    "conduct": "polite_words address_nin address_name greeting_reply thanks_reply praise_reply apology_reply "
    "suggestion_thanks listening restate hold_request hold_return no_guessing no_jargon callback_promise correct_error "
    "no_overpromise no_prying recommend identity_check privacy first_contact",
    "complaint": "empathy no_arguing elements summary explain_basis alternative progress escalate about_staff deadline "
    "thanks",
    "order": "explain fees consent risk_warning usage_hotline no_pressure",
    "forbidden": "rude_address scolding arrogance buck_passing blame insult slang commands tone",
    "situation": "silent_call hands_free faint_voice noisy_line agent_too_quiet private_call message_desk appointment "
    "retention follow_up_visit",
    "closing": "anything_else wait_reply resolved thanks farewell festive customer_first",
}
OFF = {"opening.time_of_day", "conduct.recommend", "situation.retention", "closing.festive"}
REVIEW = {
    "voice.tone", "voice.gentle", "conduct.address_nin", "conduct.no_guessing", "conduct.no_jargon",
    "conduct.no_overpromise", "conduct.no_prying", "order.no_pressure", "forbidden.slang", "forbidden.tone",
}  # fmt: skip
FATAL = {"forbidden.arrogance", "forbidden.insult"}


def test_every_standard_is_a_rule_of_the_hotline_and_switched_as_it_says() -> None:
    rules = load_rubric_file(shipped_rubric()).rules
    wanted = [f"{section}.{name}" for section, names in STANDARDS.items() for name in names.split()]
    assert sorted(written.rule.id for written in rules) == sorted(wanted)
    assert {written.rule.id for written in rules if written.in_file.off} == OFF
    assert {written.rule.id for written in rules if written.rule.review} == REVIEW
    assert {written.rule.id for written in rules if written.rule.fatal} == FATAL


@pytest.mark.parametrize("name", shipped_names())
def test_every_rule_says_in_both_languages_what_is_asked_how_it_is_checked_and_what_to_say_instead(name: str) -> None:
    for rule in load_rubric(shipped_rubric(name)).rules:
        for text in (rule.title, rule.standard, rule.method, rule.advice):
            assert text and text.zh and text.en and text.zh != text.en, rule.id
        assert set(rule.source.split()) <= set("HMTCU+") and rule.source


def test_every_check_serves_a_rule() -> None:
    used = {written.rule.check for name in shipped_names() for written in load_rubric_file(shipped_rubric(name)).rules}
    assert used == set(check_names())


def test_the_table_in_the_readme_is_up_to_date() -> None:
    """`python -m tests.rules_table` writes it again."""
    assert shown(README.read_text(encoding="utf-8")) == table()
