"""How often an authority's next half-year lies inside the forecast's 90 per cent band.

``python -m tests.bench.calibration --seeds 200``. Each seed is an authority of its own, of either kind, whose two years
of records are all that the forecast sees.
"""

import argparse

from tests.helpers.coverage import KINDS, covered


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seeds", type=int, default=200)
    asked.add_argument("--runs", type=int, default=200)
    chosen = asked.parse_args()
    for kind in KINDS:
        for name, one in covered(kind, range(chosen.seeds), chosen.runs).items():
            plain, shared = 100 * one.inside / one.seeds, 100 * one.shared / one.seeds
            print(
                f"{kind:12} {name:40} {one.seeds:4} seeds  inside {plain:5.1f}, ties shared {shared:5.1f}", flush=True
            )


if __name__ == "__main__":
    main()
