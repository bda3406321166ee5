"""Why a recording is not scored, known before it is heard, and what to do: in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.intake.columns import named
from qa_scorer.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    why: Text
    mend: Text


LEADS_OUT = Reason(
    why=Text("这是指向文件夹外面的链接，没有跟随", "it is a link that leads out of the folder and was not followed"),
    mend=Text(
        "把录音复制到文件夹里，或在命令行直接给出它的路径",
        "copy the recording into the folder, or name it on the command line",
    ),
)
LEADS_NOWHERE = Reason(
    why=Text("这是失效的链接，目标文件不存在", "it is a link to a file that does not exist"),
    mend=Text("修复链接，或把录音复制到文件夹里", "repair the link, or copy the recording into the folder"),
)


def recording_missing(row: str) -> Reason:
    return Reason(
        why=Text(f"{row} 列出了这条录音，但没有找到文件", f"{row} lists this recording, but there is no such file"),
        mend=Text(
            "把录音放进文件夹（在子文件夹里时加 --recursive），或从清单中删除这一行",
            "put the recording into the folder (if it lies in a folder inside, add --recursive), or delete the row",
        ),
    )


def no_recording(row: str) -> Reason:
    return Reason(
        why=Text(
            f"{row} 列出了这个文件，但从扩展名和内容都认不出是录音",
            f"{row} lists this file, but neither its ending nor its content is that of a recording",
        ),
        mend=Text(
            "如果是没有文件头的电话录音，请用 --raw 说明格式，例如 --raw alaw:8000；否则请从录音系统重新导出",
            "if it is telephone audio without a header, say its format with --raw, such as --raw alaw:8000; "
            "otherwise export it from the recorder again",
        ),
    )


def rows_disagree(rows: Sequence[str], columns: Sequence[str]) -> Reason:
    where, which = ", ".join(rows), [named(column) for column in columns]
    zh, en = "、".join(name.zh for name in which), ", ".join(name.en for name in which)
    return Reason(
        why=Text(
            f"清单中有多行写的是这条录音，内容互相矛盾（{where}：{zh}），不能确定是谁的通话",
            f"several rows are about this recording and disagree ({where}: {en}); whose call it is cannot be told",
        ),
        mend=Text("只保留正确的一行，然后重新运行", "keep the row that is right, then run again"),
    )
