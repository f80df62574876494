"""Contest workbooks through the window: what would come of one is shown, and nothing is written before."""

import pytest
from contest_book import sheets, write

from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.outgoing import write_contest
from cadre_desktop.contests.records import Contest, Mark
from cadre_desktop.contests.screens.contest_import import contest_import
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.jobs import InlineJobs


@pytest.fixture
def dialog(desk, qtbot):
    """Opens the dialog on a workbook."""

    def opened(path):
        shown = contest_import(desk, path)
        qtbot.addWidget(shown)
        return shown

    return opened


def test_trying_tells_everything_and_writes_nothing(court, tmp_path):
    path = write(tmp_path / "竞赛.xlsx", sheets())
    steps = court.last_step()
    tried = import_contest(court, path, only_try=True)
    assert (tried.contest, tried.name, tried.read, tried.new, tried.refused) == (None, "业务技能竞赛", 52, 52, 0)
    assert not Contest.select().exists()
    assert court.last_step() == steps
    done = import_contest(court, path)
    assert (done.read, done.new) == (tried.read, tried.new)
    again = import_contest(court, path, only_try=True)
    assert (again.contest, again.same) == (done.contest, again.read)


def test_what_would_come_is_shown_and_then_taken_in(desk, dialog, tmp_path):
    content = sheets()
    content["评分"].append(("刑事审判", "庭审观摩", "甲", "王祯", "驾驭", 99))
    shown = dialog(write(tmp_path / "竞赛.xlsx", content))
    assert "竞赛“业务技能竞赛”，读到 53 行，新增 52" in shown.summary.text()
    assert not Contest.select().exists()
    assert shown.model.rowCount() == 1
    assert "分值 99 超出范围，请填 0 至 60" in shown.model.index(0, 4).data()
    assert shown.go.text() == "导入 52 行"
    with_signal = []
    shown.taken.connect(with_signal.append)
    shown.go.click()
    contest = Contest.get()
    assert with_signal == [contest.id]
    assert desk.notices.texts[-1].startswith("已导入“业务技能竞赛”：新增 52 行")
    assert Mark.select().count() == 33


def test_the_list_of_problems_can_be_sent_back(desk, dialog, tmp_path):
    content = sheets()
    content["评委"].append(("", "外院"))
    shown = dialog(write(tmp_path / "竞赛.xlsx", content))
    desk.notices.answer(tmp_path / "清单.xlsx")
    shown.export.click()
    (sheet,) = read_workbook(tmp_path / "清单.xlsx").sheets
    assert sheet.rows[1][:3] == ["评委", "7", "评委"]
    assert "请填写“评委”。" in sheet.rows[1][4]
    assert "已把 1 处写到“清单.xlsx”。" in desk.notices.texts


def test_a_known_contest_is_named_as_such_and_a_sealed_one_refused(court, marked, desk, dialog, tmp_path):
    path = tmp_path / "竞赛.xlsx"
    write_contest(marked.contest, path)
    shown = dialog(path)
    assert shown.go.text() == "没有可以导入的"  # all is there already
    assert not shown.go.isEnabled()
    assert "竞赛 1　赛道 1　项目 2　评分细则 3" in shown.fine.text()
    marked.confirm(court)
    seal(court, marked.contest)
    shown = dialog(path)
    assert "竞赛“2023年执行技能竞赛”" in shown.summary.text()
    assert "成绩已封存，请先启封再修改" in shown.model.index(0, 4).data()
    assert not shown.go.isEnabled()


def test_what_is_no_contest_workbook_is_refused_at_once(desk, dialog, tmp_path):
    shown = dialog(write(tmp_path / "名册.xlsx", {"名册": [("姓名",), ("王祯",)]}))
    assert "不是竞赛工作簿" in desk.notices.texts[-1]
    assert shown.report is None
    assert not shown.go.isVisibleTo(shown)


def test_the_empty_form_and_giving_up(tab, desk, tmp_path):
    desk.notices.answer(tmp_path / "空白.xlsx", None, None)
    tab.contests.template.trigger()
    assert read_workbook(tmp_path / "空白.xlsx").sheets[0].name == "竞赛"
    assert "填好后可以导入" in desk.notices.texts[-1]
    tab.contests.template.trigger()
    tab.contests.take_in.trigger()
    assert [message.kind for message in desk.notices.messages][-2:] == ["choose_save", "choose_open"]


def test_very_many_problems_stand_on_a_line_each(dialog, tmp_path):
    content = sheets()
    content["评委"] += [("", "外院")] * 450
    shown = dialog(write(tmp_path / "竞赛.xlsx", content))
    assert shown.model.rowCount() == 450
    assert not shown.table.wordWrap()


class StoppedJobs(InlineJobs):
    """Jobs that somebody stops before they begin."""

    def run(self, label, work, *rest, **more):
        def stopped(progress):
            progress.stop()
            return work(progress)

        return super().run(label, stopped, *rest, **more)


def test_what_was_stopped_writes_nothing_and_closes(desk, dialog, tmp_path):
    shown = dialog(write(tmp_path / "竞赛.xlsx", sheets()))
    shown.show()
    desk.jobs = StoppedJobs()
    shown.advance()
    assert not shown.isVisible()
    assert not Contest.select().exists()


def test_the_first_contest_may_come_from_a_workbook(open_tab, desk, qtbot, tmp_path):
    tab = open_tab()
    assert tab.side.currentWidget() is tab.empty
    shown = contest_import(desk, write(tmp_path / "竞赛.xlsx", sheets()), tab)
    shown.taken.connect(tab._after_form)
    shown.advance()
    assert tab.side.currentWidget() is tab.page
    assert tab.page.contest.name == "业务技能竞赛"
