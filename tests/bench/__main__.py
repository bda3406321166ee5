"""`python -m tests.bench NAME [--audio DIR]`: the figures the README quotes, measured here and now."""

import argparse
from importlib import import_module
from pathlib import Path

BENCHES = {
    "stages": "real-time factors of the whole run and of bare recognition, time by stage, peak memory",
    "startup": "start times of the light commands and what they import",
    "rubric_diff": "what-if over thousands of stored calls: seconds and peak memory",
    "stored": "10,000 stored calls: seconds to see that nothing is left, to score all again; peak memory",
    "workers": "two worker processes against one, at the same threads in all; memory of a worker",
    "truth": "outcomes against the truth of the sample calls and situations (--audio: another set of make_samples.py)",
    "formats": "which odd audio files decode (--audio: a folder of them)",
    "line_sounds": "hold music, tones and keys found; speech left alone",
    "hearing": "speed and memory of the hearing half; loudness signals (--audio: a folder with manifest.jsonl)",
    "talkover": "interruptions and backchannels told apart (--audio: a set made by make_talkover.py)",
    "activity": "talk time and silences against the truth (--audio: a made set, or a folder with manifest.jsonl)",
    "diarization": "who spoke when on one channel: error rates (--audio: a made set, or a folder with manifest.jsonl)",
    "roles": "whose voice is whose, recorded prompts, speech rates (--audio: another set made by make_samples.py)",
    "workbooks": "time and memory of the workbooks of 200 agents, 100 calls each, 80 rules",
    "verification": "is the second opinion's 0.8 right eight times in ten? (--audio: a set made by make_samples.py)",
    "page": "size of a call page and of the night page, and how fast Chromium opens them",
    "speed": "ours against openai-whisper, faster-whisper and whisper-ctranslate2 (--audio: a made set)",
    "terms": "a vocabulary's terms found and put in wrongly (--audio: another set made by make_samples.py)",
    "words": "character error rate and made-up words (--audio: a folder with manifest.jsonl)",
}
SAMPLES = Path(__file__).parents[2] / "sample_audio"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    names = parser.add_subparsers(dest="name", required=True)
    for name, words in BENCHES.items():
        bench = names.add_parser(name, help=words, description=words)
        bench.add_argument("--audio", type=Path, default=SAMPLES, metavar="DIR", help="default: sample_audio")
    given = parser.parse_args()
    import_module(f"tests.bench.{given.name}").main(given.audio)


if __name__ == "__main__":
    main()
