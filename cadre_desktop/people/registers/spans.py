"""What facts from one day to another have in common."""

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem


def ends_too_early(values: Values, starts: str = "starts", ends: str = "ends") -> list[Problem]:
    """A problem of the field `ends` where it lies before `starts`."""
    first, last = values.get(starts), values.get(ends)
    return [Problem(_("结束日期早于开始日期，请核对。"), field=ends)] if first and last and last < first else []
