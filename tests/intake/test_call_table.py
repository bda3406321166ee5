"""Call tables as call centres export them: encodings, separators, headings, workbooks, and cells of all kinds."""

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.errors import CallTableError
from qa_scorer.intake.call_data import FIELDS
from qa_scorer.intake.call_table import CallTable, read_call_table
from qa_scorer.intake.columns import columns_of, named
from qa_scorer.model import UNKNOWN_AGENT, CallData
from tests.intake.files import table

ENGLISH = (
    "file,call_id,agent_id,agent_name,team,started_at,desk,call_type,topic,vip,"
    "customer_number,direction,released_by,ring_s,agent_channel,city,province,customer_level"
)
CHINESE = (
    "录音文件,流水号,工号,坐席姓名,班组,通话时间,专席,通话类型,业务,是否VIP,"
    "主叫号码,呼叫方向,挂机方,振铃时长（秒）,坐席声道,地市,省份,客户星级"
)
ENGLISH_ROW = (
    "a.wav,c-1,0012,王芳,二班,2026-11-23 08:30:05,VIP,complaint,话费,yes,"
    "013800138000,inbound,customer,12,left,杭州,浙江,五星"
)
CHINESE_ROW = (
    "a.wav,c-1,0012,王芳,二班,2026/11/23 8:30:05,VIP,complaint,话费,是,013800138000,呼入,客户,12秒,左,杭州,浙江,五星"
)
DATA = CallData(
    call_id="c-1",
    agent_id="0012",
    agent_name="王芳",
    team="二班",
    started_at=datetime(2026, 11, 23, 8, 30, 5),
    desk="VIP",
    call_type="complaint",
    topic="话费",
    vip=True,
    customer_number="013800138000",
    direction="inbound",
    released_by="customer",
    ring_s=12.0,
    agent_channel="left",
    city="杭州",
    province="浙江",
    customer_level="五星",
)


def workbook(path: Path, fill: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.Workbook()
    fill(book.worksheets[0])
    book.save(path)
    return path


def refusal(path: Path) -> CallTableError:
    with pytest.raises(CallTableError) as caught:
        read_call_table(path)
    assert path.name in caught.value.where
    return caught.value


def only(read: CallTable) -> CallData:
    (row,) = read.rows
    return row.data


# --- what a table may look like --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("heading", "row"), [(ENGLISH, ENGLISH_ROW), (CHINESE, CHINESE_ROW)])
def test_english_and_chinese_headings_in_every_encoding(tmp_path: Path, encoding: str, heading: str, row: str) -> None:
    read = read_call_table(table(tmp_path / "calls.csv", heading, row, encoding=encoding))
    assert [row.file for row in read.rows] == ["a.wav"]
    assert only(read) == DATA
    assert read.remarks == ()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_commas_semicolons_and_tabs(tmp_path: Path, separator: str) -> None:
    """Also where a cell is full of commas."""
    lines = [
        ENGLISH.replace(",", separator),
        ENGLISH_ROW.replace(",", separator).replace("话费", '"话费,流量,套餐,宽带"'),
    ]
    read = read_call_table(table(tmp_path / "calls.csv", *lines))
    assert only(read).agent_id == "0012"
    assert only(read).topic == "话费,流量,套餐,宽带"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("工号", "agent_id"),
        ("坐席工号", "agent_id"),
        ("员工编号", "agent_id"),
        (" Agent ID ", "agent_id"),
        ("通话编号", "call_id"),
        ("流水号", "call_id"),
        ("姓名", "agent_name"),
        ("坐席姓名", "agent_name"),
        ("团队", "team"),
        ("技能组", "desk"),
        ("席位", "desk"),
        ("主题", "topic"),
        ("客户号码", "customer_number"),
    ],
)
def test_other_headings_for_the_same_column(tmp_path: Path, heading: str, field: str) -> None:
    read = read_call_table(table(tmp_path / "calls.csv", f"文件,{heading}", "a.wav,0012"))
    assert getattr(only(read), field) == "0012"


