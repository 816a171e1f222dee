"""The minutes of a panel: the sheet, and how it stands on paper and in Word."""
