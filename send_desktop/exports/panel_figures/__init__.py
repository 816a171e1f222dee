"""The panels' figures as a workbook."""
