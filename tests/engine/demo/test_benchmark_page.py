"""The benchmark's table on its page: put in once, replaced ever after, everything around it kept."""

from bench.district import MARKS, Measured, villages_of, write_between_marks


def test_a_table_replaces_the_former_one_and_nothing_else(tmp_path):
    page = tmp_path / "benchmarks.md"
    page.write_text("# Benchmarks\n\nLinking, measured elsewhere.\n", encoding="utf-8")

    write_between_marks("first table\n", page)
    write_between_marks("second table\n", page)

    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks\n\nLinking, measured elsewhere.\n")
    assert text.count(MARKS[0]) == text.count(MARKS[1]) == 1
    assert "second table" in text
    assert "first table" not in text


def test_a_line_says_the_ratio_to_the_floor_of_its_size():
    floor = Measured(8, "floor", 1000, 0.5, 0.25, 100)

    line = Measured(8, "link", 1000, 5.0, 4.0, 300).line(floor)

    assert line == "| 8 | link | 1,000 | 5.00 | 200 | 4.0 | 300 | 10 (16) |"


def test_the_sizes_are_a_village_the_pilot_and_the_district():
    assert [len(villages_of(size)) for size in (1, 8, 248)] == [1, 8, 248]
