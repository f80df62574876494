"""Workbooks and text files as they come in, good and bad. `samples/roster.xls` was written with xlwt."""

import struct
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents import delimited, xlsx_parts
from cadre_desktop.kit.documents.contents import pieces_of
from cadre_desktop.kit.documents.limits import LIMITS, Limits
from cadre_desktop.kit.documents.workbook import MergedRange, read_workbook
from cadre_desktop.kit.problems import Refused

XLS = Path(__file__).parent / "samples" / "roster.xls"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target.getvalue()


def xlsx(tmp_path: Path, name: str = "名册.xlsx") -> Path:
    path = tmp_path / name
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("人员").write_row("A1", ["姓名", "性别"])
    return path


def ole(*entries: str) -> bytes:
    """As much of an OLE container as tells what it is."""
    names = b"".join(entry.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for entry in entries)
    return (OLE + bytes(1024) + names).ljust(4096, b"\0")


def encrypted_xls() -> bytes:
    """The sample with its WRITEACCESS record (0x5C) turned into FILEPASS (0x2F)."""
    return XLS.read_bytes().replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00", 1)


def overstated_xls() -> bytes:
    """The sample with a DIMENSIONS record that speaks of four thousand million rows."""
    start = XLS.read_bytes().index(b"\x00\x02\x0e\x00") + 8
    return XLS.read_bytes()[:start] + b"\xff\xff\xff\xff" + XLS.read_bytes()[start + 4 :]


def ods(body: str, manifest: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        **{
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest or "<manifest/>",
        }
    )


def test_row_and_column_numbers_are_those_of_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("人员")
        sheet.write("C4", "姓名")
        sheet.merge_range("C6:D7", "王祯")
        sheet.write_datetime("E6", date(1985, 3, 1), book.add_format({"num_format": "yyyy.mm"}))
        book.add_worksheet("代码").hide()
        sheet.write("A900", " \t")
    people, codes = read_workbook(path).sheets
    assert people.rows[3][2] == "姓名"
    assert people.rows[5][2:] == ["王祯", "", date(1985, 3, 1)]
    assert people.merged == (MergedRange(5, 2, 5, 3),)  # the blank row that it goes on in is cut
    assert len(people.rows) == 6
    assert (people.visible, codes.visible) == (True, False)


