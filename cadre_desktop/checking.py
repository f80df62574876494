"""Checking a court's file: the pages, the links, the journal's chain, the search keys, and how much there is."""

from dataclasses import dataclass

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import damage
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import kinds


@dataclass(frozen=True)
class Report:
    """What a check found: `trouble` sentences, empty when all is well, and rows by kind's title."""

    trouble: tuple[str, ...]
    counts: dict[str, int]
    steps: int

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.trouble

    @property
    def lines(self) -> tuple[str, ...]:
        """The report as sentences."""
        counts = "，".join(f"{title} {count}" for title, count in self.counts.items() if count)
        return (
            *self.trouble,
            _("操作 {steps} 步；{counts}。").format(steps=self.steps, counts=counts or _("没有记录")),
        )


def check_store(store: Store) -> Report:
    """Check the open file whole."""
    trouble = []
    if found := damage():
        trouble.append(_("文件结构损坏：{detail}").format(detail=found))
    if orphans := database.rows("PRAGMA foreign_key_check"):
        trouble.append(_("有 {count} 处引用指向不存在的记录。").format(count=len(orphans)))
    if broken := journal.broken_link():
        trouble.append(
            _("操作记录自“{step}”（{at}）起与原文不符，可能被改动过。").format(step=broken.label, at=broken.at)
        )
    trouble += _stale_keys(store)
    counts = {
        kind.title: int(database.value(f'SELECT count(*) FROM "{table_name(kind.record)}"'))
        for kind in kinds().values()
    }
    return Report(tuple(trouble), counts, int(database.value("SELECT count(*) FROM step")))


def _stale_keys(store: Store) -> list[str]:
    found = []
    for record in store.schema.records:
        if record.searched:
            table = table_name(record)
            missing = database.value(
                "SELECT count(*) FROM search_key k JOIN search_scope s ON s.number = k.scope"
                f' WHERE s.table_name = ? AND NOT EXISTS (SELECT 1 FROM "{table}" t WHERE t.id = k.id)',
                table,
            )
            if missing:
                found.append(_("“{table}”的查找索引有 {count} 条多余。").format(table=table, count=missing))
    return found
