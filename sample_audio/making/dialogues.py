"""Composes a call's script from a plan: opening, scenario, exchanges and closing, in wordings drawn by chance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from making.bank import Bank, Step
from making.script import Line, Phrase, Plan, Speaker

SHORT_HOLD_S = (2.2, 3.8)
LONG_HOLD_S = (10.8, 12.5)
DEAD_AIR_S = (15.0, 16.5)
PACE_S = (0.25, 0.8)  # between one side's last word and the other's first
BACKCHANNEL_CHARACTERS = 36  # a line this long may draw a 好的 from the listener …
BACKCHANNEL_CHANCE = 0.35  # … this often
DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))


@dataclass(frozen=True, slots=True)
class _Said:
    """A phrase on its way into a line; `wait_s` is a hold before it."""

    speaker: Speaker
    phrase: Phrase
    wait_s: float | None = None
    announced: bool | None = None


def compose(plan: Plan, bank: Bank, rng: Random) -> tuple[Line, ...]:
    """The script of a call. The same plan, bank and generator state give the same script."""
    return _Writer(plan, bank, rng).lines()


class _Writer:
    def __init__(self, plan: Plan, bank: Bank, rng: Random) -> None:
        self.plan, self.bank, self.rng = plan, bank, rng
        self.scenario = bank.scenarios[plan.scenario]
        self.slots = slots_of(plan, bank, rng) | {
            slot: rng.choice(values) for slot, values in self.scenario.slots.items()
        }

    def lines(self) -> tuple[Line, ...]:
        said = [*self._opening(), *self._body(), *self._closing()]
        return tuple(self._with_backchannels(self._joined(said)))

    # --- the parts of a call ---------------------------------------------------------------------------------

    def _opening(self) -> Iterator[_Said]:
        yield from self._agent("opening.greeting", variant="morning" if self.plan.started_at.hour < 12 else "")
        yield from self._agent("opening.desk", variant="vip" if self.plan.vip else "")
        yield from self._agent("identity.wrong" if self.plan.wrong_number else "opening.identity")
        yield from self._agent("opening.offer")

    def _body(self) -> Iterator[_Said]:
        hold: _Said | None = None
        for step in self.scenario.steps:
            if step.mark == "hold":
                yield from self._before_hold()
                hold = _Said("agent", Phrase(text=""), *self._hold())
            elif step.mark == "spot":
                yield from self._exchanges()
            else:
                for said in self._step(step):
                    yield from self._after_hold(said, hold)
                    hold = None

    def _exchanges(self) -> Iterator[_Said]:
        for name in self.plan.exchanges:
            for step in self.rng.choice(self.bank.exchanges[name]):
                yield from self._step(step)

    def _closing(self) -> Iterator[_Said]:
        plan, asked = self.plan, "closing.anything_else" not in self.plan.skips
        thanked = self.rng.random() < 0.6
        yield from self._agent("closing.anything_else")
        yield self._customer(_parting_tag(asked=asked, thanked=thanked), *(["customer.thanks"] if thanked else []))
        last = [*(self._agent("conduct.thanks_reply") if thanked else []), *self._agent("closing.thanks")]
        last += self._agent("closing.farewell")
        yield from last or [_Said("agent", Phrase(text=self.rng.choice(self.bank.phrases["filler"])))]
        if plan.released_by == "customer" or self.rng.random() < 0.5:
            yield self._customer("customer.farewell")

    # --- holds -----------------------------------------------------------------------------------------------

    def _before_hold(self) -> Iterator[_Said]:
        if self.plan.hold in ("short", "long"):
            yield from self._agent("conduct.hold_request")
            if self.rng.random() < 0.5:
                yield self._customer("customer.consents")

    def _hold(self) -> tuple[float | None, bool | None]:
        seconds = {"short": SHORT_HOLD_S, "long": LONG_HOLD_S, "dead": DEAD_AIR_S}.get(self.plan.hold)
        return (None, None) if seconds is None else (self.rng.uniform(*seconds), self.plan.hold != "dead")

    def _after_hold(self, said: _Said, hold: _Said | None) -> Iterator[_Said]:
        if hold is None or hold.wait_s is None:
            yield said
            return
        returns = self.plan.hold == "long" or (self.plan.hold == "short" and self.rng.random() < 0.5)
        words = [*(self._agent("conduct.hold_return") if returns else []), said]
        yield replace(words[0], wait_s=hold.wait_s, announced=hold.announced)
        yield from words[1:]

    # --- phrases ---------------------------------------------------------------------------------------------

    def _agent(self, tag: str, *, variant: str = "") -> list[_Said]:
        """The agent's wording for a tag, or nothing where the plan skips it."""
        if tag in self.plan.skips:
            return []
        family = f"{tag}@{variant}" if f"{tag}@{variant}" in self.bank.phrases else tag
        return [self._said("agent", Phrase(text=self.rng.choice(self.bank.phrases[family]), tags=(tag,)))]

    def _customer(self, family: str, *tags: str) -> _Said:
        return self._said("customer", Phrase(text=self.rng.choice(self.bank.phrases[family]), tags=tags))

    def _step(self, step: Step) -> list[_Said]:
        phrase = self.rng.choice(step.wordings)
        return [] if self.plan.skips.intersection(phrase.tags) else [self._said(step.speaker, phrase)]

    def _said(self, speaker: Speaker, phrase: Phrase) -> _Said:
        return _Said(speaker, replace(phrase, text=phrase.text.format_map(self.slots)))

    # --- lines -----------------------------------------------------------------------------------------------

    def _joined(self, said: list[_Said]) -> list[Line]:
        """Phrases of one side that follow each other without a hold become one line."""
        lines: list[Line] = []
        for each in said:
            if lines and lines[-1].speaker == each.speaker and each.wait_s is None:
                lines[-1] = replace(lines[-1], phrases=(*lines[-1].phrases, each.phrase))
            else:
                gap_s = self.rng.uniform(*PACE_S) if each.wait_s is None else each.wait_s
                lines.append(Line(speaker=each.speaker, phrases=(each.phrase,), gap_s=gap_s, announced=each.announced))
        return [ended(line) for line in lines]

    def _with_backchannels(self, lines: list[Line]) -> Iterator[Line]:
        for line in lines:
            yield line
            if len(line.text) >= BACKCHANNEL_CHARACTERS and self.rng.random() < BACKCHANNEL_CHANCE:
                listener: Speaker = "customer" if line.speaker == "agent" else "agent"
                text = self.rng.choice(self.bank.phrases[f"backchannel.{listener}"])
                yield Line(speaker=listener, phrases=(Phrase(text=text, tags=("backchannel",)),), gap_s=0.0, over=True)


