"""Printing through a real print server: what arrives there is the PDF itself, with all that was chosen."""

import pytest

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import InlineJobs, Progress
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.pages.preview import Preview
from cadre_desktop.kit.qt.pages.print_flow import deliver
from cadre_desktop.kit.qt.pages.printing import PrintOrder
from cadre_desktop.kit.spool.offers import PaperSize
from cadre_desktop.kit.spool.queue import NotPrinted, check, check_server, look, take_back, watch

A4, A3 = (210.0, 297.0), (297.0, 420.0)
MM = 72 / 25.4


@pytest.fixture
def pdf(tmp_path):
    """Writes pages of these sizes in mm, each with a text and a frame 20 mm inside its edges."""
    from reportlab.pdfgen.canvas import Canvas

    def write(*sizes):
        path = tmp_path / "花名册.pdf"
        canvas = Canvas(str(path))
        for number, (width, height) in enumerate(sizes, 1):
            canvas.setPageSize((width * MM, height * MM))
            canvas.drawString(100, 100, f"page {number}")
            canvas.rect(20 * MM, 20 * MM, (width - 40) * MM, (height - 40) * MM, stroke=0, fill=1)
            canvas.showPage()
        canvas.save()
        return path

    return write


def order(*numbers, paper="A4", **how):
    size = {"A4": A4, "A3": A3}[paper]
    return PrintOrder(list(numbers), "KEEP", paper=PaperSize(paper, size, paper), **how)


def printed(queue, path, order):
    """What arrived, and the sizes, texts and frames of its pages in mm."""
    delivered = deliver(path, "花名册", order, Progress())
    kept = queue.kept(delivered.sent.number)
    with Pages(kept.pdf) as pages:
        found = [
            (size_of(pages, number), pages.text(number).strip(), frame(pages, number)) for number in range(len(pages))
        ]
    return delivered, kept, found


def size_of(pages, number):
    return tuple(round(side) for side in pages.size(number))


