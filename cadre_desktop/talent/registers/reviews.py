"""年度评议: what the review of every year said of each member of a pool."""

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.kind import Column, Kind, through
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, RequiredDateField, TextField, YearField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.settling import settle_facts
from cadre_desktop.talent.records import Membership


class ReviewGrade(Code):
    """The grades of a yearly review; a court's own proposal, no rule prescribes them."""

    EXCELLENT = "excellent", N_("优秀"), "好"
    GOOD = "good", N_("良好"), "较好"
    FAIR = "fair", N_("一般"), "合格"
    POOR = "poor", N_("较差"), "不合格"

    @property
    def tone(self) -> Tone:
        tones: dict[ReviewGrade, Tone] = {
            ReviewGrade.EXCELLENT: "good",
            ReviewGrade.FAIR: "warning",
            ReviewGrade.POOR: "bad",
        }
        return tones.get(self, "neutral")


class YearlyReview(Record):
    """The review of one membership in one year."""

    membership = link(Membership, index=False)
    year = YearField(null=False, index=True)
    grade = CodeField(ReviewGrade.table(), required=True)
    day = RequiredDateField()
    remarks = TextField(long=True)

    named = (membership, year)

    class Meta:
        indexes = ((("membership", "year"), True),)


YEARLY_REVIEWS = Register(
    Kind(
        YearlyReview,
        "yearly-reviews",
        "年度评议",
        columns=(
            Column(YearlyReview.membership, "姓名", also=("干警姓名",), roster_mm=30),
            through(YearlyReview.membership, Membership.pool, "人才库", filterable=True),
            Column(YearlyReview.year, "年度", also=("年份",), filterable=True, roster_mm=16),
            Column(YearlyReview.grade, "评议等次", also=("等次", "评议结果"), filterable=True, roster_mm=20),
            Column(YearlyReview.day, "评议日期", also=("日期",), roster_mm=24),
            Column(YearlyReview.remarks, "评语", also=("意见", "备注"), roster_mm=70),
        ),
        order=(YearlyReview.year.desc(), YearlyReview.membership),
        identity=((YearlyReview.membership, YearlyReview.year),),
        settle=settle_facts,
        icon="check",
    ),
    section=N_("选育管用"),
)
