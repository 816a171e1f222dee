"""How often an authority's next half-year lies inside the forecast's 90 per cent band.

``python -m tests.bench.calibration --seeds 200``. Each seed is an authority of its own, of either kind, whose two years
of records are all that the forecast sees. Shares of which it is certain are left out, so that some are fewer.
"""

import argparse

from tests.helpers.coverage import KINDS, covered


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seeds", type=int, default=200)
    asked.add_argument("--runs", type=int, default=200)
    chosen = asked.parse_args()
    for kind in KINDS:
        for name, (inside, counted) in covered(kind, range(chosen.seeds), chosen.runs).items():
            print(f"{kind:12} {name:40} {inside:4} of {counted:4}  {100 * inside / counted:5.1f} per cent", flush=True)


if __name__ == "__main__":
    main()
