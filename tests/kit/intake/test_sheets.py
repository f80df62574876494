

def test_hidden_rows_and_second_tables_are_read_and_said(court, tmp_path):
    import xlsxwriter

    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        for number, row in enumerate([[f"{QINGSHAN}名单"], ["姓名", "性别"], ["王祯", "男"], ["李静", "女"], []]):
            sheet.write_row(number, 0, row)
        for number, row in enumerate([["姓名", "职务"], ["赵凯", "法警"]], 6):
            sheet.write_row(number, 0, row)
        sheet.set_row(3, options={"hidden": True})
    done = import_file(court, PERSON, path)
    assert (done.new, done.read) == (3, 7)
    said = [note.message for note in done.notes]
    assert sum("这张工作表里有 2 个表" in message for message in said) == 2
    assert sum("有 1 行在表里是隐藏的（第 4 行）" in message for message in said) == 1
    assert by_court() == {QINGSHAN: 3}, "the title above the first table counts for the second"
