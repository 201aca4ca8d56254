"""The office's own fonts are taken from one folder when it is there."""

from jembatan.documents.fonts import office_fonts


def test_the_folder_of_fonts_is_used_when_it_is_there(settings, tmp_path):
    settings.HOME = tmp_path
    assert office_fonts() is None

    (tmp_path / "fonts").mkdir()
    assert office_fonts() == tmp_path / "fonts"
