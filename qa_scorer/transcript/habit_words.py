"""How often an agent ends what is said in a habit word: 啊, 呀, 喽, 的呀.

A single one is good Mandarin (是啊, 对呀 and 好啊 are left out altogether); only a rate far above everybody else's is a
habit. Source: T M (forbidden.slang) name the words and no rate.
"""

import re

# Recognisers write 牙 or 雅 for a 呀 at a clause's end; behind these characters it is neither 蓝牙 nor a name.
_HABITS = re.compile("的呀|[啊呀喽囉嘍]|(?<=[的了么麼着著过過到])[牙雅](?=[，。！？,.!?]|$)")
_HARMLESS = re.compile("[是对對好行][啊呀]")
_LEAST_CHARACTERS = 50  # a rate over fewer is noise


def habit_words_per_100(text: str, characters: int) -> float | None:
    """Habit words in 100 of the `characters` of `text`; None over fewer than 50."""
    if characters < _LEAST_CHARACTERS:
        return None
    return 100 * len(_HABITS.findall(_HARMLESS.sub("", text))) / characters
