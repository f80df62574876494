"""A count that has no room is left out whole: 共 10… would be another number."""

import pytest

from cadre_desktop.kit.qt.fields.labels import TitleLabel


@pytest.mark.parametrize("width", range(10, 120, 5))
def test_a_number_is_never_cut(qtbot, width):
    label = TitleLabel("共 1,024 人 · 已报名 102 人", role="muted")
    qtbot.addWidget(label)
    label.resize(width, 20)
    shown = label.shown.removesuffix("…")
    whole = label.text()
    assert whole.startswith(shown)
    assert shown == whole or not (shown[-1:].isdigit() or shown.endswith(","))
