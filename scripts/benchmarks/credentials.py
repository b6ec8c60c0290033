"""git's credentials from the store beside git's own plain-text helper."""

import os
import subprocess
from pathlib import Path

from . import scan
from .measure import RUNS, SLUICE, Row, elapsed, median_ms

# Few entries would flatter a store that has to decrypt them, and many a file that has to be searched.
ENTRIES = 50


def rows(folder, projects):
    folder.mkdir(parents=True)
    store = Store(folder / "store")
    projects.append(store)
    yield fill_row(store)
    yield from scan.rows(folder / "scan", store)


class Store:
    """An unlocked store with its entries and a home of its own; its agent is a process to be stopped."""

    def __init__(self, folder: Path):
        folder.mkdir()
        self.folder = folder
        passphrase = folder / "passphrase"
        passphrase.write_text("correct horse battery staple\n")
        passphrase.chmod(0o600)
        self.environment = dict(
            os.environ, SLUICE_HOME=str(folder / "home"), HOME=str(folder), SLUICE_PASSPHRASE_FILE=str(passphrase),
            GIT_CONFIG_NOSYSTEM="1", GIT_TERMINAL_PROMPT="0")
        self.helper = Path(SLUICE).resolve().with_name("git-credential-sluice")
        self.sluice("unlock")
        for index in range(ENTRIES):
            self.add(f"https://host{index}.example.com", "ann", f"token-{index}")

    def sluice(self, *words, text=None):
        subprocess.run(
            [SLUICE, "credentials", *words], env=self.environment, input=text, text=True, check=True,
            capture_output=True)

    def add(self, url: str, user: str, secret: str):
        self.sluice("add", url, "--user", user, "--stdin", text=secret)

    def stop(self):
        self.sluice("lock")


def fill_row(store: Store) -> Row:
    folder = store.folder
    plain = folder / "plain"
    plain.write_text("".join(f"https://ann:token-{index}@host{index}.example.com\n" for index in range(ENTRIES)))

    def fill(helper: str) -> float:
        command = ["git", "-c", "credential.helper=", "-c", f"credential.helper={helper}", "credential", "fill"]
        wanted = f"protocol=https\nhost=host{ENTRIES // 2}.example.com\n\n"
        answer = subprocess.run(
            command, input=wanted, env=store.environment, cwd=folder, text=True, capture_output=True).stdout
        assert f"password=token-{ENTRIES // 2}\n" in answer, answer
        with open(folder / "request", "w") as request:
            request.write(wanted)
        with open(folder / "request") as request:
            return elapsed(command, stdin=request, env=store.environment, cwd=folder)

    ours = median_ms(lambda: fill(str(store.helper)), 3 * RUNS)
    theirs = median_ms(lambda: fill(f"store --file {plain}"), 3 * RUNS)
    return Row("git credential fill", ours, "at most 1.5", peer="git-credential-store", theirs=theirs)
