"""A whole contest from one workbook: what comes in, what changes, who is whom, and back out again."""

from pathlib import Path

import pytest
from contest_book import EXAM, JUDGES, sheets, told, write

from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.exchange.contract import SHEETS
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.outgoing import write_contest, write_contest_template
from cadre_desktop.contests.records import (
    AwardLevel,
    Contest,
    Criterion,
    Entrant,
    Event,
    Judge,
    Mark,
    Seat,
    TieBreak,
    Track,
)
from cadre_desktop.contests.results import rule_of, rules_of
from cadre_desktop.contests.rules.scoring import EventRule
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "竞赛.xlsx"


def rows_in(content) -> int:
    return sum(len(rows) - 1 for rows in content.values())


def test_a_whole_contest_comes_in(court, path):
    content = sheets()
    done = import_contest(court, write(path, content))
    assert (done.read, done.new, done.refused, done.problems) == (rows_in(content), rows_in(content), 0, ())
    contest = Contest.by_key(done.contest)
    assert (contest.name, contest.year, str(contest.ends), contest.status) == (
        "业务技能竞赛",
        2023,
        "2023-05-09",
        ContestStatus.MARKING,
    )
    counts = [record.select().count() for record in (Track, Event, Criterion, Judge, Seat, Entrant, AwardLevel, Mark)]
    assert counts == [1, 2, 3, 5, 5, 4, 1, 33]
    assert {row.person_id for row in Entrant.select()} == {None}


def test_the_results_are_those_worked_out_by_hand(court, path):
    """乙: totals 93 to 97, trimmed (94 + 95 + 96) / 3 = 95; 95 × 0.7 + 90 × 0.3 = 93.5."""
    done = import_contest(court, write(path, sheets()))
    (track,) = told(done.contest)
    assert track["track"] == "刑事审判"
    assert track["ranks"] == [
        {
            "rank": 1,
            "entrant": "乙",
            "court": "乙市法院",
            "events": {"庭审观摩": "95.00", "笔试": "90.00"},
            "total": "93.50",
            "decided_by": "",
            "award": "业务能手",
        },
        {
            "rank": 2,
            "entrant": "甲",
            "court": "甲市法院",
            "events": {"庭审观摩": "80.00", "笔试": "88.50"},
            "total": "82.55",
            "decided_by": "",
            "award": "业务能手",
        },
        {
            "rank": 3,
            "entrant": "丙",
            "court": "丙市法院",
            "events": {"庭审观摩": "64.00", "笔试": "70.10"},
            "total": "65.83",
            "decided_by": "",
            "award": "",
        },
    ]
    assert track["unranked"] == [{"entrant": "丁", "reason": "缺席"}]


def test_what_is_not_said_takes_the_defaults(court, path):
    content = sheets()
    content["项目"] = [("项目", "权重"), ("庭审观摩", 70), ("笔试", 30)]
    content["评分细则"] = [("项目", "评分项", "满分"), ("庭审观摩", "驾驭", 60), ("庭审观摩", "说理", 40)]
    content["评分细则"].append(("笔试", "卷面", 100))
    del content["评分"]
    done = import_contest(court, write(path, content))
    assert done.problems == ()
    assert {rule_of(event) for event in Event.select()} == {EventRule()}
    assert {(line.step, line.kind, line.factor) for line in Criterion.select()} == {(500, "judged", 1000)}
    assert Contest.by_key(done.contest).status == ContestStatus.PREPARING


def test_it_is_one_step_that_can_be_undone(court, path):
    import_contest(court, write(path, sheets()))
    assert court.undo().label == "导入竞赛“业务技能竞赛”"
    assert [record.select().count() for record in (Contest, Track, Mark, Judge, Entrant)] == [0] * 5


def test_reading_again_changes_only_what_changed(court, path):
    first = import_contest(court, write(path, sheets()))
    assert import_contest(court, path).same == first.read
    content = sheets()
    content["评分"][1] = (*content["评分"][1][:5], 51)
    content["评分"][2] = (*content["评分"][2][:5], None)
    content["项目"][1] = (*content["项目"][1][:3], 60, *content["项目"][1][4:])
    content["选手"].append(("戊", "九原法院", "刑庭", "刑事审判", 5, None))
    done = import_contest(court, write(path, content))
    assert (done.contest, done.new, done.changed, done.refused) == (first.contest, 1, 2, 0)
    assert [problem.column for problem in done.problems] == ["权重"]
    kept = Mark.select(Mark.value).join(Criterion).where(Criterion.name == "说理").order_by(Mark.id)
    assert kept.first().value == 30_000


