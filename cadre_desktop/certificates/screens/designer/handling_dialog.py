"""What mouse and keys do in the designer, to be looked up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from cadre_desktop.certificates.screens.designer.design_commands import DesignCommands
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.sizing import resize_dialog_within_screen

_ROW = 30
"""Px of a row with one line of text, at least."""
HANDLING = (
    (N_("选中"), N_("点一下；Shift 或 Ctrl 再点加选；在空白处拖出方框选多个；Tab 依次选，Ctrl+Tab 离开版面")),
    (N_("移动"), N_("拖动；方向键 0.5 毫米，Shift+方向键 5 毫米，Ctrl+方向键 0.1 毫米；右侧直接填毫米")),
    (N_("拖动时"), N_("自动对齐边、中线和页边距；按住 Shift 只横或只竖，Alt 不对齐，Ctrl 复制一份")),
    (N_("改大小"), N_("拖四角和四边；照片、图片按原比例，按住 Shift 相反")),
    (N_("旋转"), N_("拖上方的圆点；按住 Shift 每 15 度一停")),
    (N_("改文字"), N_("双击，或按 F2；Esc 回到版面")),
    (N_("缩放"), N_("Ctrl+滚轮；按住鼠标中键拖动版面")),
    (N_("放弃"), N_("拖动中按 Esc 回到原处")),
    (N_("菜单"), N_("Alt+I 插入，Alt+A 排列，再按括号里的字母；右键或菜单键")),
)


class HandlingDialog(QDialog):
    """The handling, and below it the commands that have keys."""

    def __init__(self, commands: DesignCommands, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(_("设计证书的操作方法"))
        keyed = [(action.iconText(), commands.keys(key)) for key, action in commands.actions.items()]
        rows = [(_(what), _(how)) for what, how in HANDLING] + [each for each in keyed if each[1]]
        self.table = QTableWidget(len(rows), 2)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setHorizontalHeaderLabels((_("做什么"), _("怎么做")))
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setMinimumSectionSize(_ROW)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        close = QPushButton(_("关闭"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(self.table)
        foot = row_in(box)
        foot.addStretch()
        foot.addWidget(close)
        resize_dialog_within_screen(self, 640, 560)
        self.table.setColumnWidth(0, 110)
