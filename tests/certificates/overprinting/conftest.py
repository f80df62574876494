"""The preview of certificates that are not issued yet."""

import pytest
from PySide6.QtWidgets import QWidget

from cadre_desktop.certificates.actions import drafted, issue
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.screens.certificate_preview import show_certificates
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.pages.preview import Preview


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def preview(owner, qtbot, desk, court):
    """The preview of two certificates that are not issued yet."""
    from test_certificates_interrupted import LI, WANG

    shown = []
    desk.show_pdf = lambda path, title, relayable=None: shown.append(
        Preview(path, title, desk.jobs, desk.notices, None, relayable, desk.settings)
    )
    both = {11: WANG, 12: LI}
    pages = CertificatePages(
        court,
        "发证",
        lambda: drafted(court, both.values()),
        lambda wanted: issue(court, [both[key] for key in wanted]),
        lambda row: row.source,
    )
    show_certificates(desk, Papers(desk, owner), "荣誉证书", pages, "样张")
    (made,) = shown
    qtbot.addWidget(made)
    yield made
    made.close_pages()
