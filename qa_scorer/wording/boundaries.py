"""Word boundaries by jieba, so that 喂 does not fire inside 喂养."""

from functools import cache, lru_cache


@cache
def _tokenizer() -> object:
    import logging

    import jieba
    from platformdirs import user_cache_path

    jieba.setLogLevel(logging.WARNING)  # it announces its dictionary on the screen otherwise
    tokenizer = jieba.Tokenizer()
    folder = user_cache_path("qa-scorer", ensure_exists=True)  # its cache file is per user, not in the shared temp
    tokenizer.tmp_dir = str(folder)
    return tokenizer


@lru_cache(maxsize=1024)
def word_edges(text: str) -> frozenset[int]:
    """The places in `text` where a word begins or ends."""
    edges, place = {0}, 0
    for word in _tokenizer().lcut(text):  # type: ignore[attr-defined]  # jieba ships no types
        place += len(word)
        edges.add(place)
    return frozenset(edges)
