"""The pages 退休 and 职级晋升: what they list, what is decided and posted from them, and what they print."""

from datetime import date, datetime

import pytest

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.establishment import Establishment
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.retirement_decisions import RetirementDecision
from cadre_desktop.people.screens.promotion.posting_dialog import PostingDialog
from cadre_desktop.people.screens.promotion.terms_dialog import TermsDialog
from cadre_desktop.people.screens.retirement.decide_dialog import DecideDialog, LettersDialog
from cadre_desktop.people.tab import PeopleTab

_LIKE = {"joined_work": date(1990, 7, 1), "rank": "general-09"}


class NoSettings:
    """Settings that remember nothing."""

    def get(self, key, default=None):
        return default

    def put(self, key, value):
        pass


def pages_of(path):
    with Pages(path) as pages:
        return len(pages)


@pytest.fixture
def desk(qtbot, court, notices):
    court.clock = FixedClock(datetime(2026, 6, 1, 9, 0))
    made = Desk(court, InlineJobs(), notices, NoSettings(), court.clock, Changes(court))
    made.opened = []
    made.open_rows = lambda key, listing: made.opened.append((key, list(listing.page(0, 9))))
    made.shown = []
    made.show_pdf = lambda path, title, *more: made.shown.append((title, pages_of(path)))
    return made


@pytest.fixture
def people(court):
    home = Court.get(Court.short_name == "包头中院")
    rows = (
        ("王男", "male", date(1966, 3, 1), "civil_servant"),
        ("李女", "female", date(1971, 3, 1), "civil_servant"),
        ("钱聘", "female", date(1976, 3, 1), "contract"),
        ("周逾", "male", date(1965, 1, 1), "civil_servant"),
    )
    with court.step("录入"):
        keys = {
            name: Person.add(
                court=home,
                name=name,
                sex=sex,
                born=born,
                employment=form,
                **_LIKE,
            ).id
            for name, sex, born, form in rows
        }
        for name, since in (("王男", date(2022, 1, 1)), ("李女", date(2026, 1, 1))):
            PostHeld.add(person=keys[name], starts=since, rank="general-09", court=home)
        for year in range(2022, 2026):
            AnnualGrade.add(person=keys["王男"], year=year, grade="competent")
        Establishment.add(court=home, since=date(2020, 1, 1), authorised=50)
    return keys


@pytest.fixture
def tab(qtbot, desk, people):
    made = PeopleTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 620)
    made.show()
    return made


@pytest.fixture
def retiring(tab):
    return tab.bring_own("retirement")


@pytest.fixture
def rising(tab):
    return tab.bring_own("promotion")


def names(page):
    return [one.name for one in page.model.lines]