def frame(pages, number):
    """Left, top, right, bottom of what is black, in tenths of a mm from the left top."""
    picture = pages.picture(number, 254)
    rows = [
        picture.rgba[line * picture.width * 4 : (line + 1) * picture.width * 4 : 4] for line in range(picture.height)
    ]
    dark = [row for row in rows if any(value < 128 for value in row)]
    first = next(line for line, row in enumerate(rows) if row in dark[:1])
    middle = dark[len(dark) // 2]
    xs = [x for x, value in enumerate(middle) if value < 128]
    return xs[0], first, xs[-1] + 1, first + len(dark)


def near(found, wanted, tenths=2):
    return all(abs(one - other) <= tenths for one, other in zip(found, wanted, strict=True))


def test_text_stays_text_and_stands_where_it_stood(queue, pdf):
    delivered, kept, ((size, text, place),) = printed(queue, pdf(A4), order(0))
    assert (size, text) == ((210, 297), "page 1") and near(place, (200, 200, 1900, 2770))
    assert kept.title == "花名册" and kept.options["PageSize"] == "A4" and delivered.scale == 1.0


def test_a_page_that_lies_across_stays_so_and_needs_no_turning(queue, pdf):
    _delivered, kept, ((size, text, place),) = printed(queue, pdf(A4[::-1]), order(0))
    assert text == "page 1" and size in ((297, 210), (210, 297)) and kept.options["PageSize"] == "A4"
    assert near(place, (200, 200, size[0] * 10 - 200, size[1] * 10 - 200))


def test_large_paper_is_asked_for_by_its_name(queue, pdf):
    _delivered, kept, ((size, _text, place),) = printed(queue, pdf(A3), order(0, paper="A3"))
    assert size == (297, 420) and kept.options["PageSize"] == "A3" and near(place, (200, 200, 2770, 4000))


def test_a_page_too_large_for_the_paper_is_made_smaller_and_stands_in_the_middle(queue, pdf):
    delivered, kept, ((size, text, place),) = printed(queue, pdf(A3), order(0))
    assert size == (210, 297) and text == "page 1" and kept.options["PageSize"] == "A4"
    assert delivered.scale == pytest.approx(0.7071, abs=0.001) and near(place, (141, 142, 1959, 2828))


@pytest.mark.parametrize(("fill", "place"), [(False, (635, 815, 2335, 3385)), (True, (283, 283, 2687, 3917))])
def test_a_small_page_on_large_paper_keeps_its_size_unless_it_is_to_fill_it(queue, pdf, fill, place):
    _delivered, _kept, ((size, _text, found),) = printed(queue, pdf(A4), order(0, paper="A3", fill=fill))
    assert size == (297, 420) and near(found, place, 3)


def test_pages_come_in_the_order_asked_for(queue, pdf):
    _delivered, _kept, found = printed(queue, pdf(*[A4] * 6), order(4, 1))
    assert [text for _size, text, _place in found] == ["page 5", "page 2"]


@pytest.mark.parametrize(("collated", "texts"), [(True, "121212"), (False, "111222")])
def test_copies_come_set_by_set_or_page_by_page(queue, pdf, collated, texts):
    _delivered, _kept, found = printed(queue, pdf(A4, A4), order(0, 1, copies=3, collated=collated))
    assert [text for _size, text, _place in found] == [f"page {number}" for number in texts]


@pytest.mark.parametrize(
    ("mode", "size", "sides"),
    [
        ("one-sided", A4, "one-sided"),
        ("two-sided-long-edge", A4, "two-sided-long-edge"),
        ("two-sided-short-edge", A4, "two-sided-short-edge"),
        ("two-sided", A4, "two-sided-long-edge"),
        ("two-sided", A4[::-1], "two-sided-short-edge"),
    ],
)
def test_both_sides(queue, pdf, mode, size, sides):
    _delivered, kept, found = printed(queue, pdf(size, size), order(0, 1, options={"sides": mode}))
    names = {"one-sided": "None", "two-sided-long-edge": "DuplexNoTumble", "two-sided-short-edge": "DuplexTumble"}
    assert kept.options["sides"] == sides and kept.options["Duplex"] == names[sides] and len(found) == 2


def test_tray_and_colour_and_pages_to_a_sheet_are_those_of_the_dialog(queue, pdf):
    chosen = {"InputSlot": "Tray2", "ColorModel": "Gray", "number-up": "2"}
    _delivered, kept, _found = printed(queue, pdf(*[A4] * 4), order(1, 2, options=chosen))
    assert "page-ranges" not in kept.options
    assert (kept.options["InputSlot"], kept.options["ColorModel"]) == ("Tray2", "Gray")
    assert kept.options["number-up"] == "2"


def test_names_may_be_chinese_and_titles_of_any_length(queue, pdf):
    queue.add("一楼打印机")
    title = "青年干警培训班" * 20
    sent = deliver(pdf(A4), title, PrintOrder([0], "一楼打印机"), Progress()).sent
    assert sent.printer == "一楼打印机" and title.startswith(queue.kept(sent.number).title)
    assert len(queue.kept(sent.number).title) == 85
    assert watch(sent, Progress(), 30).trouble == ""
    queue.remove("一楼打印机")


def test_a_class_of_printers_is_a_printer_too(queue, pdf):
    queue.gather("KEEP", "各层")
    sent = deliver(pdf(A4), "花名册", PrintOrder([0], "各层"), Progress()).sent
    assert sent.printer == "各层" and queue.kept(sent.number).title == "花名册"
    assert watch(sent, Progress(), 30).trouble == ""
    queue.remove("各层")


# How a job stands.


def test_a_printed_job_is_there_and_printed(queue, pdf):
    sent = deliver(pdf(A4), "花名册", order(0), Progress()).sent
    assert sent.number in queue.jobs() and watch(sent, Progress(), 30).trouble == ""


def test_a_paused_queue_is_told(queue, pdf):
    queue.pause()
    sent = deliver(pdf(A4), "花名册", order(0), Progress()).sent
    assert sent.number in queue.jobs("not-completed")
    assert "打印机已暂停" in watch(sent, Progress(), 30).trouble
    take_back(sent)
    assert sent.number not in queue.jobs("not-completed") and "已被取消，没有打印" in look(sent).trouble


def test_an_empty_tray_is_told(queue, pdf):
    queue.mood("empty")
    sent = deliver(pdf(A4), "花名册", order(0), Progress()).sent
    assert "缺纸" in watch(sent, Progress(), 30).trouble
    queue.mood()
    queue.kept(sent.number)
    assert watch(sent, Progress(), 30).trouble == ""


def test_a_printer_that_stops_is_told(queue, pdf):
    queue.mood("stops")
    sent = deliver(pdf(A4), "花名册", order(0), Progress()).sent
    assert "打印机已暂停" in watch(sent, Progress(), 30).trouble


def test_a_job_that_is_to_be_tried_again_is_told(queue, pdf):
    queue.mood("fails")
    sent = deliver(pdf(A4), "花名册", order(0), Progress()).sent
    assert "系统稍后会再试" in watch(sent, Progress(), 30).trouble


def test_a_job_that_is_held_on_purpose_waits(queue, pdf):
    held = order(0, options={"job-hold-until": "indefinite"})
    sent = deliver(pdf(A4), "花名册", held, Progress()).sent
    assert watch(sent, Progress(), 30).later


def test_a_queue_that_takes_nothing_is_told(queue, pdf):
    queue.reject()
    before = queue.jobs()
    with pytest.raises(NotPrinted, match="不接收打印任务"):
        deliver(pdf(A4), "花名册", order(0), Progress())
    with pytest.raises(NotPrinted, match="不接收打印任务"):
        check("KEEP")
    assert queue.jobs() == before


def test_a_printer_that_was_removed_is_told(queue, pdf):
    queue.pause()
    sent = deliver(pdf(A4), "花名册", order(0), Progress()).sent
    queue.remove()
    assert look(sent).lost and "不能确定" in look(sent).trouble  # the server has thrown its jobs away with it
    with pytest.raises(NotPrinted, match="已不在这台电脑上"):
        deliver(pdf(A4), "花名册", order(0), Progress())


def test_a_dead_server_is_told(queue, pdf):
    queue.pause()
    sent = deliver(pdf(A4), "花名册", order(0), Progress()).sent
    queue.stop()
    assert look(sent).lost and "不能确定" in look(sent).trouble
    with pytest.raises(NotPrinted, match="打印服务没有应答"):
        deliver(pdf(A4), "花名册", order(0), Progress())
    with pytest.raises(NotPrinted, match="打印服务没有应答"):
        check_server()


def test_the_window_says_how_it_stands(qtbot, queue, pdf):
    notices = RecordedNotices()
    preview = Preview(pdf(A4, A3), "花名册", InlineJobs(), notices)
    qtbot.addWidget(preview)
    preview.print_on(order(0))
    assert notices.texts.pop() == "已送往打印机“KEEP”，共 1 页。"
    preview.print_on(order(0, 1))
    assert "已送往打印机“KEEP”，共 2 页。所选的纸比页面小，已缩小到 71%。" in notices.texts
    queue.pause()
    preview.print_on(order(0))
    assert "打印机已暂停" in notices.texts[-1]
    preview.close_pages()
