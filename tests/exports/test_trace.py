"""What stands in a check's formula: whatever a service is called, it is text and nothing else."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from send_desktop.exports.timeliness.trace import Test as Condition
from tests.helpers.spreadsheet import recalculated

NAMES = ('a"&HYPERLINK("http://example.org")&"b', "*", "EP?", "<5", "=x", ">=1", "~", 'say "ah"', "EP")


@pytest.mark.parametrize("sign", ["criterion", "condition"])
def test_a_name_is_counted_to_the_letter_in_another_program(tmp_path: Path, sign: str) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, name in enumerate(NAMES, 1):
        sheet.cell(row, 1).value = name
        sheet.cell(row, 1).data_type = "s"
        test, column = Condition("Service", name), f"$A$1:$A${len(NAMES)}"
        is_counted = sign == "criterion"
        formula = f"COUNTIFS({column},{test.criterion()})" if is_counted else f"SUMPRODUCT({test.condition(column)}*1)"
        sheet.cell(row, 2).value = f"={formula}"
    book.save(tmp_path / "names.xlsx")
    found = recalculated(tmp_path / "names.xlsx", tmp_path)
    lines = next(iter(found.values()))
    assert [line[1] for line in lines] == [1] * len(NAMES)
    assert [line[0] for line in lines] == list(NAMES)
