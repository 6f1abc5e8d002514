"""Another program in this one's place: it has the terminal, hears the signals, and its exit code is ours."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Mapping, Sequence

_PASSED = {signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2}

#: si_code of a signal that a process sent is 0 or less (sigaction(2)). Above it the kernel did: for these, the terminal.
_SENT_BY_A_PROCESS = 0


def run_in_foreground(command: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run the command to its end and return its exit code; 128 + the signal's number where one ended it, as shells say it.

    Signals sent to this process are passed on. What the terminal sends (Ctrl-C) reaches every process of the foreground, and is
    not sent twice: psql cancels a query on the first and would leave on the second. No lock is inherited: descriptors are closed.
    Raises OSError where the command cannot be run.
    """
    watched = _PASSED | {signal.SIGCHLD}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    try:
        process = subprocess.Popen(  # no thread runs here that the fork could catch holding a lock
            command, env=environ, close_fds=True, preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, before)
        )
        while process.poll() is None:
            heard = signal.sigwaitinfo(watched)
            if heard.si_signo in _PASSED and heard.si_code <= _SENT_BY_A_PROCESS:
                process.send_signal(heard.si_signo)
        while signal.sigtimedwait(_PASSED, 0):
            pass  # meant for the command, which has ended: this process still has to stop the server
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process.returncode if process.returncode >= 0 else 128 - process.returncode
