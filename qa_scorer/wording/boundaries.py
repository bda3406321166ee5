"""Word boundaries by jieba, so that 喂 does not fire inside 喂养; a site's own terms are words too."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from qa_scorer.cache_folder import cache_folder_made
from qa_scorer.wording.script import fold

_TERMS: ContextVar[tuple[str, ...]] = ContextVar("terms", default=())


@contextmanager
def words_known(terms: Sequence[str]) -> Iterator[None]:
    """Within it `terms` are words as well."""
    before = _TERMS.set(tuple(terms))
    try:
        yield
    finally:
        _TERMS.reset(before)


def word_edges(text: str) -> frozenset[int]:
    """The places in `text` where a word begins or ends."""
    return _edges(text, _TERMS.get())


@lru_cache(maxsize=1024)
def _edges(text: str, terms: tuple[str, ...]) -> frozenset[int]:
    edges, place = {0}, 0
    words = _tokenizer(terms).lcut(text, HMM=False)  # type: ignore[attr-defined]  # jieba ships no types
    for word in words:  # those of its dictionary; what it would guess to be one (嘿有) hides the words in it
        place += len(word)
        edges.add(place)
    return frozenset(edges)


@lru_cache(maxsize=4)
def _tokenizer(terms: tuple[str, ...]) -> object:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)  # it announces its dictionary on the screen otherwise
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(cache_folder_made())  # its cache file is per user, not in the shared temp
    for term in terms:
        tokenizer.add_word(fold(term))
    return tokenizer
