"""Opening a file: one that is there, a new one, the demonstration court; and what is said when it cannot be opened."""

from pathlib import Path

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.window.file.program import Program


def create(program: Program, court: str, actor: str) -> None:
    """Make a new file for `court` in the data folder and open it."""
    from cadre_desktop.people.actions import found_courts
    from cadre_desktop.window.file.session import new_file_for

    program.session.actor = actor
    path = new_file_for(court, program.folder)
    try:
        store = program.session.open(path, create_new=True, name=court)
    except Refused as refused:
        program.not_opened(refused)
        return

    def failed(error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        program.not_opened(error)

    program.jobs.run(
        _("正在建立数据文件"),
        lambda _progress: found_courts(store, court),
        lambda _courts: program.show_main(),
        failed,
        writes=True,
        owner=program,
    )


def open_file(program: Program, path: Path, *, as_it_is: bool = False) -> None:
    """Open a file; one that cannot be opened leads to the first page with the reason and the way out.

    One that lacks its last steps is opened when the user wants it `as_it_is`.
    """
    from cadre_desktop.kit.store.opening import CannotOpen
    from cadre_desktop.window.file.from_backup import is_backup, made_data_file
    from cadre_desktop.window.file.session import Behind
    from cadre_desktop.window.file.ways_out import offer_rescue, offer_whole

    try:
        wanted = made_data_file(program, path) if is_backup(path) else path
        if wanted is None:
            if program.session.store is None:
                program.show_welcome()
            return
        program.session.open(path := wanted, as_it_is=as_it_is)
    except Behind as error:
        program.show_welcome(str(error))  # in the place of the window over the file of before, which is closed
        offer_whole(program, path, error.lacking)
        return
    except CannotOpen as error:
        if error.reason in {"damaged", "foreign", "missing"} and offer_rescue(program, path, str(error)):
            return
        program.not_opened(error)
        return
    except Refused as refused:
        program.not_opened(refused)
        return
    program.show_main()


def choose_and_open(program: Program) -> None:
    """Ask for a file and open it."""
    path = program.notices.choose_open(
        _("打开数据文件"), ((_("数据文件"), "*.cadre *.db"), (_("所有文件"), "*")), program.folder
    )
    if path:
        program.open(path)


def open_demo(program: Program) -> None:
    """Open the demonstration court; the first time it is written, which takes some seconds."""
    from cadre_desktop.demo import cache

    path = cache.cached(program.folder)
    if path.exists():
        show_demo(program, path)
        return
    program.session.close()
    page = program.show_welcome()
    page.wait(_("正在准备演示法院，约需二十秒，只此一次……"))
    if program.qt_jobs:
        program.qt_jobs.reported.connect(page.show_report)  # a slot of the page, which Qt lets go of with the page
    program.jobs.run(
        _("正在准备演示法院"),
        lambda progress: cache.ensure(path, progress.report),
        lambda _nothing: show_demo(program, path),
        writes=True,
        owner=program,
    )


def show_demo(program: Program, path: Path) -> None:
    """Open a copy of the demonstration court that lies at `path`."""
    program.session.open_demo(path)
    program.show_main()


def go_on_with_unfinished(program: Program) -> None:
    """Finish what a killed program has left half done, and say what came of it."""
    from cadre_desktop.kit.qt.talk.carrying_out import tell_trouble
    from cadre_desktop.schema import slices

    store = program.session.store
    if store is None or store.frozen or store.unjournalled:
        return
    waiting = [each for slice_ in slices().values() for each in slice_.unfinished if each.waits()]
    if not waiting:
        return

    def done(found: list[tuple[str, bool]]) -> None:
        for sentence, all_done in found:
            (program.notices.tell if all_done else program.notices.warn)(sentence)

    program.jobs.run(
        _("正在接着清除上次没有删完的内容"),
        lambda _progress: [each.go_on(store, program.settings.get) for each in waiting],
        done,
        lambda error: tell_trouble(program.notices, error),
        writes=True,
        owner=program,
    )


def look_for_damage(program: Program) -> None:
    """Say that the open file has suffered, if it has, and what to do."""
    store = program.session.store
    if store is None:
        return
    from cadre_desktop.kit.store.structure import unusable

    def done(trouble: str | None) -> None:
        if trouble:
            program.notices.warn(_("数据文件有损坏之处。请用“文件 > 从备份恢复”换成最近的备份。"), trouble)

    program.jobs.run(_("正在检查数据文件"), lambda _progress: unusable(store.schema), done, owner=program)
