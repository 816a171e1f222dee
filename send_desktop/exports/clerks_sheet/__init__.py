"""The clerk's attendance and decision sheet as a workbook."""
