"""Seconds as people read them."""


def clock(seconds: float, tenths: bool = False) -> str:
    """`1:23`, or `1:02:03` from an hour on; with a tenth of a second where asked for."""
    whole = round(seconds, 1) if tenths else round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    shown = f"{left:04.1f}" if tenths else f"{left:02.0f}"
    return f"{hours:.0f}:{minutes:02.0f}:{shown}" if hours else f"{minutes:.0f}:{shown}"
