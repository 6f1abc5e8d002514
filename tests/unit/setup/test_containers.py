"""Dockerfile and docker-compose.yml: valid, without secrets, and of commands that exist. Nothing here needs Docker."""

import argparse
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from scrapy.cmdline import _get_commands_from_module
from scrapy.settings import Settings

from commands.work import Command

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
    assert called(services["worker"]) == {"work"}
    dockerfile = (PROJECT / "Dockerfile").read_text()
    assert 'ENTRYPOINT ["scrapy"]' in dockerfile
    default = re.search(r'^CMD \["(\w+)"\]$', dockerfile, re.M)
    assert default is not None
    assert {default[1], "migrate", "work"} <= commands


def test_no_secret_stands_in_a_file(compose: Any) -> None:
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            if "PASSWORD" in name or "DATABASE_URL" in name:
                assert re.search(r"\$\{POSTGRES_PASSWORD:\?", value), name
                assert not re.search(r"press:[^$@]+@", value)


def test_a_worker_is_asked_whether_it_is_alive_and_given_time_to_end(compose: Any) -> None:
    worker = compose["services"]["worker"]
    assert worker["healthcheck"]["test"] == ["CMD-SHELL", 'scrapy work --alive --name "$$(hostname)"'], "itself, and no other"
    assert {"--alive", "--name"} <= {word for action in options_of_work() for word in action.option_strings}
    assert int(worker["stop_grace_period"].removesuffix("s")) > 30
    assert not {"container_name", "ports", "hostname"} & set(worker), "it could not be scaled"


def options_of_work() -> list[argparse.Action]:
    parser = argparse.ArgumentParser()
    command = Command()
    command.settings = Settings()
    command.add_options(parser)
    return parser._actions


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