def test_failed_formulas_are_not_read_as_blank(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("说明").write("A1", "略")
        sheet = book.add_worksheet("人员 & 部门")
        sheet.write_row("A1", ["姓名", "部门", "年龄"])
        sheet.write_formula("B2", "=VLOOKUP(1,X:X,1)", None, "#N/A")
        sheet.write_formula("A2", "=#REF!", None, "#REF!")
        sheet.write_formula("C2", "=1+1", None, 2)
    assert read_workbook(path).sheet("人员 & 部门").rows[1] == ["#REF!", "#N/A", 2.0]


def test_content_counts_not_the_extension(tmp_path: Path) -> None:
    path = xlsx(tmp_path, "名册.csv")
    assert read_workbook(path).sheets[0].rows == [["姓名", "性别"]]


def test_old_binary_workbook() -> None:
    visible, hidden = read_workbook(XLS).sheets
    assert visible.rows[3] == [1, "王祯", "男", date(1985, 3, 1), 13804721234.0]
    assert visible.merged == (MergedRange(0, 0, 0, 4),)
    assert (visible.visible, hidden.visible) == (True, False)


def test_open_document(tmp_path: Path) -> None:
    """With a million blank lines at the end, as LibreOffice writes them."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    body = (
        f'<table:table table:name="人员"><table:table-row>{cell.format("姓名")}{cell.format("职务")}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{blank}</table:table-row>'
        f"<table:table-row>{cell.format('王祯')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048572">{blank}</table:table-row></table:table>'
    )
    path = tmp_path / "a.ods"
    path.write_bytes(ods(body))
    sheet = read_workbook(path).sheets[0]
    assert [row[:1] for row in sheet.rows] == [["姓名"], [""], [""], ["王祯"]]


def test_blank_formatted_rows_are_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, border = book.add_worksheet(), book.add_format({"border": 1})
        sheet.write_row(0, 0, ["姓名", "性别"])
        for row in range(1, 20_000):
            sheet.write_blank(row, 0, None, border)
    assert read_workbook(path).sheets[0].rows == [["姓名", "性别"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_text(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "名册.txt"
    lines = [["姓名", "部门", "备注"], ["王祯", "民一庭", '"甲，乙\n丙, 丁; 戊"'], ["李娜", "执行局"]]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    sheet = read_workbook(path).sheets[0]
    assert sheet.name == "名册"
    assert sheet.rows == [lines[0], ["王祯", "民一庭", "甲，乙\n丙, 丁; 戊"], ["李娜", "执行局", ""]]


def test_text_of_one_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名\n王祯\n\n李娜\n\n", encoding="utf-8")
    assert read_workbook(path).sheets[0].rows == [["姓名"], ["王祯"], [""], ["李娜"]]


@given(st.text())
def test_guarded_text_reads_back(text: str) -> None:
    assert delimited.unguarded(delimited.guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "'=1+1"])
def test_live_formulas_are_guarded(text: str) -> None:
    assert delimited.guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+3.25", "王祯", "'王祯", "a=b", ""])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert delimited.guarded(text) == text


BAD = {
    "空.xlsx": (b"", "空文件"),
    "零.xlsx": (bytes(4096), "空文件"),
    "加密.xlsx": (ole("EncryptionInfo", "EncryptedPackage"), "取消密码"),
    "加密.xls": (encrypted_xls(), "取消密码"),
    "加密.ods": (ods("", "<manifest:encryption-data/>"), "取消密码"),
    "截断.xls": (XLS.read_bytes()[:4000], "不完整或已损坏"),
    "夸大.xls": (overstated_xls(), "不完整或已损坏"),
    "照片.xlsx": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "是图片"),
    "文档.xlsx": (zipped(**{"word/document.xml": "<w/>"}), "是文字文档"),
    "文档.wps": (ole("WordDocument"), "是文字文档"),
    "幻灯.xlsx": (zipped(**{"ppt/presentation.xml": "<p/>"}), "是演示文稿"),
    "表格.et": (ole("ETExtData"), "另存为 .xlsx"),
    "很旧.xls": (b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(100), "另存为 .xlsx"),
    "网页.xls": ("\ufeff <html><table><tr><td>姓名</td></tr></table></html>".encode(), "其实是网页"),
    "旧.xls": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "旧的 XML"),
    "打印.xlsx": (b"%PDF-1.7", "PDF"),
    "打包.xlsx": (zipped(**{"名册.xlsx": "x"}), "先解压"),
    "程序.xlsx": (b"\x7fELF\0\0\0", "不是工作簿"),
    "~$名册.xlsx": (b"\x05admin" + bytes(159), "临时文件"),
    "乱.csv": ("姓名,性别\n王祯,男\n".encode("gb18030") + b"\xff\xff\xff", "第 3 行有认不出的字符"),
    "坏.csv": ("姓名,性别\n王祯,男,民一庭,审判员\n".encode() + "李娜".encode("gb18030"), "第 3 行有认不出的字符"),
    "引号.csv": (b'a,"b\n' + b"x" * 1_100_000, "引号没有成对"),
    "空白.csv": (b",,\n , \n", "没有内容"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    content, sentence = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused, match=sentence) as refused:
        read_workbook(path)
    (problem,) = refused.value.problems
    assert name in problem.message
    assert problem.message.endswith("。")


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_truncated_workbook(tmp_path: Path, part: float) -> None:
    path = xlsx(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(Refused, match="不完整或已损坏"):
        read_workbook(path)


def test_damage_inside(tmp_path: Path) -> None:
    path = xlsx(tmp_path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 70
    data[start : start + 20] = bytes(20)
    path.write_bytes(data)
    with pytest.raises(Refused, match="不完整或已损坏"):
        read_workbook(path)


def test_only_hidden_content(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("空")
        secret = book.add_worksheet("往年")
        secret.write("A1", "姓名")
        secret.hide()
    with pytest.raises(Refused, match="隐藏的工作表“往年”"):
        read_workbook(path)


def test_stray_cell_far_out(tmp_path: Path) -> None:
    """calamine would ask for 512 GB and end the process."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("人员")
        sheet.write("A1", "姓名")
        sheet.write("XFD1048576", "x")
    with pytest.raises(Refused, match="工作表“人员”太大：内容到第 1048576 行、XFD 列"):
        read_workbook(path)


def test_blank_cells_far_out_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("人员")
        sheet.write("A1", "姓名")
        sheet.write_blank("XFD1048576", None, book.add_format({"bold": True}))
    assert read_workbook(path).sheets[0].rows == [["姓名"]]


def test_zip_bomb_is_refused_before_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(**{"xl/worksheets/sheet1.xml": "0" * 3_000_000}))
    with pytest.raises(Refused, match="超过 2 MB"):
        read_workbook(path, limits=Limits(content=2_000_000))


def test_false_sizes_are_found_out(tmp_path: Path) -> None:
    """An archive that claims a part to be smaller than it is would slip past the check of sizes."""
    path = tmp_path / "a.xlsx"
    data = zipped(**{"xl/worksheets/sheet1.xml": "0" * 3_000_000})
    path.write_bytes(data.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 100)))
    with pytest.raises(Refused, match="不完整或已损坏"):
        read_workbook(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"找不到文件“没有\.xlsx”"):
        read_workbook(tmp_path / "没有.xlsx")
    with pytest.raises(Refused, match="是文件夹"):
        read_workbook(tmp_path)


def test_file_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(_path: Path) -> bytes:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "read_bytes", in_use)
    with pytest.raises(Refused, match="正被别的程序使用"):
        list(pieces_of(xlsx(tmp_path), LIMITS, together=False))


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_column_letters(column: int, letters: str) -> None:
    assert xlsx_parts.column_letters(column) == letters
