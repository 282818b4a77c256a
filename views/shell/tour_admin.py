"""The tour through the clinic's own affairs: people, audit, plugins, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.shell.tour import Guide

_LEAVES = {"people": "Who may sign in", "audit": "The audit trail", "plugins": "Installed plugins",
           "institutions": "Other institutions",
           "about": "About Consilia"}


def admin(guide: Guide) -> None:
    """A picture of each leaf of the administration."""
    from views.admin.page import AdminPage
    from views.shell.doings import show_admin

    frame = guide.window.frame
    assert frame is not None
    show_admin(frame)
    for page in frame.findChildren(AdminPage):
        for name, title in _LEAVES.items():
            page.show_leaf(name)
            guide.wait(guide.quiet)
            guide.take(f"admin-{name}", title, page)
        page.close()
        page.deleteLater()
