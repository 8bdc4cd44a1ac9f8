"""Pictures to PNG, PNGs to a tar, the tar to a file that appears whole."""

import io
import os
import tarfile

import cv2
from PIL import Image


def pillow(picture):
    """Pillow's PNG as it comes."""
    png = io.BytesIO()
    Image.fromarray(picture).save(png, "PNG")
    return png.getvalue()


def pillow_1(picture):
    """Pillow's PNG at level 1, its fastest that compresses."""
    png = io.BytesIO()
    Image.fromarray(picture).save(png, "PNG", compress_level=1)
    return png.getvalue()


def opencv(picture):
    """OpenCV's default, level 1 with run-length matching: the fastest PNG among Debian's packages."""
    return cv2.imencode(".png", picture)[1].tobytes()


ENCODERS = {"pillow": pillow, "pillow-1": pillow_1, "opencv": opencv}


def write(path, batches, encode):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        index = 0
        for batch in batches:
            for picture in batch:
                png = encode(picture)
                entry = tarfile.TarInfo(f"{index:010d}.png")
                entry.size = len(png)
                tar.addfile(entry, io.BytesIO(png))
                index += 1
    draft = f"{path}.{os.getpid()}"
    with open(draft, "wb", buffering=0) as file:
        file.write(buffer.getbuffer())
    os.replace(draft, path)
