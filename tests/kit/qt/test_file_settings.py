from cadre_desktop.kit.qt.talk.settings import FileSettings


def test_what_is_put_is_there_after_a_restart(tmp_path):
    path = tmp_path / "folder" / "settings.json"
    settings = FileSettings(path)
    assert settings.get("a", 7) == 7
    settings.put("a", {"列": ["姓名"]})
    assert FileSettings(path).get("a") == {"列": ["姓名"]}
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_a_broken_file_costs_only_the_settings(tmp_path, caplog):
    path = tmp_path / "settings.json"
    for text in ("{", "[1]", "\x00"):
        path.write_text(text, encoding="utf-8")
        settings = FileSettings(path)
        assert settings.get("a") is None
    settings.put("a", 1)
    assert FileSettings(path).get("a") == 1


def test_a_folder_that_cannot_be_written_is_logged(tmp_path, caplog):
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    settings = FileSettings(blocked / "settings.json")
    settings.put("a", 1)
    assert settings.get("a") == 1 and "settings not saved" in caplog.text


def test_an_equal_value_is_not_written_again(tmp_path):
    path = tmp_path / "settings.json"
    settings = FileSettings(path)
    settings.put("a", [1])
    path.unlink()
    settings.put("a", [1])
    assert not path.exists()
