"""Papers set up in the preview, and drafts that hand something out only when they are printed or saved."""

from dataclasses import replace

import pytest

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.jobs import InlineJobs, Progress
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.pages.preview import Preview
from cadre_desktop.kit.qt.pages.relaying import Relayable
from cadre_desktop.kit.qt.talk.settings import FileSettings

COLUMNS = [RosterColumn("姓名", 30, name=True), RosterColumn("单位", 60, parts=()), RosterColumn("职务", 30)]
ROWS = [("王祯", "青山法院", "庭长"), ("李静", "昆区法院", "书记员")]


@pytest.fixture
def settings(tmp_path):
    return FileSettings(tmp_path / "settings.json")


@pytest.fixture
def notices():
    return RecordedNotices()


@pytest.fixture
def shown(qtbot, tmp_path, notices):
    """Shows what is behind a paper, laid out as it is remembered."""
    previews = []

    def show(relayable):
        path = tmp_path / "花名册.pdf"
        relayable.lay_out(path, Progress())
        preview = Preview(path, "花名册", InlineJobs(), notices, relayable=relayable)
        qtbot.addWidget(preview)
        preview.show()
        previews.append(preview)
        return preview

    yield show
    for preview in previews:
        preview.close_pages()


def roster(settings, key="people"):
    def write(path, setup, _progress):
        return print_arranged(path, Roster("花名册", COLUMNS), ROWS, setup)

    return Relayable(write, key, settings)


def words(preview):
    with Pages(preview._path) as pages:
        return ["".join(pages.text(number).split()) for number in range(len(pages))]


def test_the_pages_follow_what_is_chosen_beside_them(shown, settings):
    preview = shown(roster(settings))
    assert preview.canvas.count == 1
    preview.panel.boxes["pages"].set_value("单位")
    preview.panel.boxes["pages"].changed.emit()
    assert preview.canvas.count == 2
    preview.panel.columns["职务"].click()
    assert all("职务" not in page for page in words(preview))
    preview.panel.title.setText("参会名单")
    preview.panel.title.editingFinished.emit()
    assert all("参会名单" in page for page in words(preview))
    assert preview.save_action.isEnabled()


def test_what_was_chosen_is_remembered_for_papers_of_that_kind(shown, settings):
    shown(roster(settings)).panel.columns["职务"].click()
    again = shown(roster(settings))
    assert "职务" not in words(again)[0] and not again.panel.columns["职务"].isChecked()
    assert "职务" in words(shown(roster(settings, "courses")))[0]


def test_the_usual_comes_back_by_one_button(shown, settings):
    preview = shown(roster(settings))
    preview.panel.columns["职务"].click()
    preview.panel.title.setText("参会名单")
    preview.panel.title.editingFinished.emit()
    preview.panel.usual.click()
    (page,) = words(preview)
    assert "职务" in page and "花名册" in page and preview.panel.title.text() == "花名册"


def test_the_last_column_stays(shown, settings):
    panel = shown(roster(settings)).panel
    panel.columns["职务"].click()
    panel.columns["单位"].click()
    assert not panel.columns["姓名"].isEnabled()


def test_only_one_file_lies_on_the_disk(shown, settings, tmp_path):
    preview = shown(roster(settings))
    for _time in range(3):
        preview.panel.columns["职务"].click()
    assert [path.name for path in tmp_path.glob("*.pdf")] == [preview._path.name]


def test_beside_a_low_screen_the_choices_scroll(shown, settings):
    """1366 × 768 at 150 % leaves 512 px for the window and its title."""
    preview = shown(roster(settings))
    assert preview.panel.minimumSizeHint().height() > 300
    assert preview.minimumSizeHint().height() < 300


def test_a_paper_without_choices_has_no_panel(shown):
    def write(path, _setup, _progress):
        print_arranged(path, Roster("花名册", COLUMNS), ROWS)
        return PaperOffer()

    assert shown(Relayable(write)).panel is None


def test_a_layout_that_is_refused_is_said_and_the_pages_stay(shown, settings, notices):
    relayable = roster(settings)
    preview = shown(relayable)

    def refuse(_path, _setup, _progress):
        raise Refused("标题太长，请缩短。")

    relayable.write = refuse
    preview.panel.columns["职务"].click()
    assert notices.texts == ["标题太长，请缩短。"]
    assert preview.canvas.count == 1


def test_what_is_to_be_known_before_printing_is_above_the_pages_and_follows_what_is_chosen(shown, settings):
    def write(path, setup, _progress):
        found = print_arranged(path, Roster("花名册", COLUMNS), ROWS, setup)
        return replace(found, warning="" if "职务" in setup.left_out else "李静没有职务。")

    preview = shown(Relayable(write, "people", settings, remark="供核对。"))
    assert preview.remark.text() == "供核对。\n李静没有职务。" and preview.remark.isVisible()
    preview.panel.columns["职务"].click()
    assert preview.remark.text() == "供核对。"
