"""What a ceiling and a payment have to be by themselves, before anybody looks at what else was given."""

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.welfare.comfort.rules import ComfortForm, ComfortItem

_CARDS = ("现金", "购物卡", "代金券", "储值卡")


def vet_ceiling(values: Values) -> list[Problem]:
    """A maximum comes from a document; the total of a year is that of festivals."""
    problems = []
    maximum = values.get("maximum")
    if maximum is not None and maximum < 0:
        problems.append(Problem(_("最高金额不能是负数。"), field="maximum"))
    if maximum is not None and not (values.get("document_number") or "").strip():
        problems.append(Problem(_("填了最高金额，就要写明依据的文件文号。"), field="document_number"))
    return problems


def vet_alone(values: Values) -> list[Problem]:
    """An amount, a day, a festival where it is one; festival comfort is neither cash nor a shopping card."""
    problems = []
    item = ComfortItem(values["item"]) if values.get("item") else None
    if (values.get("amount") or 0) <= 0:
        problems.append(Problem(_("金额要大于 0，实物按价值填写。"), field="amount"))
    if not (values.get("paid") or values.get("occasion_day")):
        problems.append(Problem(_("请填发放日期；还没有发放的，填事由日期。"), field="paid"))
    if item is ComfortItem.FESTIVAL:
        problems += _vet_festival(values)
    elif values.get("festival"):
        problems.append(Problem(_("只有节日慰问才填节日。"), field="festival"))
    return problems


def _vet_festival(values: Values) -> list[Problem]:
    problems = []
    if not values.get("festival"):
        problems.append(Problem(_("节日慰问请选是哪个节日。"), field="festival"))
    if values.get("form") == ComfortForm.MONEY:
        problems.append(Problem(_("节日慰问不能发现金、购物卡，请改为实物。"), field="form"))
    if any(word in (values.get("reason") or "") for word in _CARDS):
        problems.append(Problem(_("节日慰问不能发现金、购物卡和代金券，请改发实物并改写说明。"), field="reason"))
    return problems