def slots_of(plan: Plan, bank: Bank, rng: Random) -> dict[str, str]:
    """What stands for the slots that every call has."""
    return {
        "job": _spoken(plan.agent.id, rng),
        "wrong_job": _spoken(_another_number(plan.agent.id, bank, rng), rng),
        "name": plan.agent.name,
        "surname": plan.surname,
        "title": "女士" if plan.customer_voice in bank.women else "先生",
    }


def _parting_tag(*, asked: bool, thanked: bool) -> str:
    if asked:
        return "customer.thanks" if thanked else "customer.declines"
    return "customer.ends_with_thanks" if thanked else "customer.ends"


def ended(line: Line) -> Line:
    """A line whose last phrase was left out ends with a full stop all the same."""
    last = line.phrases[-1]
    return (
        replace(line, phrases=(*line.phrases[:-1], replace(last, text=last.text.removesuffix("，") + "。")))
        if (last.text.endswith("，"))
        else line
    )


def _spoken(number: str, rng: Random) -> str:
    """A number digit by digit; in half the calls one is 幺, as operators say it."""
    spoken = "".join(DIGITS[digit] for digit in number)
    return spoken.replace("一", "幺") if rng.random() < 0.5 else spoken


def _another_number(own: str, bank: Bank, rng: Random) -> str:
    return rng.choice([agent.id for agent in bank.agents if agent.id != own])
