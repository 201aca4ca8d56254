"""`python -m bench.train_linkage`: write the levels the linkage engine is shipped with.

Runs the engine without labels on several invented worlds and averages what it learnt, so that a village,
whose own pairs are too few to learn from, starts from a district's experience. Fields the worlds do not
have (school, grade, father) keep the values already in the file.
"""

import json
import sys

from bench.linkage_worlds import make_world
from jembatan.linkage.engine.fit import SHIPPED
from jembatan.linkage.engine.link import link_frames

WORLDS = (
    ("brief", "a", 901),
    ("brief", "b", 902),
    ("hard", "a", 903),
    ("hard", "b", 904),
    ("easy", "a", 905),
)
SIZE = 30_000
NOT_IN_WORLDS = ("father_name", "npsn", "grade")


def main() -> int:
    """Learn, average, write."""
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    learnt = []
    for profile, table, seed in WORLDS:
        world = make_world(SIZE, profile=profile, seed=seed, table=table)
        learnt.append(link_frames(world.left, world.right).quality["levels"])
        print(profile, table, seed, "learnt", file=sys.stderr)
    for name, fields in shipped["levels"].items():
        for field, old in fields.items():
            if field in NOT_IN_WORLDS:
                continue
            columns = zip(*(one[name][field] for one in learnt), strict=True)
            means = [sum(column) / len(learnt) for column in columns]
            fields[field] = [float(f"{max(mean, 1e-9):.3g}") for mean in means]
            assert len(fields[field]) == len(old)
    shipped["provenance"] = (
        f"Mean of what the engine learnt without labels on {len(WORLDS)} invented worlds of {SIZE} census "
        f"records (bench/train_linkage.py: {WORLDS}); {', '.join(NOT_IN_WORLDS)}: judgement, grade I. "
        "Probability of each level of rules/levels.py, by class; each group of levels sums to one."
    )
    SHIPPED.write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
