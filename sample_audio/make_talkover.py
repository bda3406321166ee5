"""Makes stereo calls full of interruptions, listener's signs and short overlaps, with their truth.

python sample_audio/make_talkover.py --seed N --events K --out DIR

The turns are cut from the shipped sample calls and laid down anew; no voices are needed, only numpy and soundfile. The
same seed gives the same calls. K interruptions are made and as many backchannels, by agents and customers, and about
as many plain changes of speaker and overlaps of less than 0.7 s, about twenty events a file. The truth is that of the
sample calls, with `talkovers`: [kind, interrupter, start_s, end_s, other_stopped] each, times those of the clips.
"""

import argparse
from pathlib import Path
from random import Random

from making import collided, collisions, cut_turns

HERE = Path(__file__).parent
SCENES_A_FILE = 10  # with the passings of the floor between them about twenty events


def main() -> None:
    parser = argparse.ArgumentParser(description="Make calls full of interruptions, with their truth.")
    parser.add_argument("--seed", type=int, default=7, metavar="N")
    parser.add_argument("--events", type=int, default=200, metavar="K", help="interruptions, and as many backchannels")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    make(options.seed, options.events, options.out)


def make(seed: int, events: int, out: Path) -> None:
    """Write the calls, `T{seed}{number}.wav`, and their truth into `out`."""
    (out / "truth").mkdir(parents=True, exist_ok=True)
    clips = cut_turns.clips(HERE)
    planned = collisions.scenes(events, Random(f"scenes {seed}"))
    for number, start in enumerate(range(0, len(planned), SCENES_A_FILE), start=1):
        name = f"T{seed}{number:03d}"
        rng = Random(f"talkover {name}")
        conversation = collisions.Conversation(clips, rng)
        for scene in planned[start : start + SCENES_A_FILE]:
            conversation.play(scene)
        conversation.close()
        collided.write(out, name, conversation, seed, rng)


if __name__ == "__main__":
    main()
