"""`--workers`, `--cluster`, `--cluster-path`: who listens."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa_scorer.errors import UsageError
from qa_scorer.language import Text

if TYPE_CHECKING:
    from qa_scorer.workers import Workers
    from qa_scorer.workers.ears import Ears


def staff(ears: "Ears", workers: str, cluster: str | None, cluster_paths: Sequence[str]) -> "Workers":
    """The workers that were asked for. Raises UsageError."""
    if cluster is None:
        from qa_scorer.workers.staffing import processes

        if cluster_paths:
            raise UsageError(where="--cluster-path", why=_ONLY_CLUSTER, mend=_ADD_CLUSTER)
        return processes(ears, number_of_workers(workers))
    from qa_scorer.workers.ray_cluster import RayCluster
    from qa_scorer.workers.shared_storage import path_map

    if workers != "auto":
        raise UsageError(where="--workers", why=_BY_MACHINE, mend=_LEAVE_WORKERS)
    if ears.transcripts:
        raise UsageError(where="--cluster", why=_NOTHING_TO_HEAR, mend=_LEAVE_CLUSTER)
    return RayCluster(ears, cluster, paths=[path_map(written) for written in cluster_paths])


def number_of_workers(written: str) -> int | None:
    """None for auto. Raises UsageError."""
    if written == "auto":
        return None
    if written.isascii() and written.isdigit() and int(written):
        return int(written)
    raise UsageError(
        where="--workers",
        why=Text(f"“{written}”不是进程数", f"{written!r} is not a number of processes"),
        mend=Text("写 auto 或 1 以上的整数", "write auto or a whole number from 1 up"),
    )


_ONLY_CLUSTER = Text("路径对照只用于集群", "a path map is for a cluster")
_ADD_CLUSTER = Text("加上 --cluster，或去掉它", "add --cluster, or leave it out")
_BY_MACHINE = Text("集群上的进程数由每台机器的核心和显卡决定", "on a cluster each machine's cores and cards decide")
_LEAVE_WORKERS = Text("去掉 --workers", "leave --workers out")
_NOTHING_TO_HEAR = Text("有现成文本时不需要集群识别", "where transcripts are ready a cluster has nothing to do")
_LEAVE_CLUSTER = Text("去掉 --cluster 或 --transcripts", "leave out --cluster or --transcripts")
