"""The list for the notice board: whom it names in which order, for how long, and when it is final."""

from datetime import date, datetime

import pytest

from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.prints.publishing import publish
from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.rules.publication import NameOrder, Publication
from cadre_desktop.contests.screens.papers.publish_dialog import PublishDialog
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import anchors
from cadre_desktop.people.registers.calendar_days import CalendarDay, DayKind

MONDAY = date(2023, 5, 15)
TERM = Publication(MONDAY, date(2023, 5, 22), contact="政治部", phone="0472-5901234")
COURT = "包头市中级人民法院"


@pytest.fixture
def words(tmp_path):
    """Publishes a contest and answers the words of each page."""

    def published(contest, how=TERM):
        path = tmp_path / "公示.pdf"
        count = publish(path, contest, how, COURT, date(2023, 5, 12))
        with Pages(path) as pages:
            assert count == len(pages)
            return ["".join(pages.text(number).split()) for number in range(len(pages))]

    return published


def test_a_draft_says_that_it_must_not_hang(marked, words):
    (page,) = words(marked.contest)
    assert "关于“2023年执行技能竞赛”获奖名单的公示" in page
    assert "（成绩尚未封存，仅供核对，不得张贴）" in page
    assert "已核定封存" not in page
    assert page.endswith(f"—1—未封存，仅供核对操作记录码：{anchors.code_now()}")


def test_a_sealed_list_is_final_and_carries_the_hash(court, marked, words):
    marked.confirm(court)
    sealed = seal(court, marked.contest)
    (page,) = words(sealed)
    assert "不得张贴" not in page
    assert "成绩已核定封存，现将获奖名单予以公示（同一奖项按姓氏笔画为序）。" in page
    assert "公示期为2023年5月15日至5月22日（5个工作日，自公示次日起算）。" in page
    assert "请以书面形式实名向政治部反映。联系电话：0472-5901234。" in page
    assert f"{COURT}2023年5月12日" in page
    assert f"封存校验码（SHA-256前16位）：{sealed.sealed_hash[:16]}" in page


def test_by_strokes_no_rank_shows_and_by_rank_the_total(court, marked, words):
    best = [mark for judge in marked.judges for mark in marked.sheet("解红", judge, 60, 40)]
    record_marks(court, marked.trial, best)
    record_marks(court, marked.exam, [marked.mark("解红", None, "卷面", 100)])
    (page,) = words(marked.contest)
    assert "1阿拉坦·巴特尔" in page  # 7 strokes
    assert "2解红" in page  # 13 strokes, though first
    assert "92.10" not in page
    (page,) = words(marked.contest, Publication(MONDAY, MONDAY, NameOrder.RANK, everybody=True))
    assert "1解红包头市昆都仑区人民法院立案庭100.00业务能手" in page
    assert "2阿拉坦·巴特尔包头市昆都仑区人民法院执行局92.10业务能手" in page
    assert "5单雄信" in page
    assert "关于“2023年执行技能竞赛”成绩的公示" in page
    assert "向包头市中级人民法院反映" in page


def test_nobody_to_list_and_a_term_that_ends_before_it_begins(small, words):
    with pytest.raises(Refused, match="还没有获奖选手，无法公示"):
        words(small.contest)
    with pytest.raises(Refused, match="公示结束日期早于公示之日"):
        words(small.contest, Publication(MONDAY, date(2023, 5, 12)))


def asked(desk, marked, qtbot, day="2023-06-01"):
    """The dialog as it opens on this day."""
    desk.clock = FixedClock(datetime.fromisoformat(f"{day}T09:30"))
    dialog = PublishDialog(desk, marked.contest, marked.track)
    qtbot.addWidget(dialog)
    return dialog


def test_the_dialog_offers_five_days_and_remembers_who_is_asked(desk, marked, qtbot):
    dialog = asked(desk, marked, qtbot)
    assert (dialog.first.value(), dialog.last.value()) == (date(2023, 6, 1), date(2023, 6, 8))
    assert dialog.days.text().startswith("自公示次日起 5 个工作日，到 2023年6月8日（周四）为止")
    dialog.contact.setText("政治部")
    dialog.last.set_value(date(2023, 5, 1))
    dialog.answer()
    assert dialog.chosen is None
    assert "公示结束日期早于公示之日" in dialog.problem.text()
    dialog.last.setText("后天")
    dialog.answer()
    assert dialog.chosen is None
    dialog.last.set_value(date(2023, 6, 9))
    dialog.order.set_value(NameOrder.RANK.value)
    dialog.tracks.set_value(marked.track.id)
    dialog.answer()
    assert dialog.chosen == Publication(
        date(2023, 6, 1), date(2023, 6, 9), NameOrder.RANK, "政治部", tracks=(marked.track.id,)
    )
    again = PublishDialog(desk, marked.contest, marked.track)
    qtbot.addWidget(again)
    assert again.contact.value() == "政治部"


def test_another_first_day_moves_the_last(desk, marked, qtbot):
    dialog = asked(desk, marked, qtbot)
    dialog.first.set_value(date(2023, 6, 9))
    dialog.first.changed.emit()
    assert dialog.last.value() == date(2023, 6, 16)


@pytest.mark.parametrize(
    ("posted", "last"),
    [
        ("2026-02-13", "2026-02-27"),  # 春节 lies between
        ("2026-09-18", "2026-09-24"),  # Sunday the 20th is worked
        ("2023-04-28", "2023-05-09"),
        ("2023-06-03", "2023-06-09"),  # posted on a Saturday
    ],
)
def test_holidays_and_made_up_days_count_as_the_notice_says(desk, marked, qtbot, posted, last):
    dialog = asked(desk, marked, qtbot, posted)
    assert dialog.last.value() == date.fromisoformat(last)
    assert dialog.days.text().startswith("自公示次日起 5 个工作日，")
    assert dialog.warned.isHidden()


def test_a_day_entered_in_the_file_counts(court, desk, marked, qtbot):
    with court.step("放假"):
        CalendarDay.add(day=date(2023, 6, 5), day_kind=DayKind.FREE, name="调休", document_number="本院通知")
    assert asked(desk, marked, qtbot).last.value() == date(2023, 6, 9)


def test_a_year_whose_notice_is_not_known_is_called_estimated_and_a_short_term_short(desk, marked, qtbot):
    dialog = asked(desk, marked, qtbot, "2031-03-03")
    assert "2031 年放假安排未录入，按法定节假日估算，请核对。" in dialog.warned.text()
    dialog.last.set_value(date(2031, 3, 5))
    dialog.last.changed.emit()
    assert "评先评优公示一般不少于 5 个工作日。" in dialog.warned.text() and not dialog.warned.isHidden()


def test_it_shows_from_the_menu(marked_tab, marked, desk):
    marked_tab.page.print_menu.show_publication(Contest.get(), TERM)
    assert [title for _path, title in desk.printed] == ["2023年执行技能竞赛 公示"]
