"""File names for agents: legal on Linux, macOS and Windows, and one for each agent.

An id that has to be changed for the file system gets a mark made from the id itself, so that it keeps the same name
from night to night whoever else is there. Ids that differ only in case, or in the way an accent is encoded, are one
name to Windows and macOS; all of them get the mark.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

LONGEST = 40  # characters; of three bytes each they leave room below the 255 bytes most file systems allow
_UNNAMED = "agent"

# Reserved by Windows with any ending: "Naming Files, Paths, and Namespaces", learn.microsoft.com
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]')


def agent_file_names(agent_ids: Iterable[str]) -> Mapping[str, str]:
    """A file name without its ending for each of the different `agent_ids`."""
    ids = sorted(set(agent_ids))
    names = {agent_id: _legal(agent_id) for agent_id in ids}
    alike = Counter(_folded(name) for name in names.values())
    return {
        agent_id: name if name == agent_id and alike[_folded(name)] == 1 else f"{name}~{_mark(agent_id)}"
        for agent_id, name in names.items()
    }


def _legal(agent_id: str) -> str:
    name = _ILLEGAL.sub("_", agent_id)[:LONGEST].strip(" .~")
    return f"_{name}" if _RESERVED.fullmatch(name) else name or _UNNAMED


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _mark(agent_id: str) -> str:
    return hashlib.sha256(agent_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