def test_units_added_later_change_guests_and_make_no_second_ones(court, path):
    content, bare = sheets(), sheets()
    bare["选手"] = [(row[0], *row[3:]) for row in bare["选手"]]
    bare["评委"] = [row[:1] for row in bare["评委"]]
    first = import_contest(court, write(path, bare))
    assert first.problems == ()
    done = import_contest(court, write(path, content))
    assert (done.new, done.changed, done.refused, done.contest) == (0, 9, 0, first.contest)
    assert [row.unit for row in Entrant.select().order_by(Entrant.number)][:2] == ["甲市法院", "乙市法院"]
    assert Judge.get(Judge.name == "王祯").division == "王祯的庭"
    for less in (bare, content):
        again = import_contest(court, write(path, less))
        assert (again.new, again.changed, again.refused) == (0, 0, 0)


def test_a_unit_written_with_other_brackets_is_the_same(court, path):
    content = sheets()
    content["选手"][1] = ("甲", "甲市法院（本部）", "刑庭", "刑事审判", 1)
    import_contest(court, write(path, content))
    content["选手"][1] = ("甲", "甲市法院(本部)", "刑庭", "刑事审判", 1)
    done = import_contest(court, write(path, content))
    assert (done.new, done.changed, done.refused) == (0, 1, 0)


def test_a_track_or_criterion_spelt_with_other_brackets_is_the_same(court, path):
    content = sheets()
    content["评分细则"][1] = ("庭审观摩", None, "驾驭（庭审）", 60, 0.5, "评判", 1)
    del content["评分"]
    import_contest(court, write(path, content))
    content["赛道"][1] = ("刑事 审判", "法官", "刑事")
    content["评分细则"][1] = ("庭审观摩", None, "驾驭(庭审)", 60, 0.5, "评判", 1)
    done = import_contest(court, write(path, content))
    assert (done.new, done.changed, done.refused) == (0, 2, 0)
    assert [track.name for track in Track.select()] == ["刑事 审判"]
    content["评分细则"].append(("庭审观摩", None, "驾驭（庭审）", 50))
    (problem,) = import_contest(court, write(path, content)).problems
    assert problem.message.startswith("与第 2 行说的是同一条")


def test_a_name_written_in_two_ways_means_two_guests(court, path):
    content = sheets()
    del content["评分"]
    content["选手"][1] = ("甲", "", "", "刑事审判", 1)
    import_contest(court, write(path, content))
    content["选手"] = [content["选手"][0], ("甲", "甲市法院", "", "刑事审判", 1), ("甲", "乙市法院", "", "刑事审判", 5)]
    done = import_contest(court, write(path, content))
    assert (done.new, done.changed, done.refused) == (2, 0, 0)
    assert sorted(row.unit for row in Entrant.select().where(Entrant.name == "甲")) == ["", "乙市法院", "甲市法院"]


def test_a_blank_mark_is_absent_and_never_zero(court, path):
    content = sheets()
    content["评分"][-1] = ("刑事审判", "笔试", "丙", None, "卷面", None)
    done = import_contest(court, write(path, content))
    assert (done.new, done.same, done.refused) == (done.read - 1, 1, 0)
    assert Mark.select().where(Mark.value == 0).count() == 0
    assert [rank["events"]["笔试"] for rank in told(done.contest)[0]["ranks"]] == ["90.00", "88.50", "0.00"]


def test_nothing_is_taken_in_for_a_sealed_contest(court, path):
    done = import_contest(court, write(path, sheets()))
    seal(court, Contest.by_key(done.contest), "纸面已逐张核对")
    again = import_contest(court, path)
    assert (again.contest, again.read, again.refused) == (done.contest, done.read, done.read)
    (problem,) = again.problems
    assert (problem.sheet, problem.row, problem.column) == ("竞赛", 2, "名称")
    assert "已封存" in problem.message


def test_a_file_that_is_no_contest_is_refused(court, path):
    with pytest.raises(Refused, match="不是竞赛工作簿"):
        import_contest(court, write(path, {"花名册": [("姓名", "部门"), ("甲", "刑庭")]}))


def test_titles_above_merged_cells_and_foreign_columns_do_no_harm(court, path):
    import xlsxwriter

    content = sheets()
    tracks = content.pop("选手")
    write(path, content)
    with xlsxwriter.Workbook(path) as book:
        for title, rows in content.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        sheet = book.add_worksheet("选手")
        sheet.write(0, 0, "参赛选手名单")
        sheet.write_row(2, 0, ("序号", "参赛人员", "单 位", "部门", "赛道", "手机"))
        for number, row in enumerate(tracks[1:4], 3):
            sheet.write_row(number, 0, (number, *row[:3], None, "13900000000"))
        sheet.merge_range(3, 4, 5, 4, "刑事审判")
        book.add_worksheet("别的").write(0, 0, "与竞赛无关")
    done = import_contest(court, path)
    assert done.problems == ()
    assert sorted(row.name for row in Entrant.select()) == ["丙", "乙", "甲"]


