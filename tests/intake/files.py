"""Small real files to find: one second of a tone, and call tables."""

from pathlib import Path

from tests.hearing.sound_files import tone, wav


def recording(path: Path, seconds: float = 0.5) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return (
        wav(path, tone(seconds)) if path.suffix == ".wav" else wav(path.with_suffix(".wav"), tone(seconds)).rename(path)
    )


def table(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path
