"""What is wrong with rounds when a whole file is checked. Nobody is named."""

from collections.abc import Iterator

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.examination.reading import batches_of, rounds_of
from cadre_desktop.welfare.rules import Attendance

_RETIRED = """
    SELECT count(*) FROM exam_batch b JOIN participant a ON a.event_id = b.event_id JOIN person p ON p.id = a.person_id
    JOIN welfare_event e ON e.id = b.event_id
    WHERE b.round_id = ? AND p.status = ? AND a.attendance = ?
    AND (p.status_since IS NULL OR p.status_since <= e.starts)
"""
_FOREIGN = """
    SELECT count(*) FROM exam_assignment x JOIN exam_package k ON k.id = x.package_id
    JOIN participant a ON a.id = x.participant_id
    WHERE k.round_id = ? AND NOT EXISTS (
        SELECT 1 FROM exam_batch b WHERE b.event_id = a.event_id AND b.round_id = k.round_id)
"""


def check_rounds() -> Iterator[str]:
    """Batches over their capacity, the retired in a round for those who serve, packages of another round."""
    for each in rounds_of(None):
        for batch in batches_of(each.id):
            if batch.capacity is not None and batch.taken > batch.capacity:
                words = _("体检批次“{batch}”名额 {capacity} 人，排了 {taken} 人，请移走 {over} 人或增加名额。")
                over = batch.taken - batch.capacity
                yield words.format(batch=batch.title, capacity=batch.capacity, taken=batch.taken, over=over)
        if not each.retired and (count := _retired(each.id)):
            words = _("“{title}”只安排在职人员，名单里有 {count} 人已退休，请移出或在体检轮次里勾选含退休人员。")
            yield words.format(title=each.title, count=count)
        if count := int(database.value(_FOREIGN, each.id)):
            words = _("“{title}”有 {count} 人的套餐不是他所在批次那一轮的，请重新定套餐。")
            yield words.format(title=each.title, count=count)


def _retired(exam_round: int) -> int:
    return int(database.value(_RETIRED, exam_round, PersonStatus.RETIRED.value, Attendance.INVITED.value))
