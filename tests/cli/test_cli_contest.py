"""Contests on the command line: exit codes, sentences, and JSON that other programs rely on."""

import json
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
import xlsxwriter

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

SHEETS = {
    "竞赛": [("名称", "届次", "年度"), ("业务技能竞赛", "第一届", 2023)],
    "赛道": [("赛道", "人员分类"), ("刑事审判", "法官"), ("民事审判", "法官")],
    "项目": [("项目", "权重", "去高", "去低"), ("庭审观摩", 70, 1, 1), ("笔试", 30, 0, 0)],
    "评分细则": [("项目", "评分项", "满分", "类型"), ("庭审观摩", "表现", 100, "评判"), ("笔试", "卷面", 100, "测量")],
    "评委": [("评委", "单位", "项目"), *((name, "外院", "庭审观摩") for name in ("王祯", "翟志刚", "乌兰"))],
    "选手": [("选手", "单位", "赛道", "状态"), ("甲", "甲市法院", "刑事审判", ""), ("乙", "乙市法院", "刑事审判", "")],
    "奖项": [("奖项", "名额"), ("业务能手", 1)],
    "并列规则": [("次序", "规则"), (1, "权重最高项目")],
    "评分": [
        ("赛道", "项目", "选手", "评委", "评分项", "分值"),
        *(("刑事审判", "庭审观摩", "甲", judge, "表现", 90) for judge in ("王祯", "翟志刚", "乌兰")),
        *(("刑事审判", "庭审观摩", "乙", judge, "表现", 81) for judge in ("王祯", "翟志刚", "乌兰")),
        ("刑事审判", "笔试", "甲", "", "卷面", 60),
        ("刑事审判", "笔试", "乙", "", "卷面", 81),
    ],
}


def write(path: Path, sheets=SHEETS) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "库.cadre"


@pytest.fixture
def contest(capsys, db, tmp_path) -> str:
    """The key of the contest, read into a new file."""
    code, out, _err = said(capsys, "import", "contest", write(tmp_path / "竞赛.xlsx"), "--db", db, "--json")
    told = json.loads(out)
    assert (code, told["read"], told["refused"], told["problems"]) == (
        0,
        sum(len(rows) - 1 for rows in SHEETS.values()),
        0,
        [],
    )
    assert set(told) == {"contest", "read", "refused", "problems"}
    key: str = told["contest"]
    return key