def select(page, *wanted):
    page.table.clearSelection()
    model = page.table.selectionModel()
    for row, name in enumerate(names(page)):
        if name in wanted:
            model.select(page.model.index(row, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)


def dialog_of(page, sort):
    (found,) = page.findChildren(sort)
    return found


def test_who_retires_is_listed_and_narrowed(retiring):
    assert (set(names(retiring)[:2]), names(retiring)[2:]) == ({"王男", "李女"}, ["钱聘", "周逾"])
    assert retiring.words.text() == "4 人，已到龄仍登记在职 1 人，类别待认定 1 人。"
    for state, found in (("open", ["钱聘"]), ("over", ["周逾"]), ("wrong", []), ("letter 6", ["钱聘"])):
        retiring.state.set_value(state)
        retiring.state.changed.emit()
        assert names(retiring) == found, state
    assert retiring.stack.currentWidget() is retiring.table
    retiring.state.set_value("all")
    retiring.until.set_value(date(2026, 7, 31))
    retiring.until.changed.emit()
    assert set(names(retiring)) == {"王男", "李女", "周逾"}
    retiring.until.setText("某日")
    retiring.until.changed.emit()
    assert set(names(retiring)) == {"王男", "李女", "周逾"}


def test_a_decision_is_entered_from_the_list(qtbot, retiring, people, notices):
    retiring.decide.click()
    assert notices.texts[-1] == "请先选中要认定的人。"
    select(retiring, "钱聘")
    retiring.decide.click()
    dialog = dialog_of(retiring, DecideDialog)
    assert [dialog.base.itemData(line) for line in range(dialog.base.count())] == [
        "",
        "female_55",
        "female_50",
        "female_60",
    ]
    dialog.answer()
    assert "退休年龄" in dialog.problem.text()
    dialog.base.set_value("female_55")
    dialog._tell()
    assert "到龄 2032.10" in dialog.follows.text()
    dialog.document_number.set_value("包中法政〔2026〕3号")
    dialog.answer()
    assert RetirementDecision.get().base == "female_55"
    assert "钱聘" not in names(retiring)  # 2032 is after the list's end


def test_an_earlier_month_is_checked_in_the_dialog(retiring):
    select(retiring, "李女")
    retiring.decide.click()
    dialog = dialog_of(retiring, DecideDialog)
    assert dialog.choice.findData("late") < 0  # no civil servant may
    dialog.choice.set_value("early")
    dialog._tell()
    dialog.month.set_value(date(2026, 7, 1))
    dialog.answer()
    assert "弹性提前的年月" in dialog.problem.text()
    dialog.month.setText("某月")
    dialog.answer()
    assert dialog.isVisible()
    dialog.month.set_value(date(2026, 6, 1))
    dialog.notified.set_value(date(2026, 3, 1))
    dialog.answer()
    assert RetirementDecision.get().chosen == date(2026, 6, 1)


def test_letters_lists_and_workbooks_of_retirement(retiring, desk, notices, tmp_path):
    output = retiring.output
    select(retiring, "王男", "李女")
    output.print_letters(6)
    output.print_list()
    output.print_approval()
    assert [(title, pages) for title, pages in desk.shown] == [
        ("到龄退休预告通知书", 2),
        ("退休预告名单（至 2028.06）", 1),
        ("退休审批名单", 1),
    ]
    retiring.table.selectAll()
    output.print_letters(6)
    assert "还没有认定" in notices.texts[-1]
    select(retiring, "王男")
    output.print_letters(6)
    assert desk.shown[-1] == ("到龄退休预告通知书", 1)
    retiring.table.clearSelection()
    output.print_letters(6)
    assert notices.texts[-1].startswith("钱聘的退休类别还没有认定")
    output.print_letters(3)
    assert "请先选中人" in notices.texts[-1]
    for name, export in (("名单.xlsx", output.export_list), ("审批.xlsx", output.export_approval)):
        notices.answer(tmp_path / name)
        export()
    (sheet,) = read_workbook(tmp_path / "审批.xlsx").sheets
    assert sheet.rows[0][9] == "退休事由"
    output._offer_letters()
    assert len(output._letters.actions()) == 3


def test_when_letters_go_out_is_set(retiring):
    retiring.settings_action.trigger()
    dialog = dialog_of(retiring, LettersDialog)
    dialog.letters.set_value("无")
    dialog.answer()
    assert dialog.problem.text()
    dialog.letters.set_value("4、2")
    dialog.answer()
    assert retiring.state.findData("letter 4") >= 0


def test_a_line_opens_the_person(retiring, desk, people):
    retiring.table.opened.emit(retiring.model.index(0, 0))
    assert desk.opened == [("people", [retiring.model.lines[0].key])]


def test_who_may_be_promoted_is_listed(rising):
    assert names(rising)[0] == "王男"
    assert rising.words.text() == "4 人，符合 1 人，未满年限 1 人，待核 2 人。"
    assert rising.quotas.text().startswith("包头中院（基数 50）：一至四级调研员 10")
    rising.state.set_value("未满年限")
    rising.state.changed.emit()
    assert names(rising) == ["李女"]
    rising.table.selectRow(0)
    assert "还差 19 个月" in rising.detail.text()
    rising.state.set_value("all")
    rising.what.button(1).click()
    assert names(rising) == []
    assert rising.stack.currentWidget() is rising.empty


def test_a_result_is_posted_from_the_list(rising, people, notices, court):
    rising.post.click()
    assert notices.texts[-1] == "请先选中要晋升的人。"
    select(rising, "李女")
    rising.post.click()
    dialog = dialog_of(rising, PostingDialog)
    dialog.answer()
    assert "李女不能晋升" in dialog.problem.text()
    dialog.reject()
    dialog.setParent(None)
    select(rising, "王男")
    rising.post.click()
    dialog = dialog_of(rising, PostingDialog)
    dialog.day.set_value(None)
    dialog.answer()
    assert dialog.problem.text() == "请填写任职日期。"
    dialog.day.set_value(date(2026, 6, 1))
    dialog.answer()
    assert Person.by_key(people["王男"]).rank == "general-08"
    assert not any(one.eligible for one in rising.model.lines)


def test_papers_of_promotion(rising, desk, notices, tmp_path):
    rising.output.print_ballot()
    rising.output.print_reasons()
    assert [title for title, _pages in desk.shown] == ["晋升职级人选民主测评表", "职级晋升资格审核表（2026-06-01）"]
    select(rising, "王男", "李女")
    rising.output.print_ballot()
    assert "李女不符合条件" in notices.texts[-1]
    notices.answer(tmp_path / "审核.xlsx")
    rising.output.export()
    assert [sheet.name for sheet in read_workbook(tmp_path / "审核.xlsx").sheets] == ["晋升资格", "职数"]


def test_terms_are_set_from_the_page(rising, court):
    rising.settings_action.trigger()
    dialog = dialog_of(rising, TermsDialog)
    dialog.fields["judge.307"].set_value("x")
    dialog.answer()
    assert "四级高级法官" in dialog.problem.text()
    dialog.fields["judge.307"].set_value("6")
    dialog.flags["december"].setChecked(False)
    dialog.answer()
    assert court.setting("promotion.judge.307") == "6"
    assert court.setting("promotion.december") == "no"
