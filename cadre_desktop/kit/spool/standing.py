"""The state of a job and of its printer, and the sentence that says so: what is the matter, and what to do about it."""

from dataclasses import dataclass
from enum import IntEnum

from cadre_desktop.kit.language import N_, _


class JobState(IntEnum):
    """RFC 8011, 5.3.7."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


STOPPED = 5
"""The state of a printer that does not go on by itself (RFC 8011, 5.4.11)."""


@dataclass(frozen=True)
class PrintJob:
    """What the server says of a job. `reasons` are keywords of RFC 8011 and of CUPS, `message` is the filters' own;
    `begun`: something of it may be on paper."""

    state: int
    reasons: tuple[str, ...] = ()
    message: str = ""
    begun: bool = False


@dataclass(frozen=True)
class Queue:
    """What the server says of a printer. `reasons` are keywords, some with -error, -warning or -report behind."""

    state: int
    accepting: bool = True
    reasons: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True)
class JobStanding:
    """The state of a job. `trouble`: what keeps it from being printed and the remedy, empty when nothing does;
    `lost`: it will not be printed; `unsure`: nobody can tell whether it was or will be, which counts as lost too;
    `silent`: unsure, since the server does not answer now; `later`: it waits as was asked; `settled`: nothing else is
    to be expected soon; `passing`: something that is trouble only if it lasts."""

    trouble: str = ""
    lost: bool = False
    unsure: bool = False
    silent: bool = False
    later: bool = False
    settled: bool = False
    passing: bool = False


@dataclass(frozen=True)
class Readiness:
    """The state of a printer before it is given anything: a few words, and what somebody has to see to, if anything."""

    words: str
    matter: str = ""


INCOMING = "job-incoming"
"""Why a job is held that has not all its documents."""

NO_SERVER = N_("打印服务没有应答，所以没有打印。请稍候再试；仍不行就重新启动电脑，或请管理员启动打印服务（CUPS）。")
NO_QUEUE = N_("打印机“{printer}”已不在这台电脑上，所以没有打印。请另选打印机，或在系统设置里重新添加它。")
REJECTING = N_("打印机“{printer}”现在不接收打印任务，所以没有打印。请换一台打印机，或请管理员让它重新接收任务。")
NOT_ALLOWED = N_("打印机“{printer}”不许当前用户打印，所以没有打印。请换一台打印机，或请管理员开通权限。")
REFUSED = N_("打印机“{printer}”没有接受这项打印（{detail}），所以没有打印。请核对打印选项，或换一台打印机。")
_UNCONFIRMED = N_(
    "打印服务没有回应，不能确定打印机“{printer}”印不印这项任务。打印服务恢复后，程序会说明结果；等不到的，"
    "请看出纸处和系统的打印队列：都没有，就从这里再打印一次。"
)
_BROKEN_OFF = N_(
    "传送到打印机“{printer}”时打印服务没有回应，文件没有传完，任务已撤回，所以没有打印。请再打印一次；仍不行就重新启动电脑，"
    "或请管理员检查打印服务（CUPS）。"
)
_FORGOTTEN = N_(
    "打印服务里已经没有这项任务了（打印机被移除或暂停过，或打印服务重新启动过），不能确定打印机“{printer}”印了没有。"
    "请看打印机的出纸处：没有，就从这里再打印一次。"
)
_PAUSED = N_("打印机已暂停。请在系统的打印机设置里恢复它")
_ABORTED = N_("打印机“{printer}”没能打印这项任务，任务已中止{detail}。请检查打印机和打印选项，再打印一次。")
_CUT_SHORT = N_("打印机“{printer}”队列里的这项任务已被取消，可能只印出了一部分。要打印的，请再打印一次。")
_CANCELED = N_("打印机“{printer}”队列里的这项任务已被取消，没有打印。要打印的，请再打印一次。")
_REMOVED = N_(
    "打印机“{printer}”在打印时从这台电脑上移除了，可能只印出了一部分。请看出纸处；要打印的，请另选打印机再打印一次。"
)
_WAITS = N_("任务已在打印机“{printer}”的队列里，但{matter}；之后会接着打印，不必再打印一次。")
_UNKNOWN = N_("打印机停下了{detail}。请检查打印机，并在系统的打印机设置里恢复它")
_RETRIED = N_("打印机暂时联系不上，系统稍后会再试。请检查打印机是否开机、联机")
_PASSWORD = N_("打印机要求用户名和密码。请在系统的打印队列里输入")

_MATTERS = (
    (("cups-missing-filter", "cups-insecure-filter"), N_("这台打印机的驱动不完整。请管理员重新安装驱动")),
    (("media-empty", "media-needed"), N_("打印机缺纸。请放入所选大小的纸")),
    (("media-jam",), N_("打印机卡纸。请取出卡住的纸")),
    (("cover-open", "door-open", "interlock-open"), N_("打印机的盖子没有关好。请关好")),
    (("input-tray-missing",), N_("打印机的纸盒没有装好。请装好")),
    (("output-area-full", "output-tray-missing"), N_("打印机的出纸处满了。请取走纸")),
    (("toner-empty", "marker-supply-empty", "developer-empty"), N_("打印机没有墨粉或墨水了。请更换")),
    (("marker-waste-full",), N_("打印机的废粉盒满了。请更换")),
    (("offline", "shutdown", "timed-out", "connecting-to-device"), N_("打印机联系不上。请检查打印机是否开机、联机")),
    (("hold-new-jobs",), N_("打印机暂缓打印新任务。请在系统的打印机设置里恢复它")),
    (("paused", "moving-to-paused"), _PAUSED),
)
"""What people have to see to, by the keywords of RFC 8011, 5.4.12, and of CUPS; the first that fits is said."""
_BUSY = 4
"""The state of a printer that prints (RFC 8011, 5.4.11)."""
_OFFLINE = {"offline", "shutdown", "timed-out", "connecting-to-device"}
_PASSING = {"connecting-to-device"}
"""Every printer in the network is being connected to for a moment, one that sleeps for longer."""
_HARMLESS = ("-warning", "-report")
_GRAVE = ("cups-", "offline")
"""What begins like this is in earnest, however CUPS calls it: a driver that is not there, a printer switched off."""
_LIMITS = ("-error", *_HARMLESS)


def standing(printer: str, job: PrintJob | None, queue: Queue, patient: bool = True) -> JobStanding:
    """The state of a job. `None` is a job that the server knows no more: some servers keep no list of what they have
    printed, but a printer that is stopped has printed nothing since.

    With `patient`, what passes by itself in a moment is not yet called trouble.
    """
    if job is None and queue.state == STOPPED:
        return forgotten(printer)
    if job is None:
        return JobStanding(settled=True)
    if job.state >= JobState.CANCELED:
        return ended(printer, job)
    if job.state == JobState.HELD:
        return _held(printer, job)
    keywords = _keywords(queue)
    passing = patient and bool(keywords & _PASSING)
    matter = _matter(keywords - _PASSING if patient else keywords, job, queue)
    return _waiting(printer, matter) if matter else JobStanding(passing=passing)


def readiness(queue: Queue) -> Readiness:
    """The state of a printer before anything is printed."""
    if not queue.accepting:
        return Readiness(_("拒收作业"), _("打印机现在不接收打印任务。请换一台打印机，或请管理员让它重新接收任务"))
    keywords = _keywords(queue)
    matter = _matter(keywords, PrintJob(JobState.PENDING), queue)
    if keywords & _OFFLINE:
        return Readiness(_("脱机"), matter)
    if queue.state == STOPPED:
        return Readiness(_("已暂停"), matter)
    if matter:
        return Readiness(_("要处理"), matter)
    return Readiness(_("可用，正在打印别的任务") if queue.state == _BUSY else _("可用"))


def ended(printer: str, job: PrintJob) -> JobStanding:
    """A job that is over: printed, or not to be printed any more."""
    if job.state == JobState.COMPLETED:
        return JobStanding(settled=True)
    detail = _("（{message}）").format(message=job.message) if job.message else ""
    canceled = _CUT_SHORT if job.begun else _CANCELED
    text = _ABORTED if job.state == JobState.ABORTED else canceled
    said = _(text).format(printer=printer, detail=detail)
    return JobStanding(said, lost=True, unsure=job.begun, settled=True)


def removed(printer: str, job: PrintJob | None) -> JobStanding:
    """A job that was not over when its printer was taken away; None for one that the server knows no more."""
    if job is None:
        return forgotten(printer)
    text = _REMOVED if job.begun else NO_QUEUE
    return JobStanding(_(text).format(printer=printer), lost=True, unsure=job.begun, settled=True)


def forgotten(printer: str) -> JobStanding:
    """A job of which nobody can say any more whether it was printed."""
    return JobStanding(_(_FORGOTTEN).format(printer=printer), lost=True, unsure=True, settled=True)


def unanswered(printer: str) -> JobStanding:
    """A job of which nobody can say anything as long as the server does not answer."""
    return JobStanding(_(_UNCONFIRMED).format(printer=printer), lost=True, unsure=True, silent=True, settled=True)


def broken_off(printer: str) -> JobStanding:
    """A job whose document did not arrive whole, taken back before anything of it was printed."""
    return JobStanding(_(_BROKEN_OFF).format(printer=printer), lost=True, settled=True)


def _held(printer: str, job: PrintJob) -> JobStanding:
    """Held as the user has asked, or for something that somebody has to do."""
    if INCOMING in job.reasons:
        return JobStanding()
    if "cups-held-for-authentication" in job.reasons or "account-authorization-failed" in job.reasons:
        return _waiting(printer, _(_PASSWORD))
    if "resources-are-not-ready" in job.reasons:
        return _waiting(printer, _(_RETRIED))
    return JobStanding(later=True, settled=True)


def _keywords(queue: Queue) -> set[str]:
    """What keeps a printer from printing; warnings and reports do not, but for some of CUPS's own."""
    stopping = (reason for reason in queue.reasons if not reason.endswith(_HARMLESS) or reason.startswith(_GRAVE))
    return {_plain(reason) for reason in stopping}


def _matter(keywords: set[str], job: PrintJob, queue: Queue) -> str:
    for names, text in _MATTERS:
        if keywords & set(names):
            return _(text)
    if queue.state != STOPPED and job.state != JobState.STOPPED:
        return ""
    message = job.message or queue.message
    return _(_UNKNOWN).format(detail=_("（{message}）").format(message=message) if message else "")


def _plain(reason: str) -> str:
    return next((reason.removesuffix(limit) for limit in _LIMITS if reason.endswith(limit)), reason)


def _waiting(printer: str, matter: str) -> JobStanding:
    return JobStanding(_(_WAITS).format(printer=printer, matter=matter), settled=True)
