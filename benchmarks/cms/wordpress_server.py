"""WordPress from Debian's package with a MariaDB of its own: set up in a folder, filled from a JSON file, served by PHP."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cms.debian import packages, programs
from benchmarks.cms.markup import picture
from benchmarks.cms.processes import await_file, await_port, execute, running
from benchmarks.cms.site import Facts, Stamp

_PACKAGE = Path("/usr/share/wordpress")
_OURS = Path(__file__).parent / "wordpress"
_PACKAGES = (
    "wordpress", "wordpress-l10n", "wordpress-theme-twentytwentyone", "wordpress-theme-twentytwentytwo", "mariadb-server",
    "php-cli", "php-mysql", "php-xml", "php-mbstring", "php-gd",
)  # fmt: skip
_THEMES = ("twentytwentyone", "twentytwentytwo")

#: Where in WordPress each of our files goes.
_PLACES = (
    ("wp-config.php", "."),
    ("router.php", "."),
    ("fill.php", "."),
    ("publish.php", "."),
    ("ministry.php", "wp-content/mu-plugins"),
)

#: MariaDB refuses to run as root unless it is told so.
_AS_ROOT = ["--user=root"] if os.geteuid() == 0 else []


def set_up(facts: Facts, content: str) -> None:
    """WordPress in `site`, its database in `data`, filled with `content`, unless that was done before. Raises Missing."""
    packages(_PACKAGES, _there)
    ours = "".join(path.read_text(encoding="utf-8") for path in sorted(_OURS.iterdir()))
    stamp = Stamp(facts.folder, content + ours)
    if stamp.stands():
        return
    shutil.rmtree(facts.folder, ignore_errors=True)
    facts.folder.mkdir(parents=True)
    site = facts.folder / "site"
    shutil.copytree(_PACKAGE, site, ignore_dangling_symlinks=True)
    for name, at in _PLACES:
        (site / at).mkdir(exist_ok=True)
        (site / at / name).unlink(missing_ok=True)
        shutil.copy(_OURS / name, site / at / name)
    pictures = site / "wp-content" / "uploads"
    pictures.mkdir(exist_ok=True)
    for number in range(1, 5):
        (pictures / f"{number}.png").write_bytes(picture(number))
    (facts.folder / "content.json").write_text(content, encoding="utf-8")
    log = facts.folder / "log"
    install = ["mariadb-install-db", "--no-defaults", f"--datadir={facts.folder / 'data'}", "--skip-test-db", *_AS_ROOT]
    execute([*install, "--auth-root-authentication-method=normal"], log)
    with _database(facts) as socket:
        execute(["mariadb", "--no-defaults", f"--socket={socket}", "-uroot"], log, given="CREATE DATABASE wordpress")
        execute(["php", "fill.php", "../content.json"], log, folder=site, environment={"CMS_SOCKET": str(socket)})
    stamp.set()


@contextmanager
def served(facts: Facts) -> Iterator[None]:
    """It answers on `facts.behind`."""
    with _database(facts) as socket:
        command = ["php", "-d", "opcache.enable_cli=1", "-S", f"127.0.0.1:{facts.behind}", "router.php"]
        environment = {"CMS_SOCKET": str(socket), "PHP_CLI_SERVER_WORKERS": "3"}
        with running(command, facts.folder / "log", folder=facts.folder / "site", environment=environment) as process:
            await_port(facts.behind, process)
            yield


def publish(facts: Facts, *arguments: str) -> None:
    """Run publish.php while the site is served."""
    environment = {"CMS_SOCKET": (facts.folder / "socket").read_text(encoding="utf-8")}
    execute(["php", "publish.php", *arguments], facts.folder / "log", folder=facts.folder / "site", environment=environment)


def _there() -> bool:
    themes = all((_PACKAGE / "wp-content" / "themes" / name / "style.css").exists() for name in _THEMES)
    languages = (_PACKAGE / "wp-content" / "languages" / "fr_FR.mo").exists()
    return themes and languages and programs("php", "mariadbd", "mariadb")


@contextmanager
def _database(facts: Facts) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cms-") as short:  # a socket's path has at most 107 bytes
        socket = Path(short) / "db"
        command = [
            "mariadbd", "--no-defaults", f"--datadir={facts.folder / 'data'}", "--skip-networking", f"--socket={socket}",
            f"--pid-file={short}/pid", *_AS_ROOT,
        ]  # fmt: skip
        with running(command, facts.folder / "log") as process:
            await_file(socket, process)
            (facts.folder / "socket").write_text(str(socket), encoding="utf-8")
            yield socket
