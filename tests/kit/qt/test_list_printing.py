"""A list printed from the window: what is on the screen, no more and no less."""

import pypdfium2
from list_toys import PLAYER, Player, Team, fill

from cadre_desktop.kit.qt.lists.kind_view import KindView


def test_what_is_printed_is_what_is_on_the_screen(qtbot, toy_desk):
    """The columns in their order, the rows that filters leave, in the order chosen; protected ones never."""
    fill(toy_desk.store, 12)
    made = KindView(toy_desk, PLAYER, title="队员")
    qtbot.addWidget(made)
    made.show()
    columns = made.table.columns
    for column in PLAYER.columns:
        columns.set_visible(column, column.title in {"姓名", "分数", "证号", "入队日期"})
    columns.sort_by(PLAYER.column(Player.points), True)
    made.filters.choose("队", [Team.get(Team.title == "木工甲队").id])
    made.commands.print.trigger()
    document = pypdfium2.PdfDocument(toy_desk.shown[-1][0])
    lines = document[0].get_textpage().get_text_bounded().split()
    document.close()
    shown = [title for title in lines if title in {"姓名", "分数", "证号", "入队日期", "行会", "状态"}]
    assert shown == [c.title for c in columns.visible if c.title != "证号"]
    assert [word for word in lines if word.startswith("队员0")] == [
        f"队员{number:05}" for number in (10, 8, 6, 4, 2, 0)
    ]
    assert "按分数排序。" in "".join(lines) and "范围：队：木工甲队" in "".join(lines)