def test_a_title_above_and_blank_lines_between(tmp_path: Path) -> None:
    """The line told is that of the file, also below a cell that runs over two lines."""
    path = table(
        tmp_path / "calls.csv", "十一月通话清单,,", "", "文件,工号,主题", 'a.wav,1,"话费\r\n流量"', ",,", "b.wav,2,"
    )
    assert [(row.file, row.where) for row in read_call_table(path).rows] == [
        ("a.wav", "calls.csv:4"),
        ("b.wav", "calls.csv:7"),
    ]


def test_a_workbook_with_numbers_dates_and_zeros(tmp_path: Path) -> None:
    """Agent 1206 stored as a number, 0012 by its format, 0007 as text; dates as Excel keeps them."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["文件", "工号", "开始时间", "振铃时长", "客户号码", "是否VIP"])
        sheet.append(["a.wav", 1206.0, datetime(2026, 11, 23, 8, 30, 5), 12, 13800138000, True])
        sheet.append(["b.wav", 12, "2026年11月23日 8:30", time(0, 0, 12), None, 0])
        sheet.append(["c.wav", "0007", "20261123083005", 12.5, "010-12345", "否"])
        sheet["B3"].number_format = "0000"

    read = read_call_table(workbook(tmp_path / "calls.xlsx", fill))
    assert [row.data.agent_id for row in read.rows] == ["1206", "0012", "0007"]
    assert [row.data.started_at for row in read.rows] == [
        datetime(2026, 11, 23, 8, 30, 5),
        datetime(2026, 11, 23, 8, 30),
        datetime(2026, 11, 23, 8, 30, 5),
    ]
    assert [row.data.ring_s for row in read.rows] == [12.0, 12.0, 12.5]
    assert [row.data.customer_number for row in read.rows] == ["13800138000", "", "010-12345"]
    assert [row.data.vip for row in read.rows] == [True, False, False]
    assert [row.where for row in read.rows] == ["calls.xlsx:2", "calls.xlsx:3", "calls.xlsx:4"]
    assert read.remarks == ()


def test_a_workbook_with_merged_cells(tmp_path: Path) -> None:
    """A title over all columns, a heading over two rows, one agent and team beside several calls: as a person reads."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["十一月质检", None, None, None])
        sheet.append(["文件", "坐席", None, "班组"])
        sheet.append([None, "工号", "姓名", None])
        sheet.append(["a.wav", "0012", "王芳", "二班"])
        sheet.append(["b.wav", None, None, None])
        sheet.append(["c.wav", "1206", "李雷", None])
        for cells in ("A1:D1", "A2:A3", "B2:C2", "D2:D3", "B4:B5", "C4:C5", "D4:D6"):
            sheet.merge_cells(cells)

    read = read_call_table(workbook(tmp_path / "calls.xlsx", fill))
    assert [(row.file, row.data.agent_id, row.data.agent_name, row.data.team) for row in read.rows] == [
        ("a.wav", "0012", "王芳", "二班"),
        ("b.wav", "0012", "王芳", "二班"),
        ("c.wav", "1206", "李雷", "二班"),
    ]
    assert read.rows[0].where == "calls.xlsx:4"


def test_the_sheet_that_names_recordings_is_read(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["说明", "请勿修改"])
        assert sheet.parent is not None
        second = sheet.parent.create_sheet("通话")
        second.append(["文件", "工号"])
        second.append(["a.wav", "0012"])

    assert only(read_call_table(workbook(tmp_path / "calls.xlsx", fill))).agent_id == "0012"


# --- cells -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-23 08:30:05", datetime(2026, 11, 23, 8, 30, 5)),
        ("2026/11/23 8:30", datetime(2026, 11, 23, 8, 30)),
        ("2026.11.23 08:30:05.250", datetime(2026, 11, 23, 8, 30, 5)),
        ("2026-11-23T08:30:05+08:00", datetime(2026, 11, 23, 8, 30, 5)),
        ("2026年11月23日 8时30分5秒", datetime(2026, 11, 23, 8, 30, 5)),
        ("2026年11月23日", datetime(2026, 11, 23)),
        ("20261123083005", datetime(2026, 11, 23, 8, 30, 5)),
        ("20261123 083005", datetime(2026, 11, 23, 8, 30, 5)),
        ("20261123", datetime(2026, 11, 23)),
    ],
)
def test_dates_year_first(tmp_path: Path, written: str, meant: datetime) -> None:
    read = read_call_table(table(tmp_path / "calls.csv", "file,started_at", f"a.wav,{written}"))
    assert only(read).started_at == meant
    assert read.remarks == ()


