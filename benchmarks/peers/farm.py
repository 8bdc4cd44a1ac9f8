"""What a team would write instead: a Celery application on Redis whose tasks paint ranges of samples.

Environment: PEER_REDIS (url of the broker), PEER_OUT (folder of the tars), PEER_WEIGHTS (safetensors file; empty: random
weights), PEER_PNG (pillow, pillow-1
or opencv), PEER_RESULTS (redis: what became of each task is kept there; empty: nobody is told).
"""

import os

import cv2
import redis
import torch
from celery import Celery
from celery.signals import worker_init, worker_process_init

import shard
from network import Generator

URL = os.environ["PEER_REDIS"]
OUT = os.environ["PEER_OUT"]
ENCODE = shard.ENCODERS[os.environ.get("PEER_PNG", "pillow")]

RESULTS = os.environ.get("PEER_RESULTS") == "redis"

app = Celery("peer", broker=URL, backend=URL if RESULTS else None)
app.conf.update(
    task_acks_late=True,
    task_ignore_result=not RESULTS,
    task_serializer="json",
    accept_content=["json"],
    worker_prefetch_multiplier=int(os.environ.get("PEER_PREFETCH", "4")),
    worker_send_task_events=False,
)

generator = None
done = None


@worker_process_init.connect
def load(**_):
    """In each child of a prefork pool; PyTorch does not survive a fork."""
    global generator, done
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    generator = Generator(os.environ.get("PEER_WEIGHTS", ""))
    done = redis.Redis.from_url(URL)


@worker_init.connect
def load_solo(sender, **_):
    if sender.pool_cls.__module__.endswith("solo"):
        load()


@app.task
def paint(run, job, first, count):
    shard.write(f"{OUT}/{run}-{job}-{first}.tar", generator.paint(count, seed=job << 32 | first), ENCODE)
    done.incr(run)


@app.task
def nothing(run):
    done.incr(run)
