"""Visitors of the pages for Locust: each walks through the addresses of a list in an order of its own.

``benchmarks.pages`` writes the list and starts them; ``ADDRESSES`` names its file: kind of page → addresses.
"""

import itertools
import json
import os
import random
from pathlib import Path
from typing import Any

from locust import FastHttpUser, constant, events, task

_NUMBERS = itertools.count()


@events.init.add_listener  # type: ignore[untyped-decorator]
def read_addresses(environment: Any, **_: Any) -> None:
    """Hand the list of addresses to every visitor."""
    environment.addresses = json.loads(Path(os.environ["ADDRESSES"]).read_text("utf-8"))


class Visitor(FastHttpUser):  # type: ignore[misc]
    """Somebody who asks for one page after the other without a pause."""

    wait_time = constant(0)

    def on_start(self) -> None:
        """Take an order of one's own, the same in every run."""
        self.dice = random.Random(next(_NUMBERS))

    @task  # type: ignore[untyped-decorator]
    def walk(self) -> None:
        """Ask for one address of each kind."""
        kinds = list(self.environment.addresses)
        self.dice.shuffle(kinds)
        for kind in kinds:
            self.client.get(self.dice.choice(self.environment.addresses[kind]), name=kind)
