"""The set-up's shape: what make, the locks and the scripts promise, tried without a network."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
LOCKS = sorted(PROJECT.glob("requirements*.lock"))
PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+?)( ; .*)? \\$")


def pins(lock: Path) -> dict[tuple[str, str], str]:
    """(package, marker) -> version."""
    found = (PINNED.match(line) for line in lock.read_text().splitlines())
    return {(match[1], match[3] or ""): match[2] for match in found if match}


def run(*command: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "PYTHON"}
    return subprocess.run(
        command, cwd=cwd, env={**own, **(env or {})}, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60
    )


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_each_package_by_hash_and_names_no_host(lock: Path) -> None:
    lines = [line for line in lock.read_text().splitlines() if line]
    for line in lines:
        assert PINNED.match(line) or re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line
    assert pins(lock)


def test_the_locks_that_make_reads_are_there() -> None:
    assert {lock.name for lock in LOCKS} >= set(re.findall(r"requirements[\w-]*\.lock", (PROJECT / "Makefile").read_text()))


@pytest.mark.parametrize("file", sorted(PROJECT.glob("requirements*.in")), ids=lambda file: file.name)
def test_each_list_of_requirements_has_its_lock(file: Path) -> None:
    assert file.with_suffix(".lock") in LOCKS
    named = re.findall(r"^([A-Za-z0-9._-]+)", re.sub(r"^(#|-r).*$", "", file.read_text(), flags=re.M), re.M)
    locked = {name for name, _ in pins(file.with_suffix(".lock"))}
    assert {re.sub(r"[._-]+", "-", name).lower() for name in named} <= locked


def test_the_development_lock_holds_the_runtime_lock() -> None:
    runtime, development = pins(PROJECT / "requirements.lock"), pins(PROJECT / "requirements-dev.lock")
    dev_versions = {(name, version) for (name, _), version in development.items()}
    assert {(name, version) for (name, _), version in runtime.items()} <= dev_versions


def test_make_alone_tells_every_target() -> None:
    told = run("make", cwd=PROJECT).stdout
    phony = re.search(r"^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text(), re.M)
    assert phony is not None
    assert re.findall(r"^  make (\w+)", told, re.M) == phony[1].split()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("demo", "-m sample.demo"),
        ("test", '-m pytest -n 4 --dist worksteal -m "not slow"'),
        ("torture", "-m pytest -m slow"),
        ("bench", "-m benchmarks.pages"),
        ("workers", "-m benchmarks.workers"),
        ("memory", "-m benchmarks.memory"),
        ("lint", ".venv/bin/mypy"),
    ],
)
def test_a_target_prepares_its_environment_first(target: str, said: str) -> None:
    lines = run("make", "-n", target, cwd=PROJECT).stdout.splitlines()
    lock = "requirements.lock" if target == "demo" else "requirements-dev.lock requirements.lock"
    assert lines[0] == f"sh setup/environment.sh .venv {lock}"
    assert any(said in line for line in lines[1:])
    assert not any("docker" in line for line in lines)


def test_clean_leaves_the_archive() -> None:
    removing = [line for line in run("make", "-n", "clean", cwd=PROJECT).stdout.splitlines() if line.startswith("rm ")]
    assert removing and not any("var" in line.split() for line in removing)


def test_no_python_is_one_line(tmp_path: Path) -> None:
    ended = run("sh", str(PROJECT / "setup/python.sh"), cwd=tmp_path, env={"PYTHON": "/nonexistent/python"})
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1 and "3.11" in ended.stderr and not ended.stdout


def fake(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_an_old_python_is_passed_over(tmp_path: Path) -> None:
    fake(tmp_path / "python3", "exit 1")  # how the version's test ends on an older one
    fake(tmp_path / "python3.12", f'exec {sys.executable} "$@"')
    shell = Path(shutil.which("sh") or "/bin/sh")
    ended = run(str(shell), str(PROJECT / "setup/python.sh"), cwd=tmp_path, env={"PATH": str(tmp_path), "PYTHON": ""})
    assert (ended.returncode, ended.stdout.strip()) == (0, sys.executable)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The set-up's files with an installer that only writes down what it was asked: no network in this test."""
    shutil.copytree(PROJECT / "setup", tmp_path / "setup")
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-bootstrap.lock"):
        (tmp_path / name).write_text(f"{name}\n")
    bootstrap = tmp_path / ".bootstrap"
    fake(bootstrap / "bin/python", "exit 0")
    fake(bootstrap / "bin/uv", 'echo "$@" >> asked')
    (bootstrap / "installed.lock").write_text("requirements-bootstrap.lock\n")
    return tmp_path


