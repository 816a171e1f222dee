"""Numbers as they are typed into a form."""

from send_desktop.errors import Refused


def number(typed: str, title: str, lowest: float, highest: float) -> float | None:
    """Return the number, None for nothing typed. Raises Refused, naming the field, where it is none in the range."""
    text = typed.replace(",", "").replace("£", "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not lowest <= value <= highest:
        raise Refused(f"“{title}” takes a number from {lowest:g} to {highest:g}, not “{typed.strip()}”.")
    return value
