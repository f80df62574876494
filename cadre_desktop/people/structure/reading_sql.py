"""The one statement that reads what everybody was on a day, from dated facts and, where these say nothing, the
person's own row.

Parameters: ?1 is the day, ?2 today (both ISO text). A fact that may hold is put into one text of fixed parts, so that
the newest of several is the greatest text: 10 characters of its day, one of its source, 19 of its key, 19 each of
court and department, 3 of the level, and the post.

Post: the newest of 任职经历 that cover the day, changes of post decided by then and the row's own post since its month.
One that was decided before a post that has ended since is over with it. Where there is none, the old post of the next
change; then the row's, if nobody knows since when and nothing later is known.
Court and department: the newest of the same facts. From today on the row itself is such a fact of today. Where there is
none, where the next change came from; then the row.
On the staff: the newest of movements and of the row's status since its day; then what the next movement lets conclude;
then the row. Nobody is before the month of joining.
"""

from cadre_desktop.kit.codes import CodeTable
from cadre_desktop.kit.store.dialect import greater
from cadre_desktop.people.rules import PersonStatus, Sex, StaffCategory

DATED, ASSUMED, UNKNOWN = range(3)
"""On what a fact rests: a dated record, the person's own row (or a later record) without a date, nothing."""

_ROW, _MOVED, _APPOINTED, _HELD = "0123"
_POST_FROM, _LEVEL_FROM, _DEPARTMENT_FROM, _COURT_FROM = 72, 69, 50, 31
_GONE = ", ".join(f"'{status}'" for status in PersonStatus if not status.on_staff)


def _key(value: str) -> str:
    return f"substr('0000000000000000000' || coalesce({value}, 0), -19)"


def _candidate(day: str, source: str, key: str, court: str, department: str, level: str, post: str) -> str:
    return (
        f"{day} || '{source}' || {_key(key)} || {_key(court)} || {_key(department)}"
        f" || substr({level} || '   ', 1, 3) || {post}"
    )


def _newest(*candidates: str) -> str:
    found = "''"
    for candidate in candidates:
        found = greater(found, f"coalesce({candidate}, '')")
    return found


def _number(text: str, start: int) -> str:
    return f"CAST(substr({text}, {start}, 19) AS INTEGER)"


def _index(name: str, table: CodeTable) -> str:
    """A code as its number in the table, from 1; 0 for none."""
    whens = " ".join(f"WHEN '{item.value}' THEN {number}" for number, item in enumerate(table, 1))
    return f"CASE {name} {whens} ELSE 0 END"


_COVERS = "(ends IS NULL OR ends >= ?1)"


def _latest(fact: str) -> str:
    return f"max(CASE WHEN {fact} <> '' AND starts <= ?1 AND {_COVERS} THEN starts || {_key('id')} || {fact} END)"


def _decided(fact: str) -> str:
    return f"max(CASE WHEN {fact} <> '' AND decided <= ?1 THEN decided || {_key('id')} || {fact} END)"


_HELD_ROWS = f"""
    SELECT person_id p,
        max(CASE WHEN post <> '' AND starts <= ?1 AND {_COVERS} THEN
            {_candidate("starts", _HELD, "id", "court_id", "0", "post_level", "post")} END) covering,
        max(CASE WHEN court_id IS NOT NULL AND starts <= ?1 AND {_COVERS} THEN
            {_candidate("starts", _HELD, "id", "court_id", "0", "''", "''")} END) org,
        max(CASE WHEN post <> '' AND ends < ?1 THEN starts END) ended,
        min(CASE WHEN post <> '' AND starts > ?1 THEN starts END) later,
        max(CASE WHEN post = '' AND post_level <> '' AND starts <= ?1 AND {_COVERS}
            THEN starts || {_key("id")} || post_level END) level,
        {_latest("rank")} rank, min(CASE WHEN rank <> '' AND starts > ?1 THEN starts END) later_rank,
        {_latest("judge_grade")} grade, min(CASE WHEN judge_grade <> '' AND starts > ?1 THEN starts END) later_grade
    FROM post_held GROUP BY person_id"""

_APPOINTED_ROWS = f"""
    SELECT person_id p,
        max(CASE WHEN decided <= ?1 THEN
            {_candidate("decided", _APPOINTED, "id", "court_id", "department_id", "post_level", "new_post")}
            END) latest,
        max(CASE WHEN decided <= ?1 AND court_id IS NOT NULL THEN
            {_candidate("decided", _APPOINTED, "id", "court_id", "department_id", "''", "''")} END) org,
        max(CASE WHEN decided <= ?1 AND department_id IS NOT NULL THEN
            {_candidate("decided", _APPOINTED, "id", "court_id", "department_id", "''", "''")} END) department,
        min(CASE WHEN decided > ?1 THEN
            {_candidate("decided", _APPOINTED, "id", "from_court_id", "0", "''", "old_post")} END) following,
        min(CASE WHEN decided > ?1 AND court_id IS NOT NULL THEN
            {_candidate("decided", _APPOINTED, "id", "from_court_id", "department_id", "''", "court_id")} END) next_org,
        {_decided("rank")} rank, min(CASE WHEN rank <> '' AND decided > ?1 THEN decided END) later_rank,
        {_decided("judge_grade")} grade,
        min(CASE WHEN judge_grade <> '' AND decided > ?1 THEN decided END) later_grade
    FROM appointment WHERE carried_out GROUP BY person_id"""

