"""Words -> text that rules can trust: script, numbers, word boundaries, sound, and the phrase matcher.

How a check finds a phrase, by whom and where in the call (`Window`), and what it gets:

    from qa_scorer.wording import DOUBT, Window, find, find_all, find_in_order

    asked = find(call, Role.AGENT, ("您反映的问题是{*}，是这样吗",), Window(last_percent=50), at_least=DOUBT)
    if asked and asked.likeness >= SURE:
        Answer(outcome=Outcome.MET, quote=asked.quote, start_s=asked.start_s, end_s=asked.end_s,
               confidence=asked.confidence, ...)
    asked.holes                                   # what stood for {*}: ("宽带网速慢",)

    # and did the customer answer within 10 s of it?
    find(call, Role.CUSTOMER, ("是", "对"), Window(after_s=asked.end_s, before_s=asked.end_s + 10))

    find_all(call, Role.CUSTOMER, ("投诉", "举报"))               # every time, in order
    find_in_order(call, Role.AGENT, (("您好",), ("工号{#}",)))    # one step behind the other

Phrases may have holes ({*} anything, {#} a number) and alternatives, (a|b); pattern.py says how. Both sides are
normalised, so 二十四小时 finds 24小时 and 24小時. `likeness` is 1.0 for the exact words, else by sound: `SURE` is
from where a phrase was said, `DOUBT` from where it may have been.
"""

from qa_scorer.wording.find import Found, find, find_all, find_in_order, nearest
from qa_scorer.wording.phrases import DOUBT, SURE
from qa_scorer.wording.window import EVERYWHERE, Window

__all__ = ["DOUBT", "EVERYWHERE", "SURE", "Found", "Window", "find", "find_all", "find_in_order", "nearest"]