@pytest.mark.parametrize(
    "written", ["昨天", "11/12/2026", "2026-13-01", "2026-02-30 08:00", "0026-11-23", "8:30", "45000.5"]
)
def test_a_date_that_is_none_is_a_remark(tmp_path: Path, written: str) -> None:
    """The row is still used; day and month are not guessed at."""
    read = read_call_table(table(tmp_path / "calls.csv", "file,agent_id,started_at", "a.wav,1,", f"b.wav,2,{written}"))
    assert read.rows[1].data == CallData(agent_id="2")
    (remark,) = read.remarks
    assert remark.en.startswith(f'calls.csv:3: started_at "{written}" is not a date')
    assert remark.zh.startswith(f"calls.csv:3：开始时间（started_at）“{written}”看不懂")


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("vip", "也许"),
        ("direction", "sideways"),
        ("released_by", "主叫"),
        ("ring_s", "-3"),
        ("ring_s", "很久"),
        ("agent_channel", "1"),
    ],
)
def test_other_cells_that_cannot_be_read(tmp_path: Path, column: str, written: str) -> None:
    """Nor is it guessed who the calling party is, or which side is channel 1."""
    read = read_call_table(table(tmp_path / "calls.csv", f"file,agent_id,{column}", f"a.wav,7,{written}"))
    assert only(read) == CallData(agent_id="7")
    (remark,) = read.remarks
    assert remark.en.startswith(f'calls.csv:2: {column} "{written}" is not')


@pytest.mark.parametrize(
    ("column", "written", "value"),
    [
        ("direction", "外呼", "outbound"),
        ("direction", "Inbound", "inbound"),
        ("released_by", "坐席", "agent"),
        ("released_by", "用户挂机", "customer"),
        ("vip", "1", True),
        ("vip", "FALSE", False),
        ("vip", "否", False),
        ("ring_s", "0:12", 12.0),
        ("ring_s", "00:01:12", 72.0),
        ("agent_channel", "R", "right"),
        ("agent_channel", "右声道", "right"),
        ("agent_id", '"=""0012"""', "0012"),
        ("agent_id", "１２０６", "1206"),
        ("agent_id", "1206.0", "1206"),
        ("agent_id", "-", UNKNOWN_AGENT),
        ("topic", "N/A", ""),
    ],
)
def test_what_people_write_for_a_value(tmp_path: Path, column: str, written: str, value: object) -> None:
    read = read_call_table(table(tmp_path / "calls.csv", f"file,{column}", f"a.wav,{written}"))
    assert getattr(only(read), column) == value
    assert read.remarks == ()


def test_milliseconds_are_not_taken_for_seconds(tmp_path: Path) -> None:
    read = read_call_table(table(tmp_path / "calls.csv", "文件,振铃时长（毫秒）", "a.wav,12000"))
    assert only(read).ring_s is None


def test_a_row_that_names_no_recording_is_a_remark(tmp_path: Path) -> None:
    read = read_call_table(table(tmp_path / "calls.csv", "file,agent_id", ",1206", "a.wav,1207"))
    assert [row.file for row in read.rows] == ["a.wav"]
    assert "calls.csv:2: names no file" in read.remarks[0].en


# --- headings --------------------------------------------------------------------------------------------------


def test_a_misspelt_heading_is_told(tmp_path: Path) -> None:
    """Silently, every call would be nobody's."""
    read = read_call_table(table(tmp_path / "calls.csv", "file,agnet_id", "a.wav,1206"))
    assert only(read).agent_id == UNKNOWN_AGENT
    assert 'column "agnet_id" is not known and was not read; did you mean agent_id?' in read.remarks[0].en


