"""Extraction spread over processes: batches out, results back in order, never more than a few batches in flight."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incidents.article import Article
    from incidents.extractor import Extractor
    from incidents.result import Incidents

_extractor: Extractor | None = None


def _start_worker(extractor: Extractor) -> None:
    # Several processes that each use every core slow each other down.
    os.environ["OMP_NUM_THREADS"] = "1"
    global _extractor
    _extractor = extractor


def _extract(batch: list[Article]) -> list[Incidents]:
    assert _extractor is not None
    return _extractor.extract_batch(batch)


def pipe_in_processes(
    extractor: Extractor, articles: Iterable[Article], *, workers: int, batch: int
) -> Iterator[Incidents]:
    """Extracts articles in worker processes, in order.

    Args:
        extractor: Sent to each worker once.
        articles: Read only a few batches ahead of what is asked for.
        workers: Number of processes.
        batch: Articles a worker takes at a time.
    """
    context = multiprocessing.get_context("spawn")
    stream = iter(articles)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(extractor,)) as pool:
        pending: deque[Future[list[Incidents]]] = deque()
        for _ in range(2 * workers):
            if some := list(islice(stream, batch)):
                pending.append(pool.submit(_extract, some))
        while pending:
            done = pending.popleft().result()
            if some := list(islice(stream, batch)):
                pending.append(pool.submit(_extract, some))
            yield from done
