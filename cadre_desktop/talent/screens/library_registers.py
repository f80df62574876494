"""The registers of the library; entries of 选育管用 are changed and deleted by actions of their own."""

from functools import partial

from cadre_desktop.kit.published import Register
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.talent.registers.evidence import STAGE_EVIDENCE
from cadre_desktop.talent.stages.keeping import remove_evidence, save_evidence


class LibraryRegisters(RegistersTab):
    """台账."""

    def _make_view(self, register: Register) -> KindView:
        kind = register.kind
        if kind is not STAGE_EVIDENCE.kind:
            return super()._make_view(register)
        store = self.desk.store
        return KindView(
            self.desk,
            kind,
            save=partial(save_evidence, store),
            remove=partial(remove_evidence, store),
            importer=lambda: self.take_in(kind),
        )