def test_rubrics_and_seats_of_one_track_go_before_those_of_all(court, path):
    content = sheets()
    content["赛道"].append(("民事审判", "法官", "民事"))
    content["评分细则"] += [("庭审观摩", "民事审判", "调解", 100, 1, None, None)]
    content["评委"] = [("评委", "单位", "项目", "赛道"), ("王祯", "外院", "庭审观摩", "刑事审判")]
    content["评委"] += [("翟志刚", "外院", None, "民事审判"), ("乌兰", "外院", "未安排", None)]
    del content["评分"]
    done = import_contest(court, write(path, content))
    assert done.problems == ()
    by_name = {row.name: rules_of(row.id) for row in Track.select()}
    names = {name: [line.name for line in rules.events[0].criteria] for name, rules in by_name.items()}
    assert names == {"刑事审判": ["驾驭", "说理"], "民事审判": ["调解"]}
    judges = {row.id: row.name for row in Judge.select()}
    panels = {
        name: [[judges[key] for key in rules.panels[event.key]] for event in rules.events]
        for name, rules in by_name.items()
    }
    assert panels == {"刑事审判": [["王祯"], []], "民事审判": [["翟志刚"], []]}


def test_tie_rules_name_events_in_three_ways(court, path):
    content = sheets()
    content["并列规则"] = [("规则", "项目"), ("指定项目：笔试",), ("指定项目", "庭审观摩"), ("笔试",), ("原始平均分",)]
    done = import_contest(court, write(path, content))
    assert done.problems == ()
    rows = TieBreak.select(TieBreak, Event).join(Event, "LEFT JOIN").order_by(TieBreak.place)
    told_ = [(row.rule, row.event.name if row.event_id else "") for row in rows]
    assert told_ == [
        ("named_event", "笔试"),
        ("named_event", "庭审观摩"),
        ("named_event", "笔试"),
        ("untrimmed_mean", ""),
    ]


@pytest.fixture
def staff(court) -> dict[str, int]:
    """Two called 王伟 in one court, of two departments, and one in another."""
    home, other = Court.get(Court.short_name == "东河法院"), Court.get(Court.short_name == "昆区法院")
    with court.step("录入人员"):
        rooms = {name: Department.add(court=home, name=name) for name in ("刑庭", "民庭")}
        return {
            "刑庭": Person.add(court=home, department=rooms["刑庭"], name="王伟", staff_number="1001").id,
            "民庭": Person.add(court=home, department=rooms["民庭"], name="王伟", staff_number="1002").id,
            "昆区": Person.add(court=other, name="王伟").id,
            "甲": Person.add(court=home, department=rooms["刑庭"], name="甲").id,
        }


@pytest.mark.parametrize(
    ("row", "who"),
    [
        (("王伟", "东河法院", "刑庭", ""), "刑庭"),
        (("王伟", "包头市东河区人民法院", "民庭", ""), "民庭"),
        (("王伟", "东河法院", "", "1002"), "民庭"),
        (("王伟", "昆区法院", "", ""), "昆区"),
        (("王伟", "", "刑庭", ""), "刑庭"),
        (("甲", "", "", ""), "甲"),
        (("甲", "昆区法院", "", ""), None),
        (("王伟", "外地法院", "", ""), None),
    ],
)
def test_own_staff_are_known_by_name_court_and_department(court, staff, path, row, who):
    content = sheets()
    content["选手"] = [("选手", "单位", "部门", "工号", "赛道"), (row[0], row[1], row[2], row[3], "刑事审判")]
    del content["评分"]
    done = import_contest(court, write(path, content))
    assert done.problems == ()
    entrant = Entrant.get()
    assert entrant.__data__["person"] == (staff[who] if who else None)
    assert entrant.unit.endswith("法院")


