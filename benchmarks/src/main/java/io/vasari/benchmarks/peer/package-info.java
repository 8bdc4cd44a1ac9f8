/** What a team would otherwise write: Celery on Redis with PyTorch, run from {@code benchmarks/peers}. */
package io.vasari.benchmarks.peer;
