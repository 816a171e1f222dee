"""The weekly timeliness sheet, a page of the workbook to a module."""

from send_desktop.exports.timeliness.sheet import CountedCase, OfficerLine, OpenCaseLine, StateStyle, TimelinessSheet

__all__ = ["CountedCase", "OfficerLine", "OpenCaseLine", "StateStyle", "TimelinessSheet"]
