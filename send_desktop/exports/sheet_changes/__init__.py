"""What has changed since a weekly sheet was sent, as a workbook."""
