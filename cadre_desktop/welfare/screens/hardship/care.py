"""困难帮扶 on the screen."""

from cadre_desktop.desk import Desk
from cadre_desktop.welfare.hardship.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage


class HardshipPage(CarePage):
    """困难帮扶."""

    def __init__(self, desk: Desk):
        super().__init__(desk, CARE)