def asked(checkout: Path) -> list[str]:
    """The locks that the installer was asked for, since the last look."""
    file = checkout / "asked"
    lines = file.read_text().splitlines() if file.exists() else []
    file.unlink(missing_ok=True)
    assert all("--require-hashes" in line for line in lines)
    return [line.split()[-1] for line in lines]


def environment(checkout: Path, *locks: str) -> None:
    ended = run("sh", "setup/environment.sh", ".venv", *locks, cwd=checkout, env={"PYTHON": sys.executable})
    assert ended.returncode == 0, ended.stderr


def test_an_environment_is_installed_once_and_again_when_its_lock_changes(checkout: Path) -> None:
    runtime, development = ("requirements.lock",), ("requirements-dev.lock", "requirements.lock")
    environment(checkout, *runtime)
    assert asked(checkout) == ["requirements.lock"]
    environment(checkout, *runtime)
    assert asked(checkout) == []
    environment(checkout, *development)
    assert asked(checkout) == ["requirements-dev.lock"]
    environment(checkout, *runtime)  # `make demo` after `make test`: nothing to do, nothing uninstalled
    environment(checkout, *development)
    assert asked(checkout) == []
    (checkout / "requirements.lock").write_text("newer\n")
    environment(checkout, *runtime)
    environment(checkout, *development)  # what the first replaced may differ from this one: both are laid again
    assert asked(checkout) == ["requirements.lock", "requirements-dev.lock"]
    shutil.rmtree(checkout / ".venv")
    environment(checkout, *runtime)
    assert asked(checkout) == ["requirements.lock"]


def test_an_installation_that_fails_is_tried_again(checkout: Path) -> None:
    fake(checkout / ".bootstrap/bin/uv", "exit 1")
    command = ("sh", "setup/environment.sh", ".venv", "requirements.lock")
    assert run(*command, cwd=checkout, env={"PYTHON": sys.executable}).returncode != 0
    fake(checkout / ".bootstrap/bin/uv", 'echo "$@" >> asked')
    environment(checkout, "requirements.lock")
    assert asked(checkout) == ["requirements.lock"]


def test_a_missing_lock_is_one_line(checkout: Path) -> None:
    ended = run("sh", "setup/environment.sh", ".venv", "requirements-none.lock", cwd=checkout)
    assert (ended.returncode, ended.stderr) == (1, "requirements-none.lock is missing: make lock writes it.\n")


@pytest.mark.parametrize("script", ["setup/python.sh", "setup/bootstrap.sh", "setup/environment.sh"])
def test_scripts_are_sound_shell(script: str) -> None:
    assert run("sh", "-n", script, cwd=PROJECT).returncode == 0


def test_continuous_integration_lints_and_tests() -> None:
    script = PROJECT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert run("bash", "-n", str(script), cwd=PROJECT).returncode == 0
    assert script.read_text().splitlines()[-2:] == ["make lint", "make test"]


@pytest.mark.parametrize("apt", ["exit 100", None, 'echo "$@" >> asked'], ids=["fails", "absent", "works"])
def test_continuous_integration_goes_on_where_nothing_can_be_installed(tmp_path: Path, apt: str | None) -> None:
    tools = tmp_path / "tools"
    fake(tools / "make", 'echo "make $1"')
    fake(tools / "id", "echo 0")
    fake(tools / "apt-cache", "exit 0")
    if apt is not None:
        fake(tools / "apt-get", apt)
    for name in ("dirname", "python3"):
        fake(tools / name, f'exec {shutil.which(name)} "$@"')
    (tmp_path / ".ci").mkdir()
    shutil.copy(PROJECT / ".ci/run", tmp_path / ".ci/run")
    ended = run(str(shutil.which("bash")), ".ci/run", cwd=tmp_path, env={"PATH": str(tools), "CI": "true"})
    assert (ended.returncode, ended.stdout.splitlines()) == (0, ["make lint", "make test"]), ended.stderr
    if apt is None:
        assert "not installed" in ended.stderr and "strace" in ended.stderr
    elif apt == "exit 100":
        assert "strace could not be installed; going on without" in ended.stderr
    else:
        assert "install -y -qq --no-install-recommends strace" in (tmp_path / "asked").read_text()


def test_rooms_are_this_projects_own() -> None:
    """Scrapy puts the project at the end of the search path: a package elsewhere with a room's name would be taken instead."""
    import archive
    import commands
    import crawler
    import pipelines
    import press
    import spiders

    for room in (archive, commands, crawler, pipelines, press, spiders):
        assert room.__file__ is not None and Path(room.__file__).parent == PROJECT / room.__name__
