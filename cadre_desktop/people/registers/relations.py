"""回避关系: who may not serve under or beside whom because they are kin (任职回避). Restricted to what the rule needs:
that there is such a relation, and of which class.
"""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person


class Kinship(Code):
    """The classes of 法官法 article 23 and 公务员法 article 74."""

    SPOUSE = "spouse", N_("夫妻关系"), "夫妻", "配偶"
    DIRECT = "direct", N_("直系血亲"), "父子", "母子", "父女", "母女", "祖孙"
    COLLATERAL = "collateral", N_("三代以内旁系血亲"), "旁系血亲", "兄弟", "姐妹", "兄妹", "叔侄"
    IN_LAW = "in_law", N_("近姻亲"), "近姻亲关系", "姻亲", "岳婿", "婆媳"


class Relation(Record):
    """Two people who are kin. Each pair is entered once."""

    person = link(Person)
    other = link(Person)
    kinship = CodeField(Kinship.table(), required=True)
    notes = TextField(long=True)

    named = (person, other)

    class Meta:
        indexes = ((("person", "other"), True),)


def vet_relation(values: Values) -> list[Problem]:
    """Nobody is kin to themselves, and a pair is not entered again the other way round."""
    person, other = values.get("person"), values.get("other")
    if person and person == other:
        return [Problem(_("两个人是同一人，请选另一个人。"), field="other")]
    turned = Relation.select().where(Relation.person == other, Relation.other == person)
    if person and other and turned.exists():
        return [Problem(_("这两个人的回避关系已经登记过，只登记一次。"), field="other")]
    return []


RELATIONS = Register(
    Kind(
        Relation,
        "relations",
        "回避关系",
        columns=(
            Column(Relation.person, "姓名", also=("干警姓名",), roster_mm=24),
            Column(Relation.other, "对方姓名", also=("关系人", "亲属姓名"), roster_mm=24),
            Column(Relation.kinship, "关系", also=("回避关系", "亲属关系"), masked=True),
            Column(Relation.notes, "备注", masked=True, in_table=False),
        ),
        order=(Relation.person, Relation.other),
        identity=((Relation.person, Relation.other),),
        vet=vet_relation,
        icon="people",
    ),
    section=N_("个人档案"),
)
