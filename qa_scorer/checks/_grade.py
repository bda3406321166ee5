"""How far a figure is over its limits, as a share of the points."""


def share(value: float, full: float, none: float) -> float:
    """1 up to `full`, 0 from `none` (>= `full`) on, a straight line between; a step where the two are one."""
    if full == none:
        return 1.0 if value <= full else 0.0
    return min(max((none - value) / (none - full), 0.0), 1.0)
