"""Submits one load to the Celery application, waits until it is done and prints one line of JSON.

load.py NAME JOBS TASKS_PER_JOB SAMPLES_PER_TASK; with 0 samples the tasks are empty.
"""

import json
import os
import sys
import time

import redis

import farm

POLL_SECONDS = 0.02


def main(name, jobs, tasks_per_job, samples_per_task):
    done = redis.Redis.from_url(farm.URL)
    tasks = jobs * tasks_per_job
    run = f"{name}-{os.getpid()}"
    started = time.monotonic()
    results = []
    with farm.app.producer_pool.acquire(block=True) as producer:
        for job in range(jobs):
            for task in range(tasks_per_job):
                results.append(submit(producer, run, job, task * samples_per_task, samples_per_task))
    submitted = time.monotonic()
    for result in results if farm.RESULTS else []:
        result.get()
    while int(done.get(run) or 0) < tasks:
        time.sleep(POLL_SECONDS)
    seconds = time.monotonic() - started
    report = {"tasks": tasks, "samples": tasks * samples_per_task, "seconds": seconds}
    print(json.dumps(report | {"submit_seconds": submitted - started}), flush=True)


def submit(producer, run, job, first, count):
    if count == 0:
        return farm.nothing.apply_async((run,), producer=producer)
    return farm.paint.apply_async((run, job, first, count), producer=producer)


main(sys.argv[1], *map(int, sys.argv[2:5]))
