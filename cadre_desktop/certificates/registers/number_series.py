"""How a court writes its numbers (编号格式), as a list; each change is vetted against all other series."""

from cadre_desktop.certificates.numbering.series import vet_series
from cadre_desktop.certificates.records import NumberSeries
from cadre_desktop.certificates.rules import Restart
from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store


def complete_series(values: Values) -> Values:
    """Spaces around a name or pattern are nobody's wish; one digit and every year where nothing is said."""
    texts = {name: (values.get(name) or "").strip() for name in ("name", "pattern", "court")}
    return {**values, **texts, "width": values.get("width") or 1, "restart": values.get("restart") or Restart.YEARLY}


NUMBER_SERIES = Kind(
    NumberSeries,
    "number_series",
    "编号格式",
    columns=(
        Column(NumberSeries.kind, "证书类别", filterable=True, roster_mm=28),
        Column(NumberSeries.name, "系列名称", hint="平常用的留空；另立的填名称，如“党建”", roster_mm=28),
        Column(
            NumberSeries.pattern,
            "编号格式",
            hint="如“{court}{kind}〔{year}〕{n}号”：{year} 年度，{n} 序号，{court} 法院简称，{kind} 类别字样",
            roster_mm=70,
        ),
        Column(NumberSeries.width, "序号位数", hint="不足的前面补 0，如 5 位写作 00007", roster_mm=20),
        Column(NumberSeries.restart, "重新编号", roster_mm=28),
        Column(NumberSeries.court, "法院简称", hint="留空用本院的简称"),
        Column(NumberSeries.notes, "备注", in_table=False),
    ),
    order=(NumberSeries.kind, NumberSeries.name),
    identity=((NumberSeries.kind, NumberSeries.name),),
    prepare=complete_series,
    icon="certificate",
    unit="个",
)


def keep_series(store: Store, key: int | None, values: Values) -> int:
    """Add a series, or change that with this key, in a step; returns its key. Fields not given stay.

    Raises Refused for what cannot tell numbers apart (`vet_series`), and where the kind or the name of a series is
    changed of which numbers have been given.
    """
    before = editing.values_of(NumberSeries.by_key(key)) if key is not None else {}
    wanted = NUMBER_SERIES.check({**before, **values})
    if before and any(before[name] != wanted[name] for name in ("kind", "name")):
        _refuse_used(before, _("系列已用于发证，类别和名称不能再改；请另立一个系列。"))
    vet_series(store, wanted, key)
    row = (
        editing.add(store, NUMBER_SERIES, wanted) if key is None else editing.change(store, NUMBER_SERIES, key, wanted)
    )
    return row.id


def drop_series(store: Store, keys: list[int]) -> int:
    """Delete series of which no number was given; returns how many. Raises Refused for one that was used, unless it is
    the usual one of its kind, which is written as it always was then."""
    for row in NumberSeries.select().where(NumberSeries.id.in_(keys)):
        if row.name:
            _refuse_used(editing.values_of(row), _("系列“{name}”已用于发证，不能删除。").format(name=row.name))
    return editing.remove(store, NUMBER_SERIES, keys)


def _refuse_used(values: Values, why: str) -> None:
    statement = "SELECT 1 FROM issued_certificate WHERE kind = ? AND series = ? LIMIT 1"
    if database.value(statement, str(values["kind"]), values["name"]):
        raise Refused(Problem(why, field="name"))
