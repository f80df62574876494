"""Papers of an event that name nobody: what people thought of it, the sheet on which they say so, and its photos."""

from pathlib import Path

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, Paper
from cadre_desktop.kit.documents.roster import Roster, page_footer
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.typesetting import Style
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store import attachments
from cadre_desktop.welfare.common.evaluating import ANSWERS, evaluation_of
from cadre_desktop.welfare.records import WelfareEvent

_PHOTOS = (".jpg", ".jpeg", ".png")
_MARGIN, _TOP, _GAP, _ACROSS, _DOWN, _CAPTION = 18.0, 34.0, 6.0, 2, 3, 7.0
_TITLE, _WORDS = Style(Role.TITLE, 20), Style(Role.SONG, 10)


def print_results(path: Path, event: WelfareEvent, setup: Setup | None = None) -> PaperOffer:
    """What people thought of an event. Returns what there was to choose; raises Refused where nothing was keyed."""
    found = [one for one in evaluation_of(event) if one.sheets]
    if not found:
        raise Refused(_("“{event}”还没有登记评价，请先按“评价”填票数。").format(event=event.title))
    roster = Roster(
        title=_("{event}评价结果").format(event=event.title),
        columns=[
            RosterColumn(_("评价项目"), 56),
            *(RosterColumn(_(answer), 22, "centre") for answer in ANSWERS),
            RosterColumn(_("满意率"), 22, "centre"),
        ],
        date=event.starts.isoformat() if event.starts else "",
        notes=_("收回 {sheets} 份；满意率为很满意、满意之和。").format(sheets=max(one.sheets for one in found)),
    )
    return print_arranged(path, roster, [(one.question, *map(str, one.counts), one.satisfied) for one in found], setup)


def print_blank(path: Path, event: WelfareEvent, setup: Setup | None = None) -> PaperOffer:
    """The sheet on which somebody says what he thinks, without a name. Returns what there was to choose."""
    roster = Roster(
        title=_("{event}评价表").format(event=event.title),
        columns=[RosterColumn(_("评价项目"), 60), *(RosterColumn(_(answer), 26, "centre") for answer in ANSWERS)],
        details=[_("请在同意的一栏打√。不用写姓名。")],
        notes=_("意见和建议："),
        row=14,
        signers=(),
    )
    return print_arranged(path, roster, [(one.question, *([""] * len(ANSWERS))) for one in evaluation_of(event)], setup)


def print_photos(path: Path, event: WelfareEvent) -> PaperOffer:
    """The photos attached to an event, six on a page with their remarks, in the order in which they were added.

    Raises Refused where there are none.
    """
    rows = [row for row in attachments.of(WelfareEvent, event.id) if row.name.lower().endswith(_PHOTOS)]
    if not rows:
        raise Refused(_("“{event}”还没有照片，请先在附件里添加 JPG 或 PNG 照片。").format(event=event.title))
    title = _("{event}照片").format(event=event.title)
    paper = Paper(title, footer=page_footer(title))
    width = (A4[0] - 2 * _MARGIN - (_ACROSS - 1) * _GAP) / _ACROSS
    height = (A4[1] - _TOP - 20 - (_DOWN - 1) * _GAP) / _DOWN
    for number, row in enumerate(rows):
        if number % (_ACROSS * _DOWN) == 0:
            page = paper.page()
            page.fitted(A4[0] / 2, 24, title, _TITLE, A4[0] - 2 * _MARGIN, "centre")
        x = _MARGIN + number % _ACROSS * (width + _GAP)
        y = _TOP + number // _ACROSS % _DOWN * (height + _GAP)
        try:
            page.picture(attachments.content(row), x, y, width, height - _CAPTION)
        except Unclear as unclear:
            raise Refused(_("照片“{name}”读不出来：{why}").format(name=row.name, why=unclear)) from unclear
        page.fitted(x + width / 2, y + height - 1.5, row.remark or Path(row.name).stem, _WORDS, width, "centre")
    paper.save(path)
    return PaperOffer(title, pages=paper.pages)
