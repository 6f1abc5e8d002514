"""A network of a test's own: a bridge with an address for each site, and machines (network namespaces) that hang on it.

Only root can make one, and not everywhere; the test is skipped where it cannot. All is taken away at the end.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Machine:
    """A network namespace. `address` is its own, `cable` the link at the bridge's end."""

    namespace: str
    address: str
    cable: str

    def plug(self, *, in_: bool) -> None:
        """Plug its cable in, or pull it out."""
        _ip("link", "set", self.cable, "up" if in_ else "down")


@dataclass(frozen=True)
class Network:
    """`net` in CIDR form; `addresses` are this side's, for the sites."""

    net: str
    addresses: list[str]
    machines: list[Machine]


@contextmanager
def network(*, addresses: int, machines: int) -> Iterator[Network]:
    """So many addresses here, and so many machines that reach these and one another and nothing else."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("only root with the command ip can make network namespaces")
    number, word = os.getpid() % 250, f"pr{os.getpid() % 65536:x}"
    prefix = f"10.77.{number}"
    with ExitStack() as stack:
        try:
            _ip("link", "add", f"{word}b", "type", "bridge")
            stack.callback(_ip_quietly, "link", "del", f"{word}b")
            made = [
                _machine(stack, f"{word}m{one}", f"{word}c{one}", f"{word}b", f"{prefix}.{201 + one}") for one in range(machines)
            ]
        except subprocess.CalledProcessError as error:
            pytest.skip(f"no network namespaces can be made here: {error.stderr.strip()}")
        ours = [f"{prefix}.{1 + one}" for one in range(addresses)]
        for address in ours:
            _ip("address", "add", f"{address}/24", "dev", f"{word}b")
        _ip("link", "set", f"{word}b", "up")
        yield Network(f"{prefix}.0/24", ours, made)


def _machine(stack: ExitStack, namespace: str, cable: str, bridge: str, address: str) -> Machine:
    _ip("netns", "add", namespace)
    stack.callback(_ip_quietly, "netns", "del", namespace)
    _ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", namespace)
    stack.callback(_ip_quietly, "link", "del", cable)
    _ip("link", "set", cable, "master", bridge, "up")
    _ip("-n", namespace, "address", "add", f"{address}/24", "dev", "eth0")
    for link in ("lo", "eth0"):
        _ip("-n", namespace, "link", "set", link, "up")
    return Machine(namespace, address, cable)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)


def _ip_quietly(*arguments: str) -> None:
    """To take away what may be gone already."""
    subprocess.run(["ip", *arguments], check=False, capture_output=True)