_MOVED_ROWS = f"""
    SELECT person_id p,
        max(CASE WHEN moved <= ?1 THEN moved || '{_MOVED}' || {_key("id")} || (direction = 'in') END) latest,
        min(CASE WHEN moved > ?1 THEN moved || {_key("id")} || (direction = 'in') END) following,
        max(CASE WHEN moved <= ?1 AND direction = 'in' AND court_id IS NOT NULL THEN
            {_candidate("moved", _MOVED, "id", "court_id", "0", "''", "''")} END) org
    FROM movement GROUP BY person_id"""

_ROW_SINCE = "nullif(p.post_since, '') || '-01'"
_MERGED = f"""
    SELECT p.*, h.covering, h.org held_org, h.ended, h.later, h.level held_level,
        {_newest("h.rank", "a.rank")} dated_rank, coalesce(h.later_rank, a.later_rank) later_rank,
        {_newest("h.grade", "a.grade")} dated_grade, coalesce(h.later_grade, a.later_grade) later_grade,
        m.latest moved, m.following moves, m.org moved_org,
        a.latest, a.org appointed_org, a.department appointed_department, a.following, a.next_org,
        CASE WHEN p.post <> '' AND {_ROW_SINCE} <= ?1
            AND (h.ended IS NULL OR p.post_since > substr(h.ended, 1, 7))
            AND coalesce(substr(h.later, 1, 7), '') <> p.post_since
            AND coalesce(substr(a.following, 1, 7), '') <> p.post_since
            THEN {_candidate(_ROW_SINCE, _ROW, "0", "p.court_id", "0", "''", "p.post")} END own,
        CASE WHEN h.ended IS NULL OR a.latest > h.ended || '9' THEN a.latest END appointed
    FROM person p LEFT JOIN held h ON h.p = p.id LEFT JOIN appointed a ON a.p = p.id
    LEFT JOIN moved_rows m ON m.p = p.id"""


def _org(now: bool) -> str:
    row = _candidate("?2", _ROW, "0", "court_id", "department_id", "''", "''") if now else "''"
    return _newest("held_org", "appointed_org", "moved_org", row)


def _chosen(now: bool) -> str:
    """Everything of `_MERGED` with the newest fact about the post and about the court."""
    old = (
        f"following <> '' AND substr(following, {_POST_FROM}) <> ''"
        " AND (later IS NULL OR later >= substr(following, 1, 10))"
    )
    return f"""
    SELECT *, {_newest("covering", "appointed", "own")} newest, {_org(now)} org,
        CASE WHEN {old} THEN substr(following, {_POST_FROM}) ELSE '' END old_post,
        post <> '' AND coalesce(post_since, '') = '' AND later IS NULL AND following IS NULL still,
        ended IS NULL AND (post <> '' OR later IS NOT NULL OR following IS NOT NULL) known_elsewhere
    FROM merged"""


_RESOLVED = f"""
    SELECT *,
        CASE WHEN newest <> '' THEN substr(newest, {_POST_FROM}) WHEN old_post <> '' THEN old_post
            WHEN still THEN post ELSE '' END post_then,
        CASE WHEN newest <> '' OR old_post <> '' THEN {DATED} WHEN still THEN {ASSUMED}
            WHEN known_elsewhere THEN {UNKNOWN} ELSE {DATED} END post_basis,
        CASE WHEN newest <> '' AND substr(newest, {_LEVEL_FROM}, 3) <> '   '
            THEN trim(substr(newest, {_LEVEL_FROM}, 3)) ELSE coalesce(substr(held_level, 30), '') END level_then,
        CASE WHEN org <> '' THEN {_number("org", _COURT_FROM)}
            WHEN {_number("next_org", _COURT_FROM)} > 0 THEN {_number("next_org", _COURT_FROM)}
            ELSE court_id END court_then,
        org <> '' OR coalesce({_number("next_org", _COURT_FROM)}, 0) > 0 court_dated
    FROM chosen"""


