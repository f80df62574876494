"""人员进出: who joined a court's staff and who left it, when and how."""

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.settling import settle_facts


class Direction(Code):
    """Whether somebody came or went."""

    IN = "in", N_("进"), "调入", "进入", "新进"
    OUT = "out", N_("出"), "调出", "离开", "减员"

    @property
    def tone(self) -> Tone:
        return "good" if self is Direction.IN else "neutral"


class MovementWay(Code):
    """How somebody came or went; `direction` says which of the two it is."""

    RECRUITED = "recruited", N_("考试录用"), "录用", "公务员录用", "招录"
    SELECTED = "selected", N_("遴选"), "公开遴选", "选调", "选调生"
    TRANSFERRED_IN = "transferred_in", N_("调任转任"), "转任", "调任"
    DEMOBILISED = "demobilised", N_("军转安置"), "军转", "军队转业安置"
    HIRED = "hired", N_("聘用"), "招聘"
    TRANSFERRED_OUT = "transferred_out", N_("调离"), "转出", "调往外单位"
    RESIGNED = "resigned", N_("辞职"), "辞去公职", "离职"
    RETIRED = "retired", N_("退休"), "离退休"
    DISMISSED = "dismissed", N_("辞退或开除"), "辞退", "开除", "解聘", "解除合同"
    DIED = "died", N_("去世"), "死亡", "病故"

    @property
    def direction(self) -> Direction:
        """Which way it leads."""
        coming = ("recruited", "selected", "transferred_in", "demobilised", "hired")
        return Direction.IN if self.value in coming else Direction.OUT


class Movement(Record):
    """One person's coming to a court or leaving it on a day. `other_unit` is the unit beyond: from where, to where."""

    person = link(Person)
    direction = CodeField(Direction.table(), required=True)
    way = CodeField(MovementWay.table())
    moved = RequiredDateField(index=True)
    court = link(Court, null=True)
    other_unit = TextField()
    document_number = TextField()
    notes = TextField(long=True)

    searched = (other_unit,)
    named = (person, moved)


def complete_movement(values: Values) -> Values:
    """The way gives the direction; the court is the person's own unless given."""
    values = dict(values)
    if values.get("way") and not values.get("direction"):
        values["direction"] = MovementWay(values["way"]).direction
    if values.get("person") and not values.get("court"):
        person = Person.get_or_none(Person.id == values["person"])
        values["court"] = person.__data__["court"] if person else None
    return values


def vet_movement(values: Values) -> list[Problem]:
    """Way and direction agree."""
    way, direction = values.get("way"), values.get("direction")
    if not way or not direction or MovementWay(way).direction == direction:
        return []
    text = _("“{way}”是{right}，进出却填了“{wrong}”，请核对。")
    words = {Direction.IN: _("进入"), Direction.OUT: _("离开")}
    said = text.format(
        way=_(MovementWay(way).label), right=words[MovementWay(way).direction], wrong=_(Direction(direction).label)
    )
    return [Problem(said, field="direction")]


MOVEMENTS = Register(
    Kind(
        Movement,
        "movements",
        "人员进出",
        columns=(
            Column(Movement.person, "姓名", also=("干警姓名",), roster_mm=22),
            Column(Movement.direction, "进出", also=("增减", "进/出"), filterable=True, roster_mm=14),
            Column(Movement.way, "方式", also=("进出方式", "变动方式", "增减原因"), filterable=True, roster_mm=28),
            Column(Movement.moved, "日期", also=("变动日期", "变动时间", "报到日期"), roster_mm=24),
            Column(Movement.court, "法院", also=("单位",), filterable=True, roster_mm=46),
            Column(
                Movement.other_unit, "来源或去向单位", also=("原单位", "去向", "来源单位", "去向单位"), roster_mm=50
            ),
            Column(Movement.document_number, "文号", also=("依据", "调令文号"), in_table=False),
            Column(Movement.notes, "备注", also=("原因",), in_table=False),
        ),
        order=(Movement.moved.desc(), Movement.person),
        identity=((Movement.person, Movement.direction, Movement.moved),),
        prepare=complete_movement,
        vet=vet_movement,
        settle=settle_facts,
        icon="people",
        unit="人次",
        workbook=N_("人员进出"),
    ),
    section=N_("个人档案"),
)
