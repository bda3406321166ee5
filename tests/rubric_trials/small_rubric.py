"""A small rubric with its examples, for tests of the trials."""

from pathlib import Path

SMALL = """\
id: small
version: "1"
title: {zh: 小, en: Small}
pass_mark: 60
sections:
  - id: opening
    title: {zh: 开场, en: Opening}
    rules:
      - id: opening.greeting
        title: {zh: 问候, en: Greets}
        weight: 60
        check: phrase
        any_of: [您好, 早上好]
        within: {first_turns: 1}
        examples:
          met:
            - 坐席：您好，请讲。
            - 坐席：早上好，请讲。
          missed:
            - "坐席：请讲。 / 客户：喂。 / 坐席：您好。"
      - id: opening.silence
        title: {zh: 不冷场, en: No dead air}
        weight: 40
        check: dead_air
        deducted_s: 30
        examples:
          met:
            - "0 坐席：请讲。 / 2 客户：我想查话费。 / 8 坐席：好的。"
          missed:
            - {dialogue: "0 坐席：请讲。 / 2 客户：我想查话费。 / 23.2 坐席：好的。", degree: 0.5}
"""
CASE = """\
title: 先问候，但冷场太久
rubric: small
dialogue: |
  0 坐席：您好，请讲。
  3 客户：我想查话费。
  45 坐席：好的。
expect:
  opening.greeting: met
  opening.silence: missed
verdict: pass
score: [60, 60]
"""


def write(folder: Path, text: str = SMALL, name: str = "small.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
