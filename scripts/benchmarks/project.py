"""A git project with its remote and a home of its own for sluice."""

import json
import os
import subprocess
from pathlib import Path

from .measure import SLUICE


class Project:
    def __init__(self, folder: Path, files: dict):
        self.checkout = folder / "bench"
        self.home = folder / "home"
        self.environment = dict(os.environ, SLUICE_HOME=str(self.home), TERM="xterm", LANG="C.UTF-8")
        self.checkout.mkdir(parents=True)
        for name, text in files.items():
            path = self.checkout / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        remote = folder / "bench.git"
        self.git("init", "-q", "--bare", "--initial-branch=main", str(remote))
        self.git("init", "-q", "--initial-branch=main")
        self.git("add", "-A")
        self.commit("bench")
        self.git("remote", "add", "origin", str(remote))
        self.git("push", "-qu", "origin", "main")

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.checkout, check=True)

    def commit(self, subject: str):
        self.git("-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "-q", "--allow-empty", "-m",
                 subject)

    def sluice(self, *arguments) -> str:
        result = subprocess.run(
            [SLUICE, *arguments], cwd=self.checkout, env=self.environment, capture_output=True, text=True)
        if result.returncode != 0:
            raise SystemExit(f"sluice {' '.join(arguments)}: {result.stdout}{result.stderr}")
        return result.stdout

    def deploy(self):
        """Deploys what is committed to its end, and commits something else to deploy the next time."""
        self.sluice("deploy", "--yes", "--no-follow")
        self.sluice("watch")
        self.commit("next")
        self.git("push", "-q")

    def run(self, action: str) -> dict:
        """The newest run of an action, as the API tells it."""
        return json.loads(self.sluice("action", action, "--json"))

    def stop(self):
        subprocess.run([SLUICE, "engine", "stop"], env=self.environment, capture_output=True)
