#!/usr/bin/env python3
"""Traces the weights of zoo/mnist-lenet as a classifier that somebody might bring: lenet/model.pt.

Needs PyTorch 1.13 or newer and NumPy. Run in this folder: python3 make.py
It reads pixels of -1 to 1 and gives (logits, hidden units). The weights stay float16, as in the zoo, to keep the file small.
"""

import json
import struct

import numpy
import torch
import torch.nn.functional as F

ZOO = "../../../../../zoo/mnist-lenet/v1/model.safetensors"
DTYPES = {"F16": numpy.float16, "F32": numpy.float32}


def tensors(path):
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            values = numpy.frombuffer(data[start:end], DTYPES[entry["dtype"]]).reshape(entry["shape"])
            yield name, torch.from_numpy(values.astype(numpy.float16))


class Lenet(torch.nn.Module):
    def __init__(self, weights):
        super().__init__()
        for name, value in weights:
            self.register_buffer(name.replace(".", "_"), value)

    def forward(self, pixels):
        x = pixels * 0.5 + 0.5
        for layer in ("conv1", "conv2"):
            x = F.conv2d(x, *self.parts(layer))
            x = F.relu(F.max_pool2d(x, 2))
        hidden = F.relu(F.linear(x.flatten(1), *self.parts("fc1")))
        return F.linear(hidden, *self.parts("fc2")), hidden

    def parts(self, layer):
        return getattr(self, layer + "_weight").float(), getattr(self, layer + "_bias").float()


torch.manual_seed(0)
traced = torch.jit.trace(Lenet(tensors(ZOO)).eval(), torch.rand(2, 1, 28, 28))
traced.save("lenet/model.pt")
