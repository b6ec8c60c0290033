"""git's credentials from the store beside git's own plain-text helper, and the scan of a push beside detect-secrets."""

import json
import os
import random
import shutil
import string
import subprocess
import sys
from pathlib import Path

from .measure import FEW, RUNS, SCRIPTS, SLUICE, Row, elapsed, median_ms

# Few entries would flatter a store that has to decrypt them, and many a file that has to be searched.
ENTRIES = 50
# 5 MB, of which one file in ten has a credential in it.
FILES, LINES = 200, 400


def rows(folder, projects):
    folder.mkdir(parents=True)
    yield fill_row(folder / "fill", projects)
    scanner = scan_fixture()
    ours, theirs = scan(folder / "scan", scanner)
    yield Row("scan of a push of 5 MB", ours, "at most 1/50", peer="detect-secrets", theirs=theirs)
    yield from labelled_rows(folder / "labelled", scanner)


class Store:
    """An unlocked store with a home of its own; its agent is a process to be stopped."""

    def __init__(self, folder: Path):
        folder.mkdir()
        passphrase = folder / "passphrase"
        passphrase.write_text("correct horse battery staple\n")
        passphrase.chmod(0o600)
        self.environment = dict(
            os.environ, SLUICE_HOME=str(folder / "home"), HOME=str(folder), SLUICE_PASSPHRASE_FILE=str(passphrase),
            GIT_CONFIG_NOSYSTEM="1", GIT_TERMINAL_PROMPT="0")
        self.helper = Path(SLUICE).resolve().with_name("git-credential-sluice")
        self.sluice("unlock")

    def sluice(self, *words, text=None):
        subprocess.run(
            [SLUICE, "credentials", *words], env=self.environment, input=text, text=True, check=True,
            capture_output=True)

    def add(self, url: str, user: str, secret: str):
        self.sluice("add", url, "--user", user, "--stdin", text=secret)

    def stop(self):
        self.sluice("lock")


def fill_row(folder: Path, projects) -> Row:
    store = Store(folder)
    projects.append(store)
    plain = folder / "plain"
    for index in range(ENTRIES):
        store.add(f"https://host{index}.example.com", "ann", f"token-{index}")
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


def scan_fixture() -> str:
    """The scanner as a program of its own; `sluice push` runs the same code, and git and a network with it."""
    options = [
        "swift", "build", "--scratch-path", ".build-release", "--configuration", "release", "--static-swift-stdlib",
        "--product", "scan-fixture",
    ]
    if os.environ.get("SCAN_FIXTURE"):
        return os.environ["SCAN_FIXTURE"]
    root = SCRIPTS.parent
    subprocess.run(options, cwd=root, check=True, stdout=sys.stderr)
    path = subprocess.run([*options, "--show-bin-path"], cwd=root, check=True, capture_output=True, text=True).stdout
    return path.strip() + "/scan-fixture"


def scan(folder: Path, scanner: str):
    """The median times over the same commits, git's own work included in ours."""
    make_repository(folder, Path(scanner))
    patch = (
        "git log --patch --cc --root --text --no-color --unified=0 '--format=commit %H%n%w(0,1,1)%B' HEAD"
        f" | {scanner} --patch > {folder}/found")
    ours = median_ms(lambda: elapsed(["sh", "-c", patch], cwd=folder), FEW)
    found = len(Path(f"{folder}/found").read_text().splitlines())
    assert found >= FILES // 10, f"{found} of {FILES // 10} found"
    command = detect_secrets()
    if not command:
        return ours, None
    return ours, median_ms(lambda: elapsed([*command, "scan", "--all-files", "."], cwd=folder), 3)


def make_repository(folder: Path, scanner: Path):
    folder.mkdir()
    specimens = folder.parent / "specimens"
    subprocess.run([scanner, "--specimens", specimens], check=True)
    secrets = sorted((specimens / "secrets").iterdir())
    chance = random.Random(4)
    words = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(2, 12))) for _ in range(4000)]
    subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
    for index in range(FILES):
        lines = [" ".join(chance.choices(words, k=9)) for _ in range(LINES)]
        if index % 10 == 0:
            lines.insert(LINES // 2, secrets[index % len(secrets)].read_text())
        (folder / f"file{index}.txt").write_text("\n".join(lines) + "\n")
        if index % 20 == 19:
            identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"]
            subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
            subprocess.run(["git", *identity, "commit", "-qm", f"Part {index // 20}"], cwd=folder, check=True)


def detect_secrets():
    if shutil.which("detect-secrets"):
        return ["detect-secrets"]
    installed = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "detect-secrets"], capture_output=True)
    return [sys.executable, "-m", "detect_secrets"] if installed.returncode == 0 else None


def labelled_rows(folder: Path, scanner: str):
    """What of the labelled set each finds, and what of the harmless each takes for a secret, in files."""
    subprocess.run([scanner, "--specimens", folder], check=True)
    command = detect_secrets()
    sets = (("secrets", "labelled secrets found", "at least 142"), ("harmless", "false positives", "at most 0"))
    for name, what, wanted in sets:
        files = sorted((folder / name).iterdir())
        ours = sum(bool(subprocess.run([scanner], stdin=open(file), capture_output=True).stdout) for file in files)
        theirs = None
        if command:
            answer = subprocess.run(
                [*command, "scan", "--all-files", "."], cwd=folder / name, check=True, capture_output=True, text=True)
            theirs = len(json.loads(answer.stdout)["results"])
        yield Row(
            f"{what}, of {len(files)}", ours, wanted, unit="", peer="detect-secrets", theirs=theirs, is_absolute=True)