def said(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_list(capsys, db, contest):
    _code, out, _err = said(capsys, "contest", "list", "--json", "--db", db)
    assert json.loads(out) == [{"id": contest, "name": "业务技能竞赛", "year": 2023, "sealed": False}]
    assert said(capsys, "--db", db, "contest", "list")[1] == f"{contest}　2023　评分　业务技能竞赛\n"


def numbers(told: object) -> Iterator[int]:
    """All whole numbers in read JSON."""
    if isinstance(told, dict | list):
        for value in told.values() if isinstance(told, dict) else told:
            yield from numbers(value)
    elif isinstance(told, int):
        yield told


@pytest.mark.parametrize(
    "command",
    [
        ("contest", "list"),
        ("contest", "results", "ID", "--explain"),
        ("contest", "summary", "ID"),
        ("contest", "fairness", "ID"),
        ("contest", "alternatives", "ID"),
        ("journal",),
        ("check",),
        ("kinds",),
        ("figures", "--year", "2023"),
    ],
    ids=lambda command: command[min(1, len(command) - 1)],
)
def test_keys_are_texts_since_other_programs_round_longer_numbers(capsys, db, contest, command):
    """JavaScript, spreadsheets and many readers of JSON hold numbers exactly up to 2**53 only."""
    where = () if command == ("kinds",) else ("--db", db)
    given = [contest if part == "ID" else part for part in command]
    code, out, _err = said(capsys, *given, "--json", *where)
    assert code == 0
    assert [number for number in numbers(json.loads(out)) if number >= 2**32] == []


def test_the_journal_names_the_step_that_was_undone(capsys, db, contest):
    store = open_store(db, SCHEMA, "")
    done = store.undo()
    close_store(store)
    _code, out, _err = said(capsys, "journal", "--json", "--db", db)
    undone, first = json.loads(out)[:2]
    assert (undone["kind"], undone["target"], first["id"], first["target"]) == ("undo", first["id"], str(done.id), None)


def test_results_as_json(capsys, db, contest):
    code, out, _err = said(capsys, "contest", "results", contest, "--json", "--db", db)
    assert code == 0
    first = {"rank": 1, "entrant": "甲", "court": "甲市法院", "events": {"庭审观摩": "90.00", "笔试": "60.00"}}
    second = {"rank": 2, "entrant": "乙", "court": "乙市法院", "events": {"庭审观摩": "81.00", "笔试": "81.00"}}
    same = {"total": "81.00", "decided_by": "权重最高项目"}
    notes = {"notes": ["庭审观摩只有 3 个分数，没有去高去低，全部计入。"]}
    assert json.loads(out) == {
        "contest": contest,
        "sealed": False,
        "tracks": [
            {
                "track": "刑事审判",
                "ranks": [{**first, **same, "award": "业务能手", **notes}, {**second, **same, "award": "", **notes}],
                "unranked": [],
            },
            {"track": "民事审判", "ranks": [], "unranked": []},
        ],
    }


def test_results_narrowed_and_explained(capsys, db, contest):
    narrow = ("--track", "刑事审判", "--event", "笔试", "--explain", "--json", "--db", db)
    (track,) = json.loads(said(capsys, "contest", "results", contest, *narrow)[1])["tracks"]
    assert [rank["events"] for rank in track["ranks"]] == [{"笔试": "60.00"}, {"笔试": "81.00"}]
    assert "去高去低后不足 3 个分数，全部计入。" in track["ranks"][0]["derivation"]
    assert "总分相同，按“权重最高项目”区分。" in track["ranks"][0]["derivation"]
    code, out, _err = said(capsys, "contest", "results", contest, "--explain", "--db", db)
    assert code == 0
    assert out.startswith(
        "【刑事审判】\n第 1 名　甲　甲市法院　庭审观摩 90.00，笔试 60.00　81.00　业务能手　权重最高项目\n"
    )
    assert "    名次：第 2 名\n" in out


def test_results_as_workbook_and_as_pdf(capsys, db, contest, tmp_path):
    book, paper = tmp_path / "成绩.xlsx", tmp_path / "成绩.pdf"
    assert said(capsys, "contest", "results", contest, "--xlsx", book, "--db", db)[0] == 0
    assert [sheet.name for sheet in read_workbook(book).sheets] == ["刑事审判", "民事审判", "评分"]
    assert said(capsys, "contest", "results", contest, "--pdf", paper, "--db", db)[0] == 0
    with Pages(paper) as pages:
        assert len(pages) == 1
        assert "81.00" in pages.text(0)


def test_the_list_for_the_notice_board(capsys, db, contest, tmp_path):
    paper = tmp_path / "公示.pdf"
    term = ("--from", "2023-05-15", "--by", "rank", "--contact", "政治部", "--phone", "0472-5901234", "--everybody")
    code, out, _err = said(capsys, "contest", "publish", contest, paper, "--track", "刑事审判", *term, "--db", db)
    assert (code, out) == (0, f"已打印 1 页到 {paper}\n")
    with Pages(paper) as pages:
        words = "".join(pages.text(0).split())
    assert "公示期为2023年5月15日至5月22日（5个工作日，自公示次日起算）" in words
    assert "1甲甲市法院81.00业务能手2乙乙市法院81.00政治部" in words
    code, _out, err = said(capsys, "contest", "publish", contest, paper, "--db", db)
    assert (code, "不知道由谁公示" in err) == (1, True)  # the new file has no court of its own
    early = ("--from", "2023-05-15", "--to", "2023-05-01")
    code, _out, err = said(capsys, "contest", "publish", contest, paper, *early, "--db", db)
    assert code == 1
    assert "公示结束日期早于公示之日" in err


def test_the_summary_and_the_full_scores(capsys, db, contest, tmp_path):
    told = json.loads(said(capsys, "contest", "summary", contest, "--json", "--db", db)[1])
    assert (told["contest"], told["total"]["awarded"]) == (contest, 1)
    assert [row["court"] for row in told["courts"]] == ["乙市法院", "甲市法院"]
    assert "合计　参赛 2　获奖 1" in said(capsys, "contest", "summary", contest, "--db", db)[1]
    for option, name in (("--pdf", "汇总.pdf"), ("--xlsx", "汇总.xlsx")):
        path = tmp_path / name
        assert said(capsys, "contest", "summary", contest, option, path, "--db", db)[0] == 0
        assert path.exists()
    book = tmp_path / "全部评分.xlsx"
    code, out, _err = said(capsys, "contest", "scores", contest, book, "--db", db)
    assert (code, out) == (0, f"已导出 2 名选手的评分到 {book}\n")


def test_export_then_import_into_a_new_file_gives_the_same_tracks(capsys, db, contest, tmp_path):
    book, other = tmp_path / "出.xlsx", tmp_path / "另.cadre"
    assert said(capsys, "export", "contest", contest, book, "--db", db)[0] == 0
    code, out, _err = said(capsys, "import", "contest", book, "--json", "--db", other)
    assert code == 0
    again = json.loads(out)["contest"]
    tracks = [
        json.loads(said(capsys, "contest", "results", key, "--json", "--db", file)[1])["tracks"]
        for key, file in ((contest, db), (again, other))
    ]
    assert tracks[0] == tracks[1]


def test_a_fault_ends_with_1_and_names_the_cell(capsys, db, tmp_path):
    marks = [*SHEETS["评分"][:-1], ("刑事审判", "笔试", "乙", "", "卷面", 181)]
    book = write(tmp_path / "竞赛.xlsx", {**SHEETS, "评分": marks})
    code, out, _err = said(capsys, "import", "contest", book, "--json", "--db", db)
    told = json.loads(out)
    assert (code, told["refused"]) == (1, 1)
    assert told["problems"] == [
        {
            "sheet": "评分",
            "row": 9,
            "column": "分值",
            "value": "181",
            "reason": "“卷面”的分值 181 超出范围，请填 0 至 100。",
        }
    ]
    code, out, _err = said(capsys, "import", "contest", book, "--db", db)
    assert code == 1
    assert "未通过 1" in out
    assert "“评分”第 9 行“分值”181：“卷面”的分值 181 超出范围" in out


def test_the_empty_workbook_can_be_written_without_a_file(capsys, tmp_path):
    path = tmp_path / "空白.xlsx"
    assert said(capsys, "contest", "template", path)[0] == 0
    assert read_workbook(path).sheets[0].rows[0][:3] == ["名称", "届次", "年度"]


def test_fairness(capsys, db, contest):
    _code, out, _err = said(capsys, "contest", "fairness", contest, "--json", "--db", db)
    panel = json.loads(out)["panels"][0]
    assert (panel["track"], panel["event"]) == ("刑事审判", "庭审观摩")
    assert {"icc", "kendall_w", "kendall_p", "alpha", "judges"} <= set(panel)


def test_alternatives(capsys, db, contest):
    code, out, _err = said(capsys, "contest", "alternatives", contest, "--track", "刑事审判", "--json", "--db", db)
    (track,) = json.loads(out)["tracks"]
    assert (code, track["track"]) == (0, "刑事审判")
    assert {rule["judge"] for rule in track["rules"]} > {None}
    assert "【刑事审判】" in said(capsys, "contest", "alternatives", contest, "--db", db)[1]


def test_without_db_the_file_that_was_open_last_is_taken(capsys, db, contest, tmp_path, monkeypatch):
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_given, **_named: tmp_path)
    assert said(capsys, "contest", "list")[0] == 2
    (tmp_path / "settings.json").write_text(json.dumps({"recent": ["没有.cadre", str(db)]}), encoding="utf-8")
    assert said(capsys, "contest", "list")[1].startswith(str(contest))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["contest"], 2, "缺少参数"),
        (["contest", "publish", "7", "a.docx", "--db", "{db}"], 1, "文件名应以 .pdf 结尾"),
        (["contest", "publish", "7", "a.pdf", "--from", "昨天", "--db", "{db}"], 2, "取值 '昨天' 不对"),
        (["contest", "summary", "7", "--db", "{db}"], 1, "没有编号为 7 的竞赛"),
        (["contest", "scores", "7", "a.pdf", "--db", "{db}"], 1, "文件名应以 .xlsx 结尾"),
        (["contest", "template", "a.pdf"], 1, "文件名应以 .xlsx 结尾"),
        (["contest", "results", "7", "--xlsx", "{db}", "--db", "{db}"], 1, "文件名应以 .xlsx 结尾"),
        (["contest", "results", "7", "--pdf", "a.xlsx", "--db", "{db}"], 1, "文件名应以 .pdf 结尾"),
        (["contest", "liste"], 2, "取值 'liste' 不对"),
        (["contest", "results", "x", "--db", "{db}"], 2, "ID 的取值 'x' 不对"),
        (["contest", "results", "7", "--db", "{db}"], 1, "没有编号为 7 的竞赛"),
        (["contest", "results", "{id}", "--track", "行政", "--db", "{db}"], 1, "没有赛道“行政”"),
        (["contest", "alternatives", "{id}", "--track", "行政", "--db", "{db}"], 1, "没有赛道“行政”"),
        (["contest", "results", "{id}", "--track", "民事审判", "--pdf", "x.pdf", "--db", "{db}"], 1, "还没有名次"),
        (["contest", "results", "{id}", "--json", "--pdf", "x.pdf", "--db", "{db}"], 2, "不能与"),
        (["contest", "list", "--db", "没有.cadre"], 1, "找不到数据文件"),
        (["export", "contest", "出.xlsx", "--db", "{db}"], 2, "应为 export contest ID FILE.xlsx"),
        (["export", "contest", "甲", "出.xlsx", "--db", "{db}"], 2, "应为 export contest ID FILE.xlsx"),
        (["export", "contest", "7", "出.xlsx", "--db", "{db}"], 1, "没有编号为 7 的竞赛"),
        (["export", "contest", "{id}", "出.csv", "--db", "{db}"], 1, "文件名应以 .xlsx 结尾"),
        (["export", "contest", "{id}", "出.xlsx", "--where", "年度=2023", "--db", "{db}"], 2, "不能用 --where"),
        (["export", "people", "7", "出.xlsx", "--db", "{db}"], 2, "不认识的参数：出.xlsx"),
        (["import", "contest", "没有.xlsx", "--db", "{db}"], 1, "没有.xlsx"),
        (["import", "contest", "没有.xlsx", "--dry-run", "--db", "{db}"], 2, "不能用 --dry-run"),
        (["import", "people", "没有.xlsx"], 2, "缺少参数：--db"),
    ],
)
def test_wrong_use_and_refused_input(capsys, db, contest, arguments, code, words):
    got, _out, err = said(capsys, *[argument.format(db=db, id=contest) for argument in arguments])
    assert got == code
    assert words in err


def test_a_file_that_cannot_be_read_leaves_no_new_data_file(capsys, db, tmp_path):
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK not a workbook")
    assert said(capsys, "import", "contest", bad, "--db", db)[0] == 1
    assert not db.exists()


def test_a_workbook_without_a_contest_leaves_no_new_data_file(capsys, db, tmp_path):
    book = write(tmp_path / "竞赛.xlsx", {**SHEETS, "竞赛": [("名称", "年度"), ("业务技能竞赛", 23)]})
    code, out, _err = said(capsys, "import", "contest", book, "--db", db)
    assert (code, db.exists()) == (1, False)
    assert "“竞赛”第 2 行“年度”23：年度“23”不对，请填四位年份，如 2023。" in out


def test_a_row_at_fault_as_a_whole_names_no_column(capsys, db, tmp_path):
    again = [*SHEETS["竞赛"], ("另一场", 2023)]
    _code, out, _err = said(
        capsys, "import", "contest", write(tmp_path / "竞赛.xlsx", {**SHEETS, "竞赛": again}), "--db", db
    )
    assert "“竞赛”第 3 行：一个工作簿只能有一个竞赛" in out
