"""The two languages people read: a `Text` carries both, and the reader's language picks one."""

import locale
import os
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said to a person, in Chinese and in English, side by side where it is said."""

    zh: str
    en: str

    def read(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en


def language_of_locale() -> Language:
    """`zh` where the environment speaks Chinese, else `en`.

    The environment variables are asked first (POSIX order), then the operating system.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"
