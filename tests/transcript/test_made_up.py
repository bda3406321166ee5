"""What Whisper makes up is told from what people say."""

import pytest

from qa_scorer.model import Word
from qa_scorer.transcript.engine import Line
from qa_scorer.transcript.made_up import KNOWN_LINES, judged, why_made_up


def line(
    text: str,
    *,
    seconds: float | None = None,
    log_probability: float = -0.3,
    no_speech: float = 0.05,
    probability: float = 0.85,
    compression: float = 1.0,
) -> Line:
    """A line as the recogniser writes it, a word a character, five characters a second unless said otherwise."""
    share = (len(text) / 5 if seconds is None else seconds) / max(len(text), 1)
    return Line(
        start_s=0.0,
        end_s=share * len(text),
        words=tuple(
            Word(text=char, start_s=place * share, end_s=(place + 1) * share, probability=probability)
            for place, char in enumerate(text)
        ),
        mean_log_probability=log_probability,
        compression_ratio=compression,
        no_speech_probability=no_speech,
    )


@pytest.mark.parametrize(
    "text",
    [
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "請不吝點贊訂閱轉發打賞支持明鏡與點點欄目",
        "字幕by索兰娅",
        "字幕由Amara.org社区提供",
        "中文字幕志愿者 杨茜茜",
        "谢谢观看",
        "謝謝大家觀看,",
        "感谢收看。",
        "优优独播剧场——YoYo Television Series Exclusive",
        "作词 李宗盛",
        "作詞、作曲、編曲",
    ],
)
def test_subtitle_lines_are_found_in_either_script(text: str) -> None:
    reason = why_made_up(line(text))
    assert reason and "subtitle" in reason.en


@pytest.mark.parametrize(
    "text",
    [
        "谢谢",
        "谢谢您的来电，再见",
        "感谢您的来电，祝您生活愉快",
        "多谢您的电话",
        "您好，请问有什么可以帮您",
        "这个是您自己订阅的业务",
        "您订阅的天气预报已经取消了",
        "机顶盒上没有字幕怎么办",
        "我看电视的时候一直显示谢谢观看",
        "对对对对对对",
        "喂喂喂，听得到吗",
        "喂，喂，喂，喂，喂",
        "嗯嗯嗯嗯",
        "好的好的好的",
        "没有没有没有没有",
        "一三八零零零零零零零零",
        "13800000000",
        "OK",
        "VIP",
        "bye bye",
        "我要办5G套餐",
    ],
)
def test_what_people_say_is_kept(text: str) -> None:
    assert why_made_up(line(text)) is None


@pytest.mark.parametrize(
    "made_up",
    [
        line("在那裡," * 15, compression=21.5, no_speech=0.3),
        line("对不起没有" * 6),
        line("啊" * 14),
        line("铁铁铁铁铁铁铁", no_speech=0.74, log_probability=-0.76),
        line("鋼筋", no_speech=0.83, log_probability=-1.68, probability=0.26),
        line("你不懂我", no_speech=0.87, log_probability=-0.21, probability=0.07),
        line("请问您的订阅服务", seconds=0.02),
        line("Thank you for watching", probability=0.3),
        line("ご視聴ありがとうございました"),
        line("시청해주셔서 감사합니다"),
        line("…"),
    ],
    ids=lambda made_up: made_up.text[:12],
)
def test_loops_silence_and_babble_are_found(made_up: Line) -> None:
    assert why_made_up(made_up)


def test_unlikely_words_in_clear_speech_are_kept() -> None:
    """An unsure line alone is no reason: people mumble, and telephones are bad."""
    assert why_made_up(line("好再见", log_probability=-0.86, no_speech=0.33, probability=0.46)) is None


def test_likely_words_are_kept_though_the_chunk_seems_to_be_without_speech() -> None:
    """As measured on half a minute of clear speech."""
    assert why_made_up(line("这样还可以那你现在就帮我开通吧", no_speech=0.603, log_probability=-0.2)) is None


def test_the_same_line_again_and_again_is_made_up_every_time() -> None:
    lines = [line("请问您的订阅")] * 4
    assert all(reason for _, reason in judged(lines))


def test_a_listener_may_say_the_same_again_and_again() -> None:
    assert not any(reason for _, reason in judged([line("嗯")] * 8))
    assert not any(reason for _, reason in judged([line("好的")] * 5))
    assert not any(reason for _, reason in judged([line("您好，请问有什么可以帮您")] * 3))


def test_three_times_the_same_is_enough_where_no_speech_is_likely() -> None:
    assert all(reason for _, reason in judged([line("我", no_speech=0.7)] * 3))


def test_a_made_up_line_does_not_take_the_others_with_it() -> None:
    kept = [said.text for said, reason in judged([line("您好"), line("谢谢观看"), line("再见")]) if not reason]
    assert kept == ["您好", "再见"]


def test_every_known_line_is_written_as_it_is_compared() -> None:
    """Simplified, lower case, nothing but characters; else it would never match."""
    assert all(why_made_up(line(known)) for known in KNOWN_LINES)
    assert not {"谢谢", "再见", "您好", "订阅"} & set(KNOWN_LINES)
