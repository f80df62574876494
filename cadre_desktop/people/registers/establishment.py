"""编制和职数: how many posts a court is authorised to have, and how many of them are judges'."""

from datetime import date

from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CountField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court


class Establishment(Record):
    """What a court has been authorised since a day: posts (编制), judges' quota (员额), posts of heads and deputies
    (中层领导职数); `rank_posts` is what the shares of ranks are reckoned of (职级职数基数), the authorised posts unless
    given.
    """

    court = link(Court)
    since = RequiredDateField()
    authorised = CountField()
    judges_quota = CountField()
    leaders = CountField()
    rank_posts = CountField()
    document_number = TextField()
    notes = TextField(long=True)

    named = (court, since)

    class Meta:
        indexes = ((("court", "since"), True),)


def vet_establishment(values: Values) -> list[Problem]:
    """Neither judges nor heads are more than there are posts."""
    posts = values.get("authorised")
    problems = []
    for name, words in (("judges_quota", _("员额数")), ("leaders", _("中层职数"))):
        count = values.get(name)
        if posts is not None and count is not None and count > posts:
            text = _("{what} {count} 多于编制数 {posts}，请核对。")
            problems.append(Problem(text.format(what=words, count=count, posts=posts), field=name))
    return problems


def establishment_on(court: int, day: date) -> Establishment | None:
    """What holds for a court (key) on a day: the latest that began by then."""
    query = Establishment.select().where(Establishment.court == court, Establishment.since <= day)
    found: Establishment | None = query.order_by(Establishment.since.desc()).first()
    return found


ESTABLISHMENTS = Register(
    Kind(
        Establishment,
        "establishments",
        "编制职数",
        columns=(
            Column(Establishment.court, "法院", also=("单位",), filterable=True, roster_mm=56),
            Column(Establishment.since, "起始日期", also=("核定日期", "生效日期"), roster_mm=24),
            Column(Establishment.authorised, "编制数", also=("核定编制", "编制"), roster_mm=22),
            Column(Establishment.judges_quota, "员额数", also=("法官员额", "员额"), roster_mm=22),
            Column(Establishment.leaders, "中层职数", also=("领导职数", "中层领导职数"), roster_mm=22),
            Column(Establishment.rank_posts, "职级职数基数", also=("职级基数",), in_table=False, hint="不填按编制数"),
            Column(Establishment.document_number, "文号", also=("依据",), in_table=False),
            Column(Establishment.notes, "备注", in_table=False),
        ),
        order=(Establishment.court, Establishment.since.desc()),
        identity=((Establishment.court, Establishment.since),),
        vet=vet_establishment,
        icon="people",
        workbook=N_("编制职数"),
    ),
    section=N_("人员机构"),
)
