"""The calibrations of this computer: kept with its settings, since a printer is not the court's file."""

from cadre_desktop.certificates.overprinting.calibration import Calibrations
from cadre_desktop.kit.qt.talk.settings import Settings

_KEY = "overprinting"


def known_calibrations(settings: Settings) -> Calibrations:
    """What was measured on this computer."""
    return Calibrations.of(settings.get(_KEY, []))


def keep_calibrations(settings: Settings, calibrations: Calibrations) -> None:
    """Remember them."""
    settings.put(_KEY, calibrations.plain())
