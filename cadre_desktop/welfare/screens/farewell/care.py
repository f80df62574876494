"""荣退 on the screen."""

from cadre_desktop.desk import Desk
from cadre_desktop.welfare.farewell.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage


class FarewellPage(CarePage):
    """荣退."""

    def __init__(self, desk: Desk):
        super().__init__(desk, CARE)
