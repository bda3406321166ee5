"""A Ray cluster of two machines, real but for both being this one: what it hears, and one of them killed in the middle.

Where Ray has no wheel for the system, there is nothing to test.
"""

import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa_scorer.errors import MachineError
from qa_scorer.model import Call, CallData, Recording, UnscoredCall
from qa_scorer.workers import ray_machines
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.ray_cluster import RayCluster
from qa_scorer.workers.shared_storage import PathMap
from tests.workers.other_words import holds_no_other, in_other_words

pytest.importorskip("ray")

_STORE_BYTES = 80_000_000  # the least that Ray takes


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The head machine with one core."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    from ray.cluster_utils import Cluster

    started = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 1, "object_store_memory": _STORE_BYTES, "include_dashboard": False},
    )
    yield started
    started.shutdown()


def test_a_machine_killed_in_the_middle_costs_nothing(
    cluster: Any,
    folder: Path,
    recordings: Sequence[Recording],
    heard_here: dict[str, Call],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The machines see the recordings under another path than this process does; one file none of them sees."""
    second = cluster.add_node(num_cpus=1, object_store_memory=_STORE_BYTES)
    elsewhere = [replace(recording, path=Path("/only/here") / recording.name) for recording in recordings]
    missing = Recording(path=Path("/only/here/missing.wav"), name="missing.wav", call=CallData())
    give, killed = ray_machines.RayMember.give, []

    def give_and_kill(member: Any, *given: Any) -> None:
        give(member, *given)
        if member.place == second.node_id and not killed:
            killed.append(given[0].recording.name)
            cluster.remove_node(second, allow_graceful=False)

    monkeypatch.setattr(ray_machines.RayMember, "give", give_and_kill)
    workers = RayCluster(Ears(), cluster.address, paths=[PathMap("/only/here", str(folder))])
    before = signal.getsignal(signal.SIGTERM)
    assert workers.heard_with == Ears().heard_with
    assert signal.getsignal(signal.SIGTERM) is before, "what systemd's stop does to a night is not Ray's to say"
    told = recordings[-1].name  # its words are known before

    def recall(recording: Recording) -> Recording:
        return in_other_words(recording, heard_here) if recording.name == told else recording

    results = {result.name: result for result in workers.heard([*elsewhere, missing], recall=recall)}

    assert killed, "the second machine was given nothing"
    refused = results.pop("missing.wav")
    assert isinstance(refused, UnscoredCall)
    assert f"does not see {folder}/missing.wav" in refused.why.en
    of_told = results.pop(told)
    assert isinstance(of_told, Call) and holds_no_other(of_told.evidence)
    assert results == {name: call for name, call in heard_here.items() if name != told}
    assert sum("its machine left the cluster" in message for message in caplog.messages) == 1


def test_no_cluster_is_told_with_how_to_start_one() -> None:
    with pytest.raises(MachineError) as caught:
        list(RayCluster(Ears(), "auto").heard([]))
    assert "ray start --head" in caught.value.mend.en
