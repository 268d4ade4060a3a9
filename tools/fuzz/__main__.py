"""Feed every target its share of the inputs; print what was fed and found; exit 1 where anything went wrong."""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tools.fuzz.targets import TARGETS

HANGS = 40.0
"""Processor seconds after which an input that cannot be interrupted counts as hanging and its process is killed."""

MAX_FINDINGS = 200
"""Findings of a target after which it is given up: one cause is enough to begin with."""


class Outcome(NamedTuple):
    """What came of one target: inputs, processor seconds, the slowest input (seconds, number), MB, the findings."""

    inputs: int
    seconds: float
    slowest: float
    slowest_at: int
    most_mb: int
    findings: dict[str, list[int]]


class Order(NamedTuple):
    """What a target is to be fed: inputs ``first`` to before ``last`` of a series, and where that is noted."""

    name: str
    first: int
    last: int
    seed: int
    folder: Path

    @property
    def journal(self) -> Path:
        """The file with what was fed and found, a line of JSON each."""
        return self.folder / f"{self.name.replace(' ', '-')}.jsonl"


def fed(order: Order) -> None:
    """Feed what the journal does not have yet; a process that dies or hangs is a finding, the next goes on behind."""
    at_file = order.journal.with_suffix(".at")
    while (first := _next(order)) < order.last and sum(map(len, outcome(order).findings.values())) < MAX_FINDINGS:
        at_file.write_bytes(first.to_bytes(8, "little"))
        words = [order.name, str(first), str(order.last), str(order.seed), str(at_file)]
        with order.journal.open("a") as out:
            process = subprocess.Popen([sys.executable, "-m", "tools.fuzz.feeding", *words], stdout=out)
            how = _watched(process, at_file)
            if how is not None:
                at = int.from_bytes(at_file.read_bytes(), "little")
                out.write(json.dumps({"number": at, "wrong": how, "upto": at + 1}) + "\n")


def _lines(order: Order) -> list[dict[str, Any]]:
    """Return what the journal of a target says; a line that a killed process did not finish says nothing."""
    if not order.journal.exists():
        return []
    return [json.loads(line) for line in order.journal.read_text("utf-8").splitlines() if line.endswith("}")]


def _next(order: Order) -> int:
    return max((line["upto"] for line in _lines(order) if "upto" in line), default=order.first)


def outcome(order: Order) -> Outcome:
    """Return what came of a target so far."""
    findings: dict[str, list[int]] = {}
    lines = _lines(order)
    for line in lines:
        numbers = findings.setdefault(line["wrong"], []) if "wrong" in line else []
        if "wrong" in line and line["number"] not in numbers:
            numbers.append(line["number"])
    seconds = sum(line.get("seconds", 0.0) for line in lines)
    told = [line for line in lines if "slowest" in line]
    slowest, slowest_at = max(((line["slowest"], line["slowest_at"]) for line in told), default=(0.0, 0))
    most_mb = max((line.get("most_mb", 0) for line in lines), default=0)
    return Outcome(_next(order) - order.first, seconds, slowest, slowest_at, most_mb, findings)


def _watched(process: subprocess.Popen[bytes], at_file: Path) -> str | None:
    """Wait for a process; return how it went wrong, if it did."""
    at, since = b"", 0.0
    while True:
        try:
            code = process.wait(1)
        except subprocess.TimeoutExpired:
            now, spent = at_file.read_bytes(), _spent(process.pid)
            if now != at:
                at, since = now, spent
            elif spent - since > HANGS:
                process.kill()
                process.wait()
                return f"hangs: more than {HANGS:g} processor seconds"
            continue
        return None if code == 0 else f"the process ended with {code}"


def _spent(process: int) -> float:
    """Return the processor seconds that a process has had, so that a busy machine makes nothing hang."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def guided(name: str, runs: int, seconds: int) -> tuple[int, str | None]:
    """Have Atheris feed a target; return how many inputs it took and what it found."""
    with TemporaryDirectory() as scratch:
        limits = ["-timeout=60", "-rss_limit_mb=4000", "-max_len=4096", f"-artifact_prefix={scratch}/"]
        bounds = [f"-runs={runs}", f"-max_total_time={seconds}", "-print_final_stats=1", "-verbosity=0"]
        command = [sys.executable, "-m", "tools.fuzz.guided", name, f"{scratch}/corpus", *limits, *bounds]
        done = subprocess.run(command, capture_output=True, check=False)
    told = (done.stderr + done.stdout).decode("utf-8", "replace").splitlines()
    count = next((int(line.split()[-1]) for line in told if "number_of_executed_units" in line), 0)
    return count, None if done.returncode == 0 else f"exit {done.returncode}: " + " / ".join(told[-12:])[:1500]


def tell(name: str, found: Outcome) -> None:
    """Print what came of a target."""
    print(
        f"{name:15} {found.inputs:7} inputs  {found.seconds:6.0f} s  "
        f"slowest {found.slowest:6.2f} s (input {found.slowest_at})  "
        f"{found.most_mb:5} MB  {len(found.findings)} findings",
        flush=True,
    )
    for what, numbers in found.findings.items():
        print(f"    {len(numbers)} × {what}  (inputs {', '.join(map(str, numbers[:4]))})", flush=True)


def _fed_all(given: Namespace, folder: Path) -> tuple[int, int]:
    """Feed all targets, the dearest first; return how many inputs they had and how many findings there are."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {name: given.inputs if given.only else round(given.inputs * TARGETS[name].share) for name in TARGETS}
    orders = [
        Order(name, given.first, given.first + counts[name], given.seed, folder)
        for name in sorted(given.only or TARGETS, key=lambda name: -TARGETS[name].cost)
    ]
    total = wrong = 0
    with ThreadPoolExecutor(given.jobs) as pool:
        done = {pool.submit(fed, order): order for order in orders}
        for future in as_completed(done):
            future.result()
            found = outcome(done[future])
            total += found.inputs
            wrong += len(found.findings)
            tell(done[future].name, found)
    return total, wrong


def main() -> None:
    """Feed, print, and exit 1 where anything went wrong."""
    options = ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    options.add_argument("--inputs", type=int, default=200_000, help="how many, over all targets")
    options.add_argument("--first", type=int, default=0, help="number of the first input of each target")
    options.add_argument("--seed", type=int, default=0, help="another series of inputs")
    options.add_argument("--resume", type=Path, metavar="FOLDER", help="note there what is done, and go on from it")
    options.add_argument("--guided", type=int, default=0, help="more of them, chosen by coverage (needs Atheris)")
    options.add_argument("--guided-seconds", type=int, default=120, help="most seconds of a target for these")
    options.add_argument("--jobs", type=int, default=2, help="targets that are fed at a time")
    options.add_argument("--only", nargs="*", choices=TARGETS, help="these targets, each with all the inputs")
    given = options.parse_args()
    with TemporaryDirectory() as scratch:
        total, wrong = _fed_all(given, given.resume or Path(scratch))
    if given.guided and find_spec("atheris") is None:
        print("coverage-guided inputs LEFT OUT: pip install -r requirements/fuzz.txt")
    elif given.guided:
        for name in given.only or TARGETS:
            bred, fault = guided(name, round(given.guided * TARGETS[name].share), given.guided_seconds)
            total += bred
            wrong += fault is not None
            print(f"{name:15} {bred:7} inputs by coverage  {fault or 'no finding'}", flush=True)
    print(f"{total} inputs, {wrong} findings")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
