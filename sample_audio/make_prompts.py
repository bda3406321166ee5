"""Makes the recorded prompts (IVR menu, notices, queue) that stand before a call in a benchmark.

python sample_audio/make_prompts.py --voices DIR
"""

import argparse
from pathlib import Path

import yaml
from making import files
from making.voices import Kokoro

HERE = Path(__file__).parent / "prompts"
AUDIO = "amr-mono"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the recorded prompts.")
    parser.add_argument("--voices", type=Path, required=True, metavar="DIR", help="folder where npm install was run")
    kokoro = Kokoro(parser.parse_args().voices)
    for name, prompt in yaml.safe_load((HERE / "prompts.yaml").read_text("utf-8")).items():
        spoken = kokoro.say(prompt["text"], voice=prompt["voice"], speed=1.0)
        files.write(HERE / f"{name}.{files.ending(AUDIO)}", [spoken.samples], AUDIO)


if __name__ == "__main__":
    main()
