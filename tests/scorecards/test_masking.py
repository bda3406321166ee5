"""Private numbers are hidden, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_scorer.scorecards.masking import hide_digits, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("13800138000", "138****8000"),
        ("工号是1206，电话13800138000，谢谢", "工号是1206，电话138****8000，谢谢"),
        ("a13800138000b", "a138****8000b"),
        ("138 0013 8000", "138 **** 8000"),
        ("138-0013-8000", "138-****-8000"),
        ("138，0013，8000", "138，****，8000"),
        ("138.0013.8000", "138.****.8000"),
        ("1 3 8 0 0 1 3 8 0 0 0", "1 3 8 * * * * 8 0 0 0"),
        ("１３８００１３８０００", "１３８****８０００"),
        ("幺三八零零幺三八零零零", "幺三八****八零零零"),
        ("要三八零零要三八零零零", "要三八****八零零零"),
        ("我要一三八零零一三八零零零", "我要一三八****八零零零"),
        ("我要13800138000", "我要138****8000"),
        ("幺三八零零要三八零零零要改", "幺三八****八零零零要改"),
        ("一三八，零零一三，八零零零", "一三八，****，八零零零"),
        ("一，三，八，零，零，一，三，八，零，零，零", "一，三，八，*，*，*，*，八，零，零，零"),
        ("138零零138000", "138****8000"),
        ("8613800138000", "86138****8000"),
        ("13800138000X", "138****8000X"),
        ("+86 138 0013 8000", "+86 138 **** 8000"),
        ("008613800138000", "0086138****8000"),
    ],
)
def test_mobile_numbers_are_hidden_however_they_are_written(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("110101199003071234", "110***********1234"),
        ("11010119900307123X", "110***********123X"),
        ("110101 19900307 123x", "110*** ******** 123x"),
        ("6222021234567890123", "622************0123"),
        ("6222 0212 3456 7890 123", "622* **** **** ***0 123"),
        ("6222-0212-3456-7890", "622*-****-****-7890"),
        ("3782 822463 10005", "378* ****** *0005"),
        ("622202123456789", "622********6789"),
    ],
)
def test_identity_and_bank_cards_are_hidden(text: str, masked: str) -> None:
    assert mask(f"号码是{text}。") == f"号码是{masked}。"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("010-62345678", "010-****5678"),
        ("(010)62345678", "(010)****5678"),
        ("0755 8234 5678", "075* **** 5678"),
        ("62345678", "****5678"),
        ("6234567", "***4567"),
        ("1380013800", "******3800"),  # a mobile number of which the recogniser lost a digit
        ("138001380001", "138*****0001"),  # and one to which it added one
        ("1380013800013900139000", "138***************9000"),  # two in one breath
    ],
)
def test_other_numbers_that_could_be_dialled_are_hidden(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "工号1206，10086为您服务",
        "工号1206 10086",
        "1206 10086 1207",
        "工号12345678",
        "12345678号话务员",
        "10086",
        "1008611",
        "1 0 0 8 6 1 1",
        "95105105",
        "4008100000",
        "400-810-0000",
        "08:30:12",
        "2026-11-19 08:30:12",
        "20261119",
        "20261119083012",
        "二零二六一一一九",
        "2026年11月19日8点30分",
        "12月3日到15日",
        "1234567元",
        "1234567.89元",
        "¥12345678",
        "12,345,678.00",
        "13,800,138,000",
        "0.1234567",
        "3000-5000元",
        "58元 100分钟 20G",
        "一百二十八块",
        "1，2，3，4，5，6，7",
        "我要一个二十块的",
    ],
)
def test_times_amounts_dates_job_and_service_numbers_stay(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("piece", "hidden"),
    [
        ("0013不对", "****不对"),
        ("零零，一三", "**，**"),
        ("是1 3 8吗", "是* * *吗"),
        ("两三天，58元", "两三天，58元"),
        ("嗯，对对对", "嗯，对对对"),
    ],
)
def test_a_piece_of_a_sentence_keeps_no_run_of_three_digits(piece: str, hidden: str) -> None:
    assert hide_digits(piece) == hidden


@given(st.text())
def test_the_length_never_changes_and_only_digits_do(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(new in (old, "*") for old, new in zip(text, masked, strict=True))


WITHOUT_DIGITS = st.text().filter(
    lambda text: not any(char.isnumeric() or char in "0０零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖" for char in text)
)


@given(WITHOUT_DIGITS)
def test_text_without_digits_stays(text: str) -> None:
    assert mask(text) == text


@given(
    WITHOUT_DIGITS,
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.sampled_from(["0123456789", "０１２３４５６７８９", "零一二三四五六七八九", "〇幺二三四五六七八九"]),
    WITHOUT_DIGITS,
)
def test_a_mobile_number_in_any_text_is_hidden(before: str, number: str, script: str, after: str) -> None:
    written = number.translate(str.maketrans("0123456789", script))
    assert mask(before + written + after)[len(before) :].startswith(f"{written[:3]}****{written[-4:]}")