def _department(now: bool) -> str:
    """The department in the court of then: of the last change that named one, of the next, of the row."""
    row = _candidate("?2", _ROW, "0", "court_id", "department_id", "''", "''") if now else "''"
    last = _newest("appointed_department", row)
    return f"""
    SELECT *, CASE
            WHEN {_number(last, _COURT_FROM)} = court_then THEN {_number(last, _DEPARTMENT_FROM)}
            WHEN CAST(substr(next_org, {_POST_FROM}) AS INTEGER) = court_then
                THEN {_number("next_org", _DEPARTMENT_FROM)}
            WHEN next_org IS NULL AND court_id = court_then THEN coalesce(department_id, 0) ELSE 0 END department_then,
        CASE WHEN {_number(last, _COURT_FROM)} = court_then THEN {DATED}
            WHEN CAST(substr(next_org, {_POST_FROM}) AS INTEGER) = court_then THEN {ASSUMED}
            WHEN next_org IS NULL AND court_id = court_then THEN {ASSUMED} ELSE {UNKNOWN} END department_basis
    FROM resolved"""


def _staff(now: bool) -> str:
    """Whether somebody is on the staff: 1, 0, or 2 for who has left nobody knows when."""
    gone = f"status IN ({_GONE})"
    event = f"CASE WHEN status_since <= ?1 THEN status_since || '{_HELD}' || NOT {gone} END"
    if now:
        event = (
            f"CASE WHEN NOT {gone} THEN ?2 || '{_HELD}1' WHEN status_since IS NULL THEN ?2 || '{_HELD}0'"
            f" WHEN status_since <= ?1 THEN status_since || '{_HELD}0' END"
        )
    joined = "coalesce(joined_court, joined_work, '') > substr(?1, 1, 7)"
    return f"""
    SELECT *, CASE WHEN newest_event <> '' THEN CAST(substr(newest_event, -1) AS INTEGER)
            WHEN substr(moves, -1) = '1' OR {joined} THEN 0 WHEN moves <> '' THEN 1
            WHEN {gone} AND status_since IS NULL THEN 2 ELSE 1 END on_staff
    FROM (SELECT *, {_newest(event, "moved")} newest_event FROM with_department)"""


def _dated_code(fact: str, held: str, later: str) -> tuple[str, str]:
    """A rank or grade of then, and on what it rests."""
    then = f"CASE WHEN {held} <> '' THEN substr({held}, 30) WHEN {later} IS NULL THEN {fact} ELSE '' END"
    basis = (
        f"CASE WHEN {held} <> '' THEN {DATED} WHEN {later} IS NOT NULL THEN {UNKNOWN}"
        f" WHEN {fact} <> '' THEN {ASSUMED} ELSE {DATED} END"
    )
    return then, basis


_BORN = "coalesce(CAST(substr(born, 1, 4) AS INTEGER) * 12 + CAST(substr(born, 6, 2) AS INTEGER) - 1, 0)"
_MONTH = "CAST(substr(newest, 1, 4) AS INTEGER) * 12 + CAST(substr(newest, 6, 2) AS INTEGER) - 1"
_RANK, _RANK_BASIS = _dated_code("rank", "dated_rank", "later_rank")
_GRADE, _GRADE_BASIS = _dated_code("judge_grade", "dated_grade", "later_grade")

NUMBERS = {
    "keys": "id",
    "court": "court_then",
    "department": "department_then",
    "sex": _index("sex", Sex.table()),
    "born": _BORN,
    "ethnic": "CAST(ethnic AS INTEGER)",
    "category": _index("category", StaffCategory.table()),
    "quota": "quota_judge",
    "on_staff": "on_staff",
    "court_basis": f"CASE WHEN court_dated THEN {DATED} ELSE {ASSUMED} END",
    "department_basis": "department_basis",
    "post_basis": "post_basis",
    "rank_basis": _RANK_BASIS,
    "grade_basis": _GRADE_BASIS,
    "post_since": "CASE WHEN newest <> '' THEN " + _MONTH + " ELSE 0 END",
    "differs": "post <> '' AND post_then <> post",
}
TEXTS = {
    "post": "post_then",
    "level": "level_then",
    "rank": _RANK,
    "grade": _GRADE,
    "education": "education",
    "political": "political",
    "employment": "employment",
}


def statement(now: bool, which: str = "1") -> str:
    """The rows of everybody who meets `which` (on ``person``), by key; `now`: the day is today or later."""
    columns = ", ".join(f"{sql} AS f_{name}" for name, sql in {**NUMBERS, **TEXTS}.items())
    return f"""
    WITH held AS ({_HELD_ROWS}), appointed AS ({_APPOINTED_ROWS}),
    moved_rows AS ({_MOVED_ROWS}), merged AS ({_MERGED} WHERE {which} AND ?2 <> ''),
    chosen AS ({_chosen(now)}), resolved AS ({_RESOLVED}), with_department AS ({_department(now)}),
    staff AS ({_staff(now)})
    SELECT {columns} FROM staff"""
