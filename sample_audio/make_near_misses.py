"""Makes lines in which a phrase is said and lines that only sound like it, with their truth.

python sample_audio/make_near_misses.py --voices DIR [--seed N] [--out DIR]

Each voice is one recording, `{voice}.amr`, of lines from near_misses/near_misses.yaml dealt out by the seed, with four
numbers read out among them. The truth has the form of that of the sample calls (one agent, no customer), with
`asked`: [phrase, kind] each, every phrase that the recording is asked for, said in it or not.
"""

import argparse
import json
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import yaml
from making import files
from making.voices import LINE_HZ, Kokoro, Sound

HERE = Path(__file__).parent / "near_misses"
AUDIO = "amr-mono"
VOICES = ("zf_xiaobei", "zm_yunjian", "zf_xiaoni", "zm_yunxi", "zf_xiaoxiao", "zm_yunxia", "zf_xiaoyi", "zm_yunyang")
NUMBERS = 4  # read out by each voice
SPEEDS = (0.95, 1.25)
GAP_S = 0.7
PEAK = 0.5
SPOKEN = "零一二三四五六七八九"

Spoken = tuple[str, str]  # the line, and what it is asked for


def main() -> None:
    parser = argparse.ArgumentParser(description="Make lines that sound alike, with their truth.")
    parser.add_argument("--voices", type=Path, required=True, metavar="DIR", help="folder where npm install was run")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--out", type=Path, default=HERE, metavar="DIR")
    options = parser.parse_args()
    bank = yaml.safe_load((HERE / "near_misses.yaml").read_text("utf-8"))
    kokoro, rng = Kokoro(options.voices), Random(f"near misses {options.seed}")
    (options.out / "truth").mkdir(parents=True, exist_ok=True)
    for voice, lines in dealt(bank, rng).items():
        write(options.out, voice, lines, kokoro, rng)


def dealt(bank: dict[str, Any], rng: Random) -> dict[str, list[tuple[str, str, str]]]:
    """For each voice (line, the phrase it is asked for, kind); the lines of one phrase go to different voices."""
    hands: dict[str, list[tuple[str, str, str]]] = {voice: [] for voice in VOICES}
    table = cycle(VOICES)
    for kind in ("forbidden", "required"):
        for phrase, lines in bank[kind].items():
            for line in (*lines["said"], *lines["alike"]):
                hands[next(table)].append((line, phrase, kind))
    for hand in hands.values():
        for _ in range(NUMBERS):
            number = f"{rng.randrange(1000, 10_000)}"
            hand.append((rng.choice(bank["number_lines"]).format(read_out(number, rng)), number, "number"))
        rng.shuffle(hand)
    return hands


def read_out(number: str, rng: Random) -> str:
    """The digits as they are spoken: 1 as 幺 or 一."""
    one = rng.choice("幺一")
    return "".join(one if digit == "1" else SPOKEN[int(digit)] for digit in number)


def write(out: Path, voice: str, lines: list[tuple[str, str, str]], kokoro: Kokoro, rng: Random) -> None:
    gap = np.zeros(round(GAP_S * LINE_HZ), np.float32)
    pieces: list[Sound] = [gap]
    turns = []
    for line, _, _ in lines:
        start_s = sum(map(len, pieces)) / LINE_HZ
        spoken = kokoro.say(line, voice=voice, speed=rng.uniform(*SPEEDS)).samples
        pieces += [np.float32(PEAK / np.abs(spoken).max()) * spoken, gap]
        turns.append({"role": "agent", "start_s": start_s, "end_s": start_s + len(spoken) / LINE_HZ, "text": line,
                      "phrases": [], "words": words(line, start_s, len(spoken) / LINE_HZ)})  # fmt: skip
    name = f"{voice}.{files.ending(AUDIO)}"
    files.write(out / name, [np.concatenate(pieces)], AUDIO)
    truth = {
        "file": name, "call": {"agent_id": "", "agent_channel": ""}, "sound": {"audio": AUDIO, "agent_voice": voice},
        "turns": turns, "asked": [[phrase, kind] for _, phrase, kind in lines],
    }  # fmt: skip
    (out / "truth" / f"{voice}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")


def words(line: str, start_s: float, duration_s: float) -> list[tuple[str, float, float]]:
    """Every character with its times: the line's time split evenly, as in the sample calls."""
    said = [char for char in line if char.isalnum()]
    each_s = duration_s / len(said)
    return [(char, round(start_s + i * each_s, 2), round(start_s + (i + 1) * each_s, 2)) for i, char in enumerate(said)]


if __name__ == "__main__":
    main()
