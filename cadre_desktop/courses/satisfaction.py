"""Anonymous feedback of a course as percentages, from the tallies that were keyed from paper."""

from dataclasses import dataclass

from cadre_desktop.courses.records import Course
from cadre_desktop.courses.registers.feedback import FeedbackTally


@dataclass(frozen=True)
class Satisfaction:
    """How many sheets gave each answer to one question, the best answer first."""

    question: str
    counts: tuple[int, int, int, int]
    remarks: str = ""

    @property
    def sheets(self) -> int:
        """How many sheets answered it."""
        return sum(self.counts)

    @property
    def shares(self) -> tuple[int, int, int, int]:
        """The shares in tenths of a percent; together 1,000, the largest remainders rounded up, or all 0."""
        if not self.sheets:
            return 0, 0, 0, 0
        whole = [1000 * count // self.sheets for count in self.counts]
        rests = [1000 * count % self.sheets for count in self.counts]
        for index in sorted(range(4), key=lambda index: -rests[index])[: 1000 - sum(whole)]:
            whole[index] += 1
        first, second, third, fourth = whole
        return first, second, third, fourth

    @property
    def satisfied(self) -> int:
        """满意率: the share of 很满意 and 满意 together, in tenths of a percent."""
        return sum(self.shares[:2])


def satisfaction_of(course: Course) -> list[Satisfaction]:
    """The questions of a course in the order in which they were keyed."""
    rows = FeedbackTally.select().where(FeedbackTally.course == course).order_by(FeedbackTally.id)
    return [
        Satisfaction(
            row.question, (row.very_good or 0, row.good or 0, row.fair or 0, row.poor or 0), row.remarks.strip()
        )
        for row in rows
    ]


def overall(found: list[Satisfaction]) -> Satisfaction | None:
    """All questions together; None where nobody has answered any."""
    counts = tuple(sum(one.counts[index] for one in found) for index in range(4))
    together = Satisfaction("", (counts[0], counts[1], counts[2], counts[3]))
    return together if together.sheets else None


def percent(tenths: int) -> str:
    """965 is 96.5%, 1000 is 100%."""
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"
