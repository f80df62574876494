"""走访慰问 on the screen."""

from cadre_desktop.desk import Desk
from cadre_desktop.welfare.comfort.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage


class ComfortPage(CarePage):
    """走访慰问."""

    def __init__(self, desk: Desk):
        super().__init__(desk, CARE)
