"""The words of ``send_desktop.wording``, under their old name until the last form asks for them there."""

from send_desktop.wording import age_on as age_on
from send_desktop.wording import day_month as day_month
from send_desktop.wording import days as days
from send_desktop.wording import full_date as full_date
from send_desktop.wording import year_group as year_group
