"""Work of the worker that comes round by itself."""

from jembatan.site.commands.worker import Round


def test_work_is_done_at_the_start_and_again_when_its_time_has_come():
    done: list[float] = []
    rounds = Round(lambda: done.append(now), every=900.0)

    for now in (5.0, 6.0, 904.9, 905.0, 906.0, 1805.0):
        rounds.run_if_due(now)

    assert done == [5.0, 905.0, 1805.0]
