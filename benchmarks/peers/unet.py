"""A step of UNet2DConditionModel in PyTorch eager, one thread: `unet.py FOLDER EXCHANGE STEPS`.

FOLDER has config.json and diffusion_pytorch_model.safetensors, EXCHANGE the inputs and what Java made of them. Prints the median and the shortest time of a
step in milliseconds, and the largest difference from Java's output.
"""

import json
import math
import sys
import time

import torch
import torch.nn.functional as F

from network import read_safetensors

WARM_UP_STEPS = 10
UNSUPPORTED = (
    "class_embed_type", "addition_embed_type", "encoder_hid_dim", "time_cond_proj_dim", "num_class_embeds", "dual_cross_attention",
    "only_cross_attention", "center_input_sample", "class_embeddings_concat", "time_embedding_dim", "resnet_skip_time_act",
)
USUAL = {"act_fn": "silu", "resnet_time_scale_shift": "default", "time_embedding_type": "positional", "conv_in_kernel": 3, "conv_out_kernel": 3}


class UNet:
    def __init__(self, config, weights):
        for key in UNSUPPORTED:
            if config.get(key):
                raise SystemExit(f"config.json: {key} is {config[key]}, which this script cannot do")
        for key, usual in USUAL.items():
            if config.get(key, usual) not in (usual, None):
                raise SystemExit(f"config.json: {key} is {config[key]}, this script can do {usual} only")
        self.w = weights
        self.config = config
        self.channels = config["block_out_channels"]
        self.groups = config.get("norm_num_groups", 32)
        self.eps = config.get("norm_eps", 1e-5)
        heads = config.get("num_attention_heads") or config.get("attention_head_dim", 8)
        self.heads = heads if isinstance(heads, list) else [heads] * len(self.channels)
        self.padding = config.get("downsample_padding", 1)

    def __call__(self, sample, timesteps, context):
        emb = F.silu(self.linear("time_embedding.linear_2", F.silu(self.linear("time_embedding.linear_1", self.sinusoid(timesteps)))))
        x = self.conv("conv_in", sample)
        skips = [x]
        last = len(self.channels) - 1
        for i in range(last + 1):
            x = self.down(f"down_blocks.{i}", x, emb, context, self.heads[i], skips)
        x = self.resnet("mid_block.resnets.0", x, emb)
        x = self.transformer("mid_block.attentions.0", x, context, self.heads[last])
        x = self.resnet("mid_block.resnets.1", x, emb)
        for i in range(last + 1):
            x = self.up(f"up_blocks.{i}", x, emb, context, self.heads[last - i], skips)
        return self.conv("conv_out", F.silu(self.norm("conv_norm_out", x, self.eps)))

    def sinusoid(self, timesteps):
        half = self.channels[0] // 2
        exponents = -math.log(10000) * torch.arange(half, dtype=torch.float32) / (half - self.config.get("freq_shift", 0))
        angles = timesteps[:, None] * exponents.exp()[None, :]
        parts = [angles.cos(), angles.sin()] if self.config.get("flip_sin_to_cos", True) else [angles.sin(), angles.cos()]
        return torch.cat(parts, dim=1)

    def down(self, name, x, emb, context, heads, skips):
        j = 0
        while self.has(f"{name}.resnets.{j}.conv1"):
            x = self.resnet(f"{name}.resnets.{j}", x, emb)
            x = self.transformer(f"{name}.attentions.{j}", x, context, heads)
            skips.append(x)
            j += 1
        sampler = f"{name}.downsamplers.0.conv"
        if self.has(sampler):
            if self.padding == 0:
                x = F.pad(x, (0, 1, 0, 1))
            x = self.conv(sampler, x, stride=2, padding=self.padding)
            skips.append(x)
        return x

    def up(self, name, x, emb, context, heads, skips):
        j = 0
        while self.has(f"{name}.resnets.{j}.conv1"):
            x = self.resnet(f"{name}.resnets.{j}", torch.cat([x, skips.pop()], dim=1), emb)
            x = self.transformer(f"{name}.attentions.{j}", x, context, heads)
            j += 1
        sampler = f"{name}.upsamplers.0.conv"
        if self.has(sampler):
            x = self.conv(sampler, F.interpolate(x, size=skips[-1].shape[2:], mode="nearest"))
        return x

    def resnet(self, name, x, emb):
        h = self.conv(f"{name}.conv1", F.silu(self.norm(f"{name}.norm1", x, self.eps)))
        h = h + self.linear(f"{name}.time_emb_proj", emb)[:, :, None, None]
        h = self.conv(f"{name}.conv2", F.silu(self.norm(f"{name}.norm2", h, self.eps)))
        return h + (self.conv(f"{name}.conv_shortcut", x, padding=0) if self.has(f"{name}.conv_shortcut") else x)

    def transformer(self, name, x, context, heads):
        if not self.has(f"{name}.proj_in"):
            return x
        n, c, height, width = x.shape
        linear = self.w[f"{name}.proj_in.weight"].dim() == 2
        y = self.norm(f"{name}.norm", x, 1e-6)
        if linear:
            y = self.linear(f"{name}.proj_in", y.flatten(2).transpose(1, 2))
        else:
            y = self.conv(f"{name}.proj_in", y, padding=0).flatten(2).transpose(1, 2)
        i = 0
        while self.has(f"{name}.transformer_blocks.{i}.norm1"):
            block = f"{name}.transformer_blocks.{i}"
            normal = self.layer_norm(f"{block}.norm1", y)
            y = y + self.attention(f"{block}.attn1", normal, normal, heads)
            y = y + self.attention(f"{block}.attn2", self.layer_norm(f"{block}.norm2", y), context, heads)
            values, gate = self.linear(f"{block}.ff.net.0.proj", self.layer_norm(f"{block}.norm3", y)).chunk(2, dim=-1)
            y = y + self.linear(f"{block}.ff.net.2", values * F.gelu(gate))
            i += 1
        if linear:
            return x + self.linear(f"{name}.proj_out", y).transpose(1, 2).reshape(n, c, height, width)
        return x + self.conv(f"{name}.proj_out", y.transpose(1, 2).reshape(n, c, height, width), padding=0)

    def attention(self, name, queries, tokens, heads):
        n, length, _ = queries.shape
        q, k, v = (
            F.linear(rows, self.w[f"{name}.{which}.weight"]).view(n, -1, heads, self.w[f"{name}.{which}.weight"].shape[0] // heads).transpose(1, 2)
            for which, rows in (("to_q", queries), ("to_k", tokens), ("to_v", tokens))
        )
        scores = torch.softmax(q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5, dim=-1)
        return self.linear(f"{name}.to_out.0", (scores @ v).transpose(1, 2).reshape(n, length, -1))

    def has(self, name):
        return f"{name}.weight" in self.w

    def linear(self, name, x):
        return F.linear(x, self.w[f"{name}.weight"], self.w.get(f"{name}.bias"))

    def conv(self, name, x, stride=1, padding=1):
        return F.conv2d(x, self.w[f"{name}.weight"], self.w[f"{name}.bias"], stride, padding)

    def norm(self, name, x, eps):
        return F.group_norm(x, self.groups, self.w[f"{name}.weight"], self.w[f"{name}.bias"], eps)

    def layer_norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:], self.w[f"{name}.weight"], self.w[f"{name}.bias"])


def main(folder, exchange, steps):
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    with open(f"{folder}/config.json") as file:
        config = json.load(file)
    unet = UNet(config, read_safetensors(f"{folder}/diffusion_pytorch_model.safetensors"))
    given = read_safetensors(exchange)
    times = []
    with torch.inference_mode():
        for step in range(WARM_UP_STEPS + steps):
            start = time.perf_counter()
            said = unet(given["sample"], given["timesteps"], given["context"])
            times.append(time.perf_counter() - start)
    times = sorted(times[WARM_UP_STEPS:])
    difference = (said - given["expected"]).abs().max().item()
    print(times[steps // 2] * 1e3, times[0] * 1e3, difference)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
