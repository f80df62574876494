"""A tour of everything the window can show: each page of each tab with what opens on it, and the dialogs.

Each stop gives its name and what is to be looked at; when the tour goes on, what was opened is put away.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from person_pages import person_pages
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from talent_pages import talent_pages
from welfare_pages import welfare_pages
from writing_jobs import in_a_writing_job

from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.designing.editing import changed
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import add_template
from cadre_desktop.contests.actions.sealing import reopen
from cadre_desktop.contests.records import Contest, Event
from cadre_desktop.contests.screens.contest_page import ANALYSIS, ENTRANTS, JUDGES, MARKING, RESULTS, SETUP
from cadre_desktop.contests.screens.marking.marking_head import DIFFERENCES
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.kit.documents.design.elements import TextElement
from cadre_desktop.kit.editing import add
from cadre_desktop.people.name_list.attending import plan_sessions, remove_sessions, sessions_of
from cadre_desktop.people.name_list.rules import Half
from cadre_desktop.people.records import Person
from cadre_desktop.window.tabs import TABS

LISTED = "姓名\t称号\t活动\n王祯\t业务能手\t技能竞赛\n\t业务能手\t技能竞赛\n研究室\t先进集体\t"
"""Rows for certificates as somebody copies them, of which some are wrong."""
_ALIKE = 6
"""So many registers have their forms looked at in a court without people as well, where all are alike."""
PASTED = "王伟、李静，不在册的某人"
"""Names as somebody pastes them, of which nobody need be in the court."""


class Stop(NamedTuple):
    """What is in front now: `widget` is the window that the keyboard is in."""

    name: str
    widget: QWidget


def settle() -> None:
    """Let everything happen that is due: what is deleted, and layouts, which pass on what they need level by level."""
    for _round in range(20):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Tour:
    """Leads through the main window of a launcher that has a file open."""

    def __init__(self, launcher: Any):
        self._launcher = launcher
        self.window = launcher.window
        self.desk = self.window.desk

    def pages(self, *tabs: str) -> Iterator[Stop]:
        """Every page of these tabs; without any of every tab."""
        ways = {
            "overview": self._overview,
            "courses": self._courses,
            "contests": self._contests,
            "talent": self._talent,
            "welfare": self._welfare,
            "people": self._people,
            "certificates": self._certificates,
        }
        for tab in tabs or ways:
            for name in ways[tab]():
                settle()
                yield Stop(name, self.window)

    def pages_in(self, sizes: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], Stop]]:
        """Every page in one size of the window after the other: a tour takes far longer than a change of size."""
        self.window.showNormal()
        for stop in self.pages():
            for size in sizes:
                self.window.resize(*size)
                settle()
                assert (self.window.width(), self.window.height()) == size, stop.name
                yield size, stop

    def _tab(self, key: str) -> Any:
        place = next(number for number, plan in enumerate(TABS) if plan.key == key)
        self.window.tabs.setCurrentIndex(place)
        return self.window.tab(TABS[place])

    # Tab by tab.

    def _overview(self) -> Iterator[str]:
        self._tab("overview")
        yield "总览"

    def _courses(self) -> Iterator[str]:
        tab = self._tab("courses")
        for key, view in tab.views.items():
            tab._bring(view)
            yield f"培训课程 {key}"
        tab._bring(tab.calendar)
        yield "培训课程 日历"
        tab._bring(tab.hours)
        for place, name in enumerate(("任务与完成", "近五年", "汇总")):
            tab.hours.views.button(place).click()
            yield f"学时，{name}"
        tab.hours.views.button(0).click()
        tab._bring(tab.views["courses"])
        yield from self._narrowed(tab.views["courses"], "培训课程")
        for status in ("closed", "planned", "enrolling"):
            course = Course.get_or_none(Course.status == status)
            if course is not None:
                tab._open_course(course.id)
                yield f"班次 {status}"
                tab.page.people.table.selectAll()
                yield f"班次 {status}，选中全部人"
        if course is not None:
            yield from self.choosing(tab, lambda text: tab._choose_people(course, text), "报名")
            tab._propose_people(course)
            yield "报名，推荐人选"
            tab.enrol_page.proposals.lists.setCurrentIndex(1)
            yield "报名，不能推荐的人"
            yield from self.attendance(tab, course, ENROLMENTS, "班次")
        tab._open_course(None)
        yield "新增班次"
        yield from self._plan(tab)
        tab._bring(tab.registers)
        yield from self.registers(tab.registers, "台账")
        tab._bring(tab.views["courses"])

    def _plan(self, tab: Any) -> Iterator[str]:
        tab._bring(tab.plan)
        yield "培训计划，没有项目"
        values = {"year": tab.bar.year, "title": "政治轮训", "series": "political", "month": 1, "budget": 2_500_000}
        line = add(self.desk.store, PLAN_ITEMS.kind, values)
        settle()
        yield "培训计划"
        for place in range(1, tab.plan.sections.count()):
            tab.plan.sections.setCurrentIndex(place)
            yield f"培训计划 {tab.plan.sections.tabText(place)}"
        tab._open_line(line.id)
        yield "计划项目"
        tab._open_line(None)
        yield "新增计划项目"

    def attendance(self, tab: Any, event: Any, names: Any, name: str) -> Iterator[str]:
        if taught := sessions_of(event.id):
            tab._show_presence(event)
            yield f"{name}，考勤，没有登记"
            remove_sessions(self.desk.store, names, event, [row.id for row in taught])
        tab._show_presence(event)
        yield f"{name}，考勤，没有课次"
        plan_sessions(self.desk.store, names, event, (Half.MORNING, Half.AFTERNOON))
        settle()
        tab.presence_page.fill.trigger()
        yield f"{name}，考勤"

    def choosing(self, tab: Any, choose: Any, name: str) -> Iterator[str]:
        choose(None)
        yield f"{name}，按条件选人"
        choose(PASTED)
        yield f"{name}，粘贴名单"

    def _listed(self, tab: Any) -> Iterator[str]:
        """Certificates of a list: with nothing on it, with rows right and wrong, and choosing people for it."""
        tab.open_list()
        yield "按名单发放证书，没有名单"
        page = tab.list_page
        QApplication.clipboard().setText(LISTED)
        page.table.paste(page.model.index(1, 1))
        page.check()
        page.table.go_to(2)
        yield "按名单发放证书"
        page.people_wanted.emit()
        yield "按名单发放证书，从档案选人"
        tab.people_page.left.emit()
        page.model.clear()
        page.left.emit()

    def _certificates(self) -> Iterator[str]:
        tab = self._tab("certificates")
        yield from self._listed(tab)
        for place, (key, view) in enumerate(tab.views.items()):
            tab._bring(place)
            yield f"证书 {key}"
            if view.editable:
                view.new()
                yield f"证书 {key}，新增"
                view.editing.close()
        tab._bring(0)
        row = IssuedCertificate.select().first()
        if row is not None:
            tab.register.open(row.id)
            yield "证书，经过"
            tab.register.editing.close()
        yield from self._designer(tab)

    def _designer(self, tab: Any) -> Iterator[str]:
        """The page with nothing chosen, with an element of each class, with several, and with a list of faults."""
        with in_a_writing_job():
            template = add_template(self.desk.store, CertificateKind.COMPLETION, "样张", built_in("completion"))
        tab.open_designer(template.id)
        editor = tab.designer.editor
        yield "设计证书"
        classes = {type(element): index for index, element in enumerate(editor.work.elements)}
        for kind, index in classes.items():
            editor.choose({index})
            yield f"设计证书，{kind.__name__}"
        editor.choose(range(len(editor.work.elements)))
        yield "设计证书，选中全部"
        editor.choose({classes[TextElement]})
        editor.do(lambda work: changed(work, {"text": "王\U00031350", "x": 280.0}))
        tab.designer.faults.list.open()
        yield "设计证书，有要改的"
        editor.undo()
        tab.designer.leave()

    def _contests(self) -> Iterator[str]:
        tab = self._tab("contests")
        yield "技能竞赛"
        contest = Contest.select().first()
        if contest is not None:
            yield from self._contest(tab, "已封存的竞赛")
            reopen(self.desk.store, contest, "复核")
            settle()
            yield from self._contest(tab, "进行中的竞赛")
            tab._edit()
            yield "竞赛信息"
            tab._show(tab.contests.key)
            tab.rows.show_rows("marks", self._listing("marks"))
            tab.side.setCurrentWidget(tab.rows)
            yield "成绩各行"
        tab._new()
        yield "新建竞赛"
        tab._show(tab.contests.key)

    def _listing(self, kind_key: str) -> Any:
        from cadre_desktop.kit.listing import Listing
        from cadre_desktop.schema import kinds

        return Listing(kinds()[kind_key])

    def _contest(self, tab: Any, name: str) -> Iterator[str]:
        page = tab.page
        page.bring(SETUP)
        page.setup.begin()
        yield f"{name}，总表"
        for index, view in enumerate(page.setup.views.values(), 1):
            page.bring(SETUP)
            page.setup._bring(index)
            yield f"{name}，{view.kind.title}"
            yield from self.opened(view, name)
        page._open_event(Event.select().first().id, {})
        yield f"{name}，一个项目"
        page.bring(ENTRANTS)
        yield f"{name}，选手"
        yield from self.opened(page.entrants.view, name)
        if not page.contest.sealed_on:
            yield from self.choosing(tab, page._choose_entrants, f"{name}，选手")
        page.bring(JUDGES)
        page.judges.bring(0)
        yield f"{name}，评委席"
        page.judges.bring(1)
        yield f"{name}，全部评委"
        page.bring(MARKING)
        yield f"{name}，评分"
        page.marking.head.keying.button(DIFFERENCES).click()
        yield f"{name}，两遍的差异"
        page.marking.head.keying.button(0).click()
        page.bring(RESULTS)
        yield f"{name}，结果"
        page.results.explain(page.results.model.lines[0].entrant)
        yield f"{name}，计算过程"
        page.bring(ANALYSIS)
        for index in range(len(page.analysis.views)):
            page.analysis.choices.button(index).click()
            yield f"{name}，分析 {index}"

    def _talent(self) -> Iterator[str]:
        return talent_pages(self, self._tab("talent"))

    def _welfare(self) -> Iterator[str]:
        return welfare_pages(self, self._tab("welfare"))

    def _people(self) -> Iterator[str]:
        tab = self._tab("people")
        yield from self.registers(tab, "人员")
        for own in tab.own:
            page = tab.bring_own(own.key)
            yield f"人员，{own.title}"
            if own.key == "structure":
                for place, name in enumerate(("人员构成", "年龄分布", "编制员额", "变动和说明"), 1):
                    page.views.button(place).click()
                    yield f"队伍结构，{name}"
                page.views.button(0).click()
        tab.pages.setCurrentIndex(0)
        yield from person_pages(tab)
        yield from self._narrowed(tab.view("people"), "人员")

    def registers(self, tab: Any, name: str) -> Iterator[str]:
        for index, register in enumerate(tab.registers):
            view = tab.bring(register.kind.key)
            yield f"{name}，{view.kind.title}"
            if view.editable and (index < _ALIKE or Person.select().exists()):
                view.new()
                yield f"{name}，新增{view.kind.title}"
                view.hide_form()

    def opened(self, view: Any, name: str) -> Iterator[str]:
        key = view.table.listing_model.key(0) if view.table.listing_model.rowCount() else None
        if key is not None and view.isVisible():
            view.table.select_key(key)
            view.editing.open(key)
            if view.form_shown:
                yield f"{name}，{view.kind.title}，表单"
                view.hide_form()

    def _narrowed(self, view: Any, name: str) -> Iterator[str]:
        column = next(column for column in view.kind.columns if column.filterable)
        view.filters.choose(column.title, [None])
        yield f"{name}，筛选到没有"
        view.filters.choose(column.title, [])
        view.table.selectAll()
        yield f"{name}，选中全部"

    # Windows of their own.

    def dialogs(self, folder: Path) -> Iterator[Stop]:
        """The dialogs that can be opened with this file, one after the other."""
        from every_dialog import dialogs

        for name, dialog in dialogs(self._launcher, folder):
            dialog.show()
            dialog.activateWindow()
            QTest.qWaitForWindowActive(dialog)
            settle()
            yield Stop(name, dialog)
            dialog.hide()
            dialog.deleteLater()
            self.window.activateWindow()
            QTest.qWaitForWindowActive(self.window)
            settle()


def opened(launcher: Any, size: tuple[int, int] = (1366, 768)) -> Tour:
    """The tour of the file that is open, the window being in front and of that size."""
    window = launcher.window
    window.showNormal()  # the screen of the tests is so small that the window has filled it
    window.resize(*size)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    settle()
    return Tour(launcher)


def described(widget: QWidget) -> str:
    """What a control is, for the sentences of a failing test."""
    words = widget.accessibleName() or getattr(widget, "text", str)()
    spot = widget.mapTo(widget.window(), QPoint(0, 0))
    return f"{type(widget).__name__} “{words}” {spot.x()},{spot.y()} {widget.width()}×{widget.height()}"
