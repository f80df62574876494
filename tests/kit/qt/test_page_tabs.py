from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cadre_desktop.kit.qt.look.page_tabs import FrontTabs


def page(width, height):
    made = QWidget()
    made.setMinimumSize(width, height)
    return made


def test_tabs_need_no_more_than_the_page_in_front(qtbot):
    tabs = FrontTabs()
    qtbot.addWidget(tabs)
    assert tabs.minimumSizeHint().height() >= 0  # also without any page
    for name, size in (("大", (600, 500)), ("小", (90, 70))):
        tabs.addTab(page(*size), name)
    tabs.show()
    large = tabs.minimumSizeHint()
    assert large.height() >= 500 and large.width() >= 600
    tabs.setCurrentIndex(1)
    small = tabs.minimumSizeHint()
    assert 70 <= small.height() < 500 and small.width() < 600
    assert large.height() - small.height() == 500 - 70  # what the tabs need stays


def test_what_is_around_follows_the_page_in_front(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    tabs = FrontTabs()
    QVBoxLayout(around).addWidget(tabs)
    tabs.addTab(page(90, 70), "小")
    tabs.addTab(page(90, 300), "大")
    around.show()
    QApplication.processEvents()
    before = around.minimumSizeHint().height()
    tabs.setCurrentIndex(1)
    QApplication.processEvents()
    assert around.minimumSizeHint().height() == before + 230
    tabs.currentWidget().setMinimumHeight(400)
    for _round in range(5):
        QApplication.processEvents()
    assert around.minimumSizeHint().height() == before + 330
