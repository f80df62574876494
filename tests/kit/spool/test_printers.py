"""Which printers there are and how they stand: of a print server of the tests' own, and of what servers may say."""

import pytest
from test_frozen_server import ended

from cadre_desktop.kit.spool import libcups, printers
from cadre_desktop.kit.spool.printers import find_printers, offers_of_printer
from cadre_desktop.kit.spool.queue import NotPrinted
from cadre_desktop.kit.spool.standing import Queue, readiness

IDLE, BUSY, STOPPED = 3, 4, 5


@pytest.fixture(autouse=True)
def nobodys_own(monkeypatch, tmp_path):
    """What whoever runs the tests has set for his own printers does not count; gives the place of such settings."""
    for name in ("LPDEST", "PRINTER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(printers, "_USERS", (str(tmp_path / "lpoptions"),))
    return tmp_path / "lpoptions"


@pytest.fixture
def second(queue):
    queue.add("一楼 东".replace(" ", "-"), "A3")
    yield "一楼-东"
    queue.remove("一楼-东")


def test_all_printers_are_found_with_how_they_stand(queue, second):
    queue.pause(second)
    found = find_printers()
    assert [(printer.name, printer.ready.words) for printer in found.known] == [("KEEP", "可用"), (second, "已暂停")]
    assert found.named(second).ready.matter and found.named("没有") is None


def test_what_whoever_set_it_up_calls_it(queue):
    queue._run("lpadmin", "-p", "KEEP", "-D", "三楼打印室")
    assert find_printers().named("KEEP").info == "三楼打印室"
    queue._run("lpadmin", "-p", "KEEP", "-D", "KEEP")


def test_many_printers_are_each_told_apart(queue):
    names = [f"P{number:02}" for number in range(12)]
    for name in names:
        queue.add(name)
    queue.reject("P07")
    found = {printer.name: printer.ready.words for printer in find_printers().known}
    assert found == {"KEEP": "可用", **dict.fromkeys(names, "可用"), "P07": "拒收作业"}
    for name in names:
        queue.remove(name)


def test_a_class_of_printers_is_one_of_them(queue):
    queue.gather("KEEP", "各层")
    assert [printer.name for printer in find_printers().known] == ["KEEP", "各层"]
    assert offers_of_printer("各层").papers
    queue.remove("各层")


def test_where_none_is_set_up_none_is_found(queue):
    queue.remove()
    assert find_printers().known == () and find_printers().usual == ""
    queue.add()


def test_the_usual_printer_is_the_servers_or_the_users_own(queue, second, nobodys_own, monkeypatch):
    queue._run("lpadmin", "-d", "KEEP")
    assert find_printers().usual == "KEEP"
    nobodys_own.write_text(f"Dest KEEP\nDefault {second}/draft sides=one-sided\n", encoding="utf-8")
    assert find_printers().usual == second
    monkeypatch.setenv("PRINTER", "KEEP")
    assert find_printers().usual == "KEEP"
    monkeypatch.setenv("PRINTER", "没有")
    assert find_printers().usual == second


def test_what_a_printer_offers_comes_with_what_its_user_has_set(queue, second, nobodys_own):
    nobodys_own.write_text(
        f"Dest {second} InputSlot=Tray2 job-sheets='none,none' fit-to-page\nDest 'broken\n\nDest\n", encoding="utf-8"
    )
    offers = offers_of_printer(second)
    assert offers.usual_paper == "A3" and [paper.name for paper in offers.papers] == ["A4", "A3", "B5"]
    assert offers.own == {"InputSlot": "Tray2", "job-sheets": "none,none", "fit-to-page": "true"}
    assert offers_of_printer("KEEP").own == {}


def test_a_printer_that_is_gone_is_said_to_be(queue):
    with pytest.raises(NotPrinted, match="“没有”已不在这台电脑上"):
        offers_of_printer("没有")


@pytest.mark.parametrize("ask", [find_printers, lambda: offers_of_printer("KEEP")])
def test_a_frozen_server_is_given_up_soon(queue, monkeypatch, ask):
    monkeypatch.setattr(libcups, "SECONDS", 0.3)
    queue.freeze()
    found = ended(ask)
    queue.thaw()
    assert isinstance(found, NotPrinted) and "打印服务没有应答" in str(found)


@pytest.mark.parametrize("nth", [1, 2])
def test_a_server_that_freezes_between_two_questions_is_given_up_too(queue, monkeypatch, nth):
    monkeypatch.setattr(libcups, "SECONDS", 0.3)
    name = ("cupsDoRequest", "cupsGetFd")[nth - 1]
    usual = getattr(libcups.library(), name)

    def called(*given):
        queue.freeze()
        return usual(*given)

    monkeypatch.setattr(libcups.library(), name, called)
    found = ended(lambda: offers_of_printer("KEEP"))
    queue.thaw()
    assert isinstance(found, NotPrinted) and "打印服务没有应答" in str(found)


# In words.


@pytest.mark.parametrize(
    ("queue", "words", "matter"),
    [
        (Queue(IDLE), "可用", ""),
        (Queue(BUSY), "可用，正在打印别的任务", ""),
        (Queue(IDLE, reasons=("toner-low-warning", "cups-waiting-for-job-completed-report")), "可用", ""),
        (Queue(IDLE, accepting=False), "拒收作业", "不接收打印任务"),
        (Queue(STOPPED, accepting=False, reasons=("paused",)), "拒收作业", "不接收打印任务"),
        (Queue(STOPPED, reasons=("paused",)), "已暂停", "恢复它"),
        (Queue(STOPPED, message="filter failed"), "已暂停", "filter failed"),
        (Queue(IDLE, reasons=("offline-report",)), "脱机", "联机"),
        (Queue(STOPPED, reasons=("connecting-to-device",)), "脱机", "联机"),
        (Queue(IDLE, reasons=("media-empty-error",)), "要处理", "缺纸"),
        (Queue(BUSY, reasons=("media-jam",)), "要处理", "卡纸"),
    ],
)
def test_how_a_printer_stands_is_said_with_the_remedy(queue, words, matter):
    found = readiness(queue)
    assert found.words == words and matter in found.matter and bool(found.matter) == bool(matter)
    assert not found.matter or "请" in found.matter or "检查" in found.matter
