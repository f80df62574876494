"""党内身份: party membership and offices in a branch from when to when; training hours of the party depend on them."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, DateField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts


class PartyRole(Code):
    """What somebody is in the party. `secretary` says whose yearly hours are those of branch secretaries."""

    PROBATIONARY = "probationary", N_("预备党员")
    MEMBER = "member", N_("党员"), "正式党员", "中共党员"
    COMMITTEE = "committee", N_("支部委员"), "支委", "组织委员", "宣传委员", "纪检委员"
    DEPUTY_SECRETARY = "deputy_secretary", N_("支部副书记"), "副书记"
    SECRETARY = "secretary", N_("支部书记"), "书记", "党支部书记"

    @property
    def secretary(self) -> bool:
        """Whether the hours of secretaries are meant."""
        return self is PartyRole.SECRETARY


class PartyStanding(Record):
    """One role in the party from `starts` to `ends` (both included; None: still)."""

    person = link(Person)
    role = CodeField(PartyRole.table(), required=True)
    branch = TextField()
    starts = RequiredDateField()
    ends = DateField()

    searched = (branch,)
    named = (person, role)


PARTY_STANDINGS = Register(
    Kind(
        PartyStanding,
        "party-standings",
        "党内身份",
        columns=(
            Column(PartyStanding.person, "姓名", also=("干警姓名",), roster_mm=24),
            Column(
                PartyStanding.role, "党内身份", also=("身份", "党内职务", "支部职务"), filterable=True, roster_mm=26
            ),
            Column(PartyStanding.branch, "所在支部", also=("支部", "党支部"), filterable=True, roster_mm=50),
            Column(PartyStanding.starts, "开始日期", also=("入党时间", "任职时间", "起始日期"), roster_mm=24),
            Column(PartyStanding.ends, "结束日期", also=("免职时间", "截止日期"), roster_mm=24, hint="现任的留空"),
        ),
        order=(PartyStanding.person, PartyStanding.starts.desc()),
        identity=((PartyStanding.person, PartyStanding.role, PartyStanding.starts),),
        vet=ends_too_early,
        settle=settle_facts,
        icon="people",
        workbook=N_("党内身份"),
    ),
    section=N_("个人档案"),
)
