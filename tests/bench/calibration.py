"""How often a little authority's next half-year lies inside the forecast's 90 per cent band.

``python -m tests.bench.calibration --seeds 200``. Each seed is an authority of its own, whose two years of records
are all that the forecast sees.
"""

import argparse

from tests.helpers.coverage import covered


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seeds", type=int, default=200)
    asked.add_argument("--runs", type=int, default=200)
    chosen = asked.parse_args()
    for name, (inside, counted) in covered(range(chosen.seeds), chosen.runs).items():
        print(f"{name:40} {inside:4} of {counted:4}  {100 * inside / counted:5.1f} per cent")


if __name__ == "__main__":
    main()
