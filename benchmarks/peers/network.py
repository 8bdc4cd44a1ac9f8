"""The generator of mnist-gan in PyTorch: 10-256-512-1024-784, leaky ReLU of slope 0.2, tanh."""

import json
import math
import struct

import torch
from torch.nn.functional import leaky_relu_, linear

NOISE = 10
BATCH = 64
WIDTHS = (NOISE, 256, 512, 1024, 784)
DTYPES = {"F16": torch.float16, "F32": torch.float32}


class Generator:
    def __init__(self, weights):
        """With the weights of a safetensors file; for an empty name random ones of the same shapes."""
        tensors = read_safetensors(weights) if weights else random_tensors()
        self.layers = [(tensors[f"layers.{i}.weight"], tensors[f"layers.{i}.bias"]) for i in range(len(WIDTHS) - 1)]

    def paint(self, count, seed):
        """Yields batches of at most 64 pictures as uint8 arrays (n, 28, 28)."""
        source = torch.Generator().manual_seed(seed)
        with torch.inference_mode():
            for first in range(0, count, BATCH):
                x = torch.randn(min(BATCH, count - first), NOISE, generator=source)
                for weight, bias in self.layers[:-1]:
                    x = leaky_relu_(linear(x, weight, bias), 0.2)
                x = linear(x, *self.layers[-1]).tanh_()
                yield x.mul_(127.5).add_(128).to(torch.uint8).view(-1, 28, 28).numpy()


def random_tensors():
    source = torch.Generator().manual_seed(1)
    tensors = {}
    for i, (inputs, outputs) in enumerate(zip(WIDTHS, WIDTHS[1:])):
        tensors[f"layers.{i}.weight"] = torch.randn(outputs, inputs, generator=source) / math.sqrt(inputs)
        tensors[f"layers.{i}.bias"] = torch.zeros(outputs)
    return tensors


def read_safetensors(path):
    with open(path, "rb") as file:
        (header_bytes,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(header_bytes))
        body = bytearray(file.read())
    header.pop("__metadata__", None)
    return {name: tensor(body, entry) for name, entry in header.items()}


def tensor(body, entry):
    flat = torch.frombuffer(
        body, dtype=DTYPES[entry["dtype"]], count=math.prod(entry["shape"]), offset=entry["data_offsets"][0]
    )
    return flat.reshape(entry["shape"]).float()
