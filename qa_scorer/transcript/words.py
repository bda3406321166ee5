"""The recogniser's tokens -> words that join to readable text without a separator."""

from collections.abc import Iterable

from qa_scorer.model import Word


def tidied(tokens: Iterable[Word]) -> tuple[Word, ...]:
    """`tokens` without their spaces, but for one between two Latin words: joined, the texts read 我办5G套餐, how much.

    Whisper's tokens carry a space in front where a Latin word begins. Tokens that are only space are dropped; a
    token may be several Han characters, or half a Latin word, and stays as it is.
    """
    words: list[Word] = []
    spaced = False
    for token in tokens:
        text = token.text.strip()
        spaced = spaced or token.text[:1].isspace()
        if not text:
            continue
        if spaced and words and _latin(words[-1].text[-1]) and _latin(text[0]):
            text = f" {text}"
        words.append(Word(text=text, start_s=token.start_s, end_s=token.end_s, probability=token.probability))
        spaced = token.text[-1].isspace()
    return tuple(words)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
