"""The cluster: the same reading on more than one machine, through Dask.

`readers` is the driver's side, `there` what happens at a worker, `crew` the scheduler and the workers themselves, `trust` who
may speak. `GROWING.md` beside this package has the commands and the arithmetic. Dask's messages are pickles: who may
speak to a cluster may run programs on it, and that is why strangers are kept out by certificates (`trust`). What is stored
is never a pickle: the driver writes pages as JSON, as it does without a cluster.
"""

from __future__ import annotations

from scanner.docket.cluster.readers import ClusterReaders

__all__ = ["ClusterReaders"]
