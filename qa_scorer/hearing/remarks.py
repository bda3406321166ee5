"""What was odd about a recording that could still be heard: the sentences that go with its scorecard."""

from collections.abc import Sequence

from qa_scorer.language import Text


def cut_off(*, missing_s: float, declared_s: float) -> Text:
    return Text(
        f"录音不完整：文件头声明 {declared_s:.1f} 秒，缺 {missing_s:.1f} 秒；只对现有部分评分",
        f"the recording is incomplete: its header promises {declared_s:.1f} s, {missing_s:.1f} s are missing; "
        "what is there was scored",
    )


def ends_in_damage() -> Text:
    return Text(
        "录音末尾损坏，后面的内容没有读到；只对现有部分评分",
        "the recording ends in damage, what may follow was not read; what is there was scored",
    )


def damaged(*, stretches: int) -> Text:
    return Text(
        f"录音中有 {stretches} 处损坏，已跳过",
        f"the recording is damaged in {stretches} place{'' if stretches == 1 else 's'}; that was skipped",
    )


def gaps_filled(*, filled_s: float) -> Text:
    return Text(
        f"录音的时间标记中有空档，共补了 {filled_s:.1f} 秒静音",
        f"the recording's time stamps leave gaps; {filled_s:.1f} s of silence were put there",
    )


def longer_than_declared(*, unread_bytes: int) -> Text:
    return Text(
        f"文件头声明的长度比文件短：其后还有 {unread_bytes} 字节没有读取（录音机可能没有写完文件头）",
        f"the header declares less than the file holds: {unread_bytes} bytes after it were not read "
        "(the recorder may not have finished the header)",
    )


def other_tracks(*, tracks: int) -> Text:
    return Text(
        f"文件里有 {tracks} 条声音轨道，只用了第一条",
        f"the file has {tracks} sound tracks; only the first was used",
    )


def channels_kept(*, channels: int, kept: Sequence[int]) -> Text:
    numbers = [str(index + 1) for index in kept]
    return Text(
        f"录音有 {channels} 个声道，只有第 {'、'.join(numbers)} 声道有声音，其余未用",
        f"the recording has {channels} channels; sound is only in channel {' and '.join(numbers)}, "
        "the others were left out",
    )


def channels_mixed(*, channels: int) -> Text:
    return Text(
        f"录音有 {channels} 个声道，已混合为单声道，无法按声道区分坐席和客户",
        f"the recording has {channels} channels, which were mixed into one; "
        "agent and customer cannot be told apart by channel",
    )