def test_a_heading_that_could_mean_two_things_is_told_and_not_read(tmp_path: Path) -> None:
    read = read_call_table(table(tmp_path / "calls.csv", "文件,坐席", "a.wav,王芳"))
    assert only(read) == CallData()
    assert "agent_id / agent_name" in read.remarks[0].zh


def test_two_columns_for_one_thing(tmp_path: Path) -> None:
    """The one that says it more plainly is read, and that is told."""
    read = read_call_table(table(tmp_path / "calls.csv", "文件,主叫号码,客户号码", "a.wav,10086,13800138000"))
    assert only(read).customer_number == "13800138000"
    assert "“客户号码”和“主叫号码”" in read.remarks[0].zh


def test_an_unknown_column_is_nobodys_business(tmp_path: Path) -> None:
    assert read_call_table(table(tmp_path / "calls.csv", "文件,备注", "a.wav,好")).remarks == ()


# --- tables that cannot be used --------------------------------------------------------------------------------


def test_no_column_for_the_recording(tmp_path: Path) -> None:
    """The columns that are there are listed, and the likely one is named."""
    problem = refusal(table(tmp_path / "calls.csv", "flie,agent_id", "a.wav,1206"))
    assert "the columns are: flie, agent_id" in problem.why.en
    assert 'did you mean "file" by "flie"?' in problem.mend.en
    assert "“flie”" in problem.mend.zh


@pytest.mark.parametrize("lines", [(), ("",), ("file,agent_id",), ("file,agent_id", ",")])
def test_an_empty_table(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert "is empty" in refusal(table(tmp_path / "calls.csv", *lines)).why.en


def test_a_comma_that_shifts_the_cells(tmp_path: Path) -> None:
    """It could put another agent's number into the column: nothing is done until it is mended."""
    problem = refusal(table(tmp_path / "calls.csv", "file,topic,agent_id", "a.wav,话费,1206", "b.wav,话费,流量,1207"))
    assert problem.where.endswith("calls.csv:3")
    assert "more cells than the heading" in problem.why.en


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    assert "quotation mark" in refusal(table(tmp_path / "calls.csv", "file,topic", 'a.wav,"话费', "b.wav,流量")).mend.en


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_bytes(b"file,agent_id\r\na.wav,\xff\xfe\x81\x20\r\n")
    assert "UTF-8" in refusal(tmp_path / "calls.csv").why.en
    (tmp_path / "calls.csv").write_bytes(b"file\0\1\2,agent_id\r\n")
    assert "UTF-8" in refusal(tmp_path / "calls.csv").why.en


def test_a_damaged_workbook(tmp_path: Path) -> None:
    """Whatever the damage makes the libraries raise."""
    path = workbook(tmp_path / "calls.xlsx", lambda sheet: sheet.append(["file", "agent_id"]))
    content = path.read_bytes()
    for start in range(30, len(content), len(content) // 25):
        path.write_bytes(content[:start] + b"\x55" * 40 + content[start + 40 :])
        refusal(path)


def test_a_workbook_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "calls.xlsx").write_bytes(b"file,agent_id\r\na.wav,1206\r\n")
    assert "no workbook" in refusal(tmp_path / "calls.xlsx").why.en


@pytest.mark.parametrize("name", ["calls.ods", "calls.xls", "calls"])
def test_an_ending_that_is_not_known(tmp_path: Path, name: str) -> None:
    assert "save it as .csv or .xlsx" in refusal(table(tmp_path / name, ENGLISH, ENGLISH_ROW)).mend.en


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "calls.csv").why.en


def test_a_column_is_called_what_the_clerk_called_it(tmp_path: Path) -> None:
    read = read_call_table(table(tmp_path / "calls.csv", "文件,振铃秒数,开始时间,开始时间", "a.wav,很久,,"))
    assert [remark.zh.split("，")[0] for remark in read.remarks] == [
        "calls.csv：“开始时间”和“开始时间”两列都是开始时间（started_at）",
        "calls.csv:2：振铃秒数（ring_s）“很久”看不懂（应为秒数）",
    ]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_a_chinese_name_that_is_read_back(field: str) -> None:
    assert columns_of([named(field).zh]) == {field: 0}