def test_namesakes_in_marks_are_told_apart_in_brackets(court, path):
    content = sheets()
    content["选手"][4] = ("甲", "丙市法院", "民庭", "刑事审判", 4, None)
    content["评分"] = [
        ("赛道", "项目", "选手", "评分项", "分值"),
        ("刑事审判", "笔试", "甲（刑庭）", "卷面", 80),
        ("刑事审判", "笔试", "甲(4)", "卷面", 90),
        ("刑事审判", "笔试", "甲", "卷面", 100),
    ]
    done = import_contest(court, write(path, content))
    (problem,) = [problem for problem in done.problems if problem.sheet == "评分"]
    assert (problem.row, problem.column, problem.value) == (4, "选手", "甲")
    assert "分不清是谁" in problem.message
    values = {row.entrant.division: row.value for row in Mark.select(Mark, Entrant).join(Entrant)}
    assert values == {"刑庭": 80_000, "民庭": 90_000}


def test_courts_without_records_limit_awards_and_bar_judges(court, path):
    content = sheets()
    content["选手"][1] = ("甲", "乙市法院", "民庭", "刑事审判", 1, None)
    content["评委"][1] = ("王祯", "乙市法院", "民庭")
    done = import_contest(court, write(path, content))
    assert {problem.row for problem in done.problems} == {2, 3}
    assert all("须回避" in problem.message for problem in done.problems)
    ranks = told(done.contest)[0]["ranks"]
    assert [(rank["entrant"], rank["award"]) for rank in ranks] == [("乙", "业务能手"), ("甲", ""), ("丙", "业务能手")]


def test_what_was_written_reads_back_as_it_was(court, path, tmp_path):
    done = import_contest(court, write(path, sheets()))
    before = told(done.contest)
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    write_contest(Contest.by_key(done.contest), first)
    close_store(court)
    empty = open_store(tmp_path / "空.cadre", SCHEMA, "王祯", create_new=True)
    again = import_contest(empty, first)
    assert again.problems == ()
    assert told(again.contest) == before
    write_contest(Contest.by_key(again.contest), second)
    close_store(empty)
    assert [sheet.rows for sheet in read_workbook(first).sheets] == [
        sheet.rows for sheet in read_workbook(second).sheets
    ]


def test_marks_of_a_recused_judge_go_out_and_come_back_left_out(court, path, tmp_path):
    from cadre_desktop.contests.actions.panels import declare_tie
    from cadre_desktop.contests.rules.recusal import NamedTie
    from cadre_desktop.contests.rules.words import ConflictKind

    done = import_contest(court, write(path, sheets()))
    judge, entrant = Judge.get(Judge.name == "解红").id, Entrant.get(Entrant.name == "丙").id
    declare_tie(court, NamedTie(judge, entrant, ConflictKind.MENTOR), "带过他")
    before = told(done.contest)
    assert before[0]["ranks"][2]["events"]["庭审观摩"] == "63.00"
    out = tmp_path / "出.xlsx"
    write_contest(Contest.by_key(done.contest), out)
    close_store(court)
    empty = open_store(tmp_path / "空.cadre", SCHEMA, "王祯", create_new=True)
    again = import_contest(empty, out)
    assert (again.problems, told(again.contest)) == ((), before)
    assert Mark.select().count() == len(EXAM) + 3 * len(JUDGES) * 2
    close_store(empty)


def test_the_form_has_every_sheet_with_drop_downs_and_says_what_to_write(court, tmp_path):
    from zipfile import ZipFile

    path = tmp_path / "空白.xlsx"
    write_contest_template(path)
    book = read_workbook(path)
    assert [sheet.name for sheet in book.sheets if sheet.visible] == [*(c.title for c in SHEETS), "填写说明"]
    for contract, sheet in zip(SHEETS, book.sheets, strict=False):
        assert sheet.rows == [[column.title for column in contract.columns.values()]]
    with ZipFile(path) as parts:
        events = parts.read("xl/worksheets/sheet3.xml").decode()
    assert "评委总分,逐项" in events
    assert "'赛道'!$A$2" in events.replace("&apos;", "'").replace("&#39;", "'")
    explained = {row[1] for row in book.sheet("填写说明").rows}
    assert {column.title for contract in SHEETS for column in contract.columns.values()} <= explained
    done = import_contest(court, path)
    assert (done.contest, done.read) == (None, 0)
    assert "没有竞赛" in done.problems[0].message


def test_an_exported_contest_read_again_where_it_is_changes_nothing(court, path, tmp_path):
    content = sheets()
    content["赛道"].append(("民事审判", "法官", "民事"))
    content["项目"].append(("庭审观摩", "民事审判", "庭审观摩", 70))
    first = import_contest(court, write(path, content))
    write_contest(Contest.by_key(first.contest), tmp_path / "出.xlsx")
    before = told(first.contest)
    again = import_contest(court, tmp_path / "出.xlsx")
    assert (again.new, again.changed, again.refused, again.problems) == (0, 0, 0, first.problems)
    assert told(first.contest) == before
