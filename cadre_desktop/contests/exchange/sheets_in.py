"""Taking in how far the sheets of paper have come: the totals on them, and who keyed, confirmed and keyed them
again."""

from collections import defaultdict
from typing import Any

from cadre_desktop.contests.actions.confirming import EventSheets
from cadre_desktop.contests.exchange.people_in import entrants_of, judges_of
from cadre_desktop.contests.exchange.settings_in import NamedElsewhere
from cadre_desktop.contests.records import Event, ScoreSheet
from cadre_desktop.contests.results import TrackRules, rules_of
from cadre_desktop.contests.sheets import SheetKey, reopen_sheets
from cadre_desktop.kit.intake.clean import NOTHING
from cadre_desktop.kit.intake.sheets.book import ContractRow, ContractTable
from cadre_desktop.kit.intake.sheets.merging import MergeState, MergeTally, RecordMerge, at
from cadre_desktop.kit.intake.sheets.names import NamedPeople, Unfit
from cadre_desktop.kit.language import _

_FIELDS = ("paper_total", "keyed_by", "confirmed_by", "confirmed_on", "second_by", "second_on")


def take_sheets(held: NamedElsewhere, table: ContractTable, tally: MergeTally) -> None:
    """Take in all rows of the sheet 评分表.

    A sheet that cannot be confirmed (marks are missing, the total on paper is another) is reported, and left
    unconfirmed.
    """
    if not table.rows:
        return
    meant = _SheetsMeant(held)
    known = ScoreSheet.select().join(Event).where(Event.contest == held.contest)
    merge = RecordMerge(ScoreSheet, known, lambda values: (values["event"], values["entrant"], values["judge"]))
    confirmed: dict[int, dict[SheetKey, int]] = defaultdict(dict)

    def take(row: ContractRow) -> MergeState:
        event, entrant, judge = meant.of(row)
        given = {name: row.values[name] for name in _FIELDS if name in row.values}
        state = merge.take(row.number, {"event": event, "entrant": entrant, "judge": judge, **given}, {})
        if given.get("confirmed_by"):
            confirmed[event][entrant, judge] = row.number
        return state

    tally.each(table, take)
    merge.write()
    for event, sheets in confirmed.items():
        _reopen_unfit(Event.by_key(event), sheets, table, tally)


def _reopen_unfit(event: Event, confirmed: dict[SheetKey, int], table: ContractTable, tally: MergeTally) -> None:
    sheets = EventSheets(event, {entrant for entrant, _judge in confirmed})
    expected, unfit = set(sheets.sheet_keys()), []
    for sheet_key, number in confirmed.items():
        wrong = sheets.hindrance(sheet_key) if sheet_key in expected else _("这张评分表不在应评之列。")
        if wrong:
            unfit.append(sheet_key)
            text = _("没有记为已确认：{problem}").format(problem=wrong)
            tally.findings.tell(table.problem(number, "confirmed_by", text))
    reopen_sheets(event.id, unfit)


class _SheetsMeant:
    """Which sheet a row is about; what each track holds is read once."""

    def __init__(self, held: NamedElsewhere):
        self._held = held
        self._tracks: dict[int, tuple[TrackRules, NamedPeople]] = {}
        self._panels: dict[tuple[int, ...], NamedPeople] = {}

    def of(self, row: ContractRow) -> tuple[int, int, int | None]:
        """Event, entrant and judge. Raises Unfit at the column that names nobody, or nobody who marks there."""
        track = self._held.the_track(row)
        event = self._held.event(self._held.title(row.text("event")), track)
        if track not in self._tracks:
            self._tracks[track] = rules_of(track), entrants_of(track)
        rules, people = self._tracks[track]
        if event in rules.blind:
            text = _("“{event}”是匿名评审，还没有拆封匹配：评分表不能导入。")
            raise Unfit("event", text.format(event=rules.event(event).name))
        entrant: int = at("entrant", people.get, row.text("entrant"))
        judge = self._judge(rules, event, row.text("judge"))
        return event, entrant, judge

    def _judge(self, rules: TrackRules, event: int, text: str) -> int | None:
        if text in NOTHING:
            if all(line.by_judges for line in rules.event(event).criteria):
                raise Unfit("judge", _("这个项目没有测量成绩，请填写评委。"))
            return None
        panel = rules.panels[event]
        if panel not in self._panels:
            self._panels[panel] = judges_of(self._held.contest, panel)
        found: Any = at("judge", self._panels[panel].get, text)
        return int(found)
