"""Make this checkout ready: system libraries first, then `.venv` with the pinned packages.

    python3 .ci/bootstrap.py site      what stitches a site from films that are rendered already
    python3 .ci/bootstrap.py render    the same, and what renders films
    python3 .ci/bootstrap.py test      the same, and what the tests need

Only what is missing is installed, and a second run, finding its stamp, does nothing.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "bootstrap.json"
LEVELS = {"site": "requirements.txt", "render": "requirements-render.txt", "test": "requirements-test.txt"}
ORDER = list(LEVELS)
UV_PINS = ROOT / "requirements-uv.txt"  # the installer, itself installed by pip
BUILD_PINS = ROOT / "requirements-build.txt"  # what compiles the packages that have no wheels
APT_PATIENCE = ["-o", "DPkg::Lock::Timeout=300"]  # a new machine may still be upgrading itself


class Need(NamedTuple):
    """Something that the system must have, the Debian package that brings it, and how to see it is there."""

    what: str
    package: str
    found: Callable[[], bool]


def command(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def library(*names: str) -> Callable[[], bool]:
    ask = ["pkg-config", "--exists", *names]
    return lambda: shutil.which(ask[0]) is not None and subprocess.run(ask, check=False).returncode == 0


def module(name: str) -> Callable[[], bool]:
    return lambda: importlib.util.find_spec(name) is not None


def header(name: str) -> Callable[[], bool]:
    return (Path(sysconfig.get_path("include")) / name).is_file


# pycairo and ManimPango have no wheels for Linux: they are compiled against the system's Cairo and Pango,
# and on ARM so are moderngl and glcontext, with a C++ compiler.
NEEDS = {
    "site": [Need("Python's venv module", "python3-venv", module("ensurepip"))],
    "render": [
        Need("C and C++ compilers", "g++", command("c++")),
        Need("pkg-config", "pkg-config", command("pkg-config")),
        Need("Python's headers", "python3-dev", header("Python.h")),
        Need("Cairo with headers", "libcairo2-dev", library("cairo")),
        Need("Pango with headers", "libpango1.0-dev", library("pangocairo", "pangoft2")),
    ],
    "test": [
        Need("Chromium, for the browser tests", "chromium", command("chromium")),
        Need("Java, for the HTML checker", "default-jre-headless", command("java")),
    ],
}


def main(arguments: Sequence[str]) -> None:
    if sys.version_info < (3, 11):
        have = sys.version.split()[0]
        stop(f"this is Python {have}; 3.11 or newer is needed, for example: make PYTHON=python3.12 build")
    if len(arguments) != 1 or arguments[0] not in LEVELS:
        stop(f"say one of: {', '.join(LEVELS)}")
    level, done = arguments[0], read_stamp()
    # What a higher level once installed stays installed, and up to date.
    environment = max(level, done.get("level", level), key=ORDER.index)
    stamp = {"level": environment, "digest": digest(environment)}
    tools_only = done == stamp
    install_system([need for need in needs(level, tools_only=tools_only) if not need.found()])
    if not tools_only:
        install_python(environment)
        STAMP.write_text(json.dumps(stamp) + "\n", encoding="utf-8")


def needs(level: str, *, tools_only: bool) -> list[Need]:
    """A finished environment needs no compiler again, but the tools that the tests start may have gone."""
    levels = ORDER[: ORDER.index(level) + 1]
    return [need for each in levels for need in NEEDS[each] if each == "test" or not tools_only]


def read_stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if stamp.get("level") in LEVELS and (VENV / "bin" / "python").exists() else {}


def digest(level: str) -> str:
    """What the environment is made of: the pins, the package's own metadata, the interpreter, the place."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    described = [project["build-system"], project["project"], sys.version, str(VENV)]
    files = [UV_PINS, BUILD_PINS, ROOT / LEVELS[level]]
    parts = [json.dumps(described, sort_keys=True).encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install_system(missing: list[Need]) -> None:
    if not missing:
        return
    packages = [need.package for need in missing]
    if shutil.which("apt-get") is None:
        names = "\n".join(f"  {need.what} (Debian's package: {need.package})" for need in missing)
        stop(f"install these with your system's package manager, then try again:\n{names}")
    apt = [*as_root(packages), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *APT_PATIENCE]
    run("look up system packages", *apt, "update")
    run(f"install {', '.join(packages)}", *apt, "install", "--yes", "--no-install-recommends", *packages)
    importlib.invalidate_caches()
    for need in missing:
        if not need.found():
            stop(f"{need.what}: not found, although {need.package} is installed")


def as_root(packages: list[str]) -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        stop(f"as root, run: apt-get install {shlex.join(packages)}")
    return ["sudo"]


def install_python(level: str) -> None:
    pip, uv, python = (VENV / "bin" / name for name in ("pip", "uv", "python"))
    if not works(pip):
        run("create .venv", sys.executable, "-m", "venv", "--clear", VENV)
    quiet = ("--quiet", "--disable-pip-version-check")
    run("install uv", pip, "install", *quiet, "--no-deps", "--require-hashes", "--requirement", UV_PINS)
    into = ("--python", python, "--build-constraints", BUILD_PINS, "--require-build-hashes")
    run("install the packages", uv, "pip", "sync", *into, "--require-hashes", UV_PINS, ROOT / LEVELS[level])
    run("install explainsite", uv, "pip", "install", *into, "--no-deps", "--editable", ROOT)


def works(pip: Path) -> bool:
    """A `.venv` that was moved, or whose interpreter is another one by now, does not."""
    try:
        answer = subprocess.run([str(pip), "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    version = f"(python {sys.version_info[0]}.{sys.version_info[1]})"
    return answer.returncode == 0 and str(VENV) in answer.stdout and version in answer.stdout


def run(step: str, *command: str | Path) -> None:
    print(f"bootstrap: {step} ...", file=sys.stderr, end=" ", flush=True)
    start = time.monotonic()
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    print(f"{time.monotonic() - start:.1f} s", file=sys.stderr)
    if ran.returncode != 0:
        stop(f"{step} failed:\n{ran.stdout.rstrip()}")


def stop(why: str) -> NoReturn:
    sys.exit(f"bootstrap: {why}")


if __name__ == "__main__":
    main(sys.argv[1:])
