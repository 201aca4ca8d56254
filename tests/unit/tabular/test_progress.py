"""Long work says how far along it is."""

import io

from jembatan.tabular.progress import Progress, Steps, each


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        self.now += 2.0
        return self.now


def test_progress_says_count_rate_and_what_is_left():
    out = io.StringIO()

    with Progress("rows", 100, stream=out, clock=Clock()) as progress:
        for _ in range(4):
            progress.advance(25)

    assert "100 of 100" in out.getvalue()
    assert "s left" in out.getvalue()


def test_work_that_fails_says_that_it_stopped():
    out = io.StringIO()

    try:
        with Progress("rows", 2, stream=out):
            raise ValueError
    except ValueError:
        pass

    assert "stopped" in out.getvalue()


def test_each_hands_every_item_through(capsys):
    assert list(each([1, 2, 3], "items", 3)) == [1, 2, 3]
    assert "3 of 3" in capsys.readouterr().err


def test_work_told_in_steps_gets_a_line_for_each_step(capsys):
    tell = Steps()

    for done in range(3):
        tell("schools", done, 2)
    tell("portal", 1, 1)

    assert "schools: 2 of 2" in capsys.readouterr().err.replace("portal: 1 of 1", "")


def test_nothing_to_do_is_not_announced(capsys):
    with Progress("places"):
        pass

    assert capsys.readouterr().err == ""
