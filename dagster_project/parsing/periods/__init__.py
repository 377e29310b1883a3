"""Periods: words of the calendar, what they mean together, and the issuer's fiscal calendar.

Which cell or claim a period belongs to does not belong here.
"""
