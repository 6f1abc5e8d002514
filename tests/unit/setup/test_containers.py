"""Dockerfile and docker-compose.yml: valid, without secrets, and of commands that exist. Nothing here needs Docker."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from scrapy.cmdline import _get_commands_from_module

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def compose() -> Any:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def commands() -> set[str]:
    return {*_get_commands_from_module("scrapy.commands", True), *_get_commands_from_module("commands", True)}


def called(service: dict[str, Any]) -> set[str]:
    """The scrapy commands that a service calls."""
    words = service.get("command", [])
    if "build" not in service:
        return set()
    if service.get("entrypoint") == ["sh", "-c"]:
        return set(re.findall(r"\bscrapy (\w+)", words[0]))
    return {words[0]}


def test_compose_has_the_three_services_in_their_order(compose: Any) -> None:
    services = compose["services"]
    assert set(services) == {"postgres", "migrate", "worker"}
    assert services["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert services["worker"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    volumes = {mount.split(":")[0] for service in services.values() for mount in service["volumes"]}
    assert volumes == set(compose["volumes"])


def test_only_commands_that_exist_are_named(compose: Any, commands: set[str]) -> None:
    services = compose["services"]
    assert called(services["migrate"]) == {"migrate"}
    assert called(services["worker"]) == {"crawl"}
    dockerfile = (PROJECT / "Dockerfile").read_text()
    assert 'ENTRYPOINT ["scrapy"]' in dockerfile
    default = re.search(r'^CMD \["(\w+)"\]$', dockerfile, re.M)
    assert default is not None
    assert {default[1], "migrate", "crawl"} <= commands


def test_no_secret_stands_in_a_file(compose: Any) -> None:
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            if "PASSWORD" in name or "DATABASE_URL" in name:
                assert re.search(r"\$\{POSTGRES_PASSWORD:\?", value), name
                assert not re.search(r"press:[^$@]+@", value)


def test_the_workers_script_is_sound_shell(compose: Any) -> None:
    script = compose["services"]["worker"]["command"][0].replace("$$", "$")
    assert subprocess.run(["sh", "-n"], input=script, text=True, timeout=10).returncode == 0


def test_the_worker_visits_each_source_and_ends_when_told(compose: Any, tmp_path: Path) -> None:
    script = compose["services"]["worker"]["command"][0].replace("$$", "$")
    (tmp_path / "scrapy").write_text(
        "#!/bin/sh\n"
        'trap "echo ended $2 >> said; exit 0" TERM\n'
        'echo "$@" >> said\n'
        '[ "$2" = xx_b ] && { sleep 20 & wait; }\n'
        "exit 0\n"
    )
    (tmp_path / "scrapy").chmod(0o755)
    worker = subprocess.Popen(
        ["sh", "-c", script], cwd=tmp_path, env={"PATH": f"{tmp_path}:/usr/bin:/bin", "SOURCES": "xx_a xx_b", "PAUSE": "60"}
    )
    said = tmp_path / "said"
    for _ in range(100):
        if said.exists() and "xx_b" in said.read_text():
            break
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(0.05)
    worker.terminate()
    assert worker.wait(10) == 0
    assert said.read_text().splitlines() == ["crawl xx_a", "crawl xx_b", "ended xx_b"]


def test_the_dockerfile_copies_what_is_there_and_installs_from_the_lock() -> None:
    dockerfile = (PROJECT / "Dockerfile").read_text()
    for line in re.findall(r"^COPY (?:--\S+ )*(.*)$", dockerfile, re.M):
        for source in line.split()[:-1]:
            assert (PROJECT / source).exists(), source
    assert "sh setup/environment.sh .venv requirements.lock" in dockerfile
    assert "USER press" in dockerfile


def test_no_step_needs_docker() -> None:
    for name in ("Makefile", ".ci/run", *(str(path.relative_to(PROJECT)) for path in (PROJECT / "setup").iterdir())):
        assert "docker" not in (PROJECT / name).read_text().lower(), name
