"""The search of a push for credentials beside detect-secrets, and what both find in labelled sets."""

import json
import os
import random
import shutil
import string
import subprocess
import sys
from pathlib import Path

from . import documented
from .measure import FEW, SCRIPTS, SLUICE, Row, elapsed, median_ms

PEER = "detect-secrets"
# 5 MB in ten commits, of which one file in ten has a credential in it; the credentials of every other commit are taken out
# again by the next, so that the last state has half of them.
FILES, LINES, PER_COMMIT = 200, 400, 20


def rows(folder: Path, store):
    folder.mkdir()
    scanner = scan_fixture()
    specimens = folder / "specimens"
    subprocess.run([scanner, "--specimens", specimens], check=True)
    ours, theirs = push(folder, specimens, store)
    yield Row("push of 5 MB that finds credentials", ours, "at most 1/50", peer=PEER, theirs=theirs)
    yield from labelled_rows(specimens, scanner, "our own", "at least 153", "at most 0")
    write_documented(folder / "documented")
    yield from labelled_rows(folder / "documented", scanner, "documented", "at least 92", "at most 0")


def scan_fixture() -> str:
    """The scanner as a program of its own, for single files."""
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


def push(folder: Path, specimens: Path, store):
    """The median times over the same commits. Ours is `sluice push` as a whole process up to where it stops: it asks the
    remote what it has, looks at sizes, and looks for known kinds and, through the agent, for the store's 50 secrets. Theirs
    is given what the commits add as files, a folder for each commit."""
    checkout, added = folder / "checkout", folder / "added"
    expected = make_repository(checkout, added, folder / "remote.git", sorted((specimens / "secrets").iterdir()))
    environment = dict(store.environment, LANG="C.UTF-8", TERM="dumb")
    answer = subprocess.run(
        [SLUICE, "push"], cwd=checkout, env=environment, stdin=subprocess.DEVNULL, text=True, capture_output=True)
    words = answer.stdout + answer.stderr
    unfound = [name for name in expected if name not in words]
    assert answer.returncode != 0 and not unfound, f"{unfound} not found: {words}"
    script = f'! "{SLUICE}" push </dev/null'
    ours = median_ms(lambda: elapsed(["sh", "-c", script], cwd=checkout, env=environment), FEW)
    command = detect_secrets()
    return ours, command and median_ms(lambda: elapsed([*command, "scan", "--all-files", "."], cwd=added), 3)


def make_repository(checkout: Path, added: Path, remote: Path, secrets: list) -> list:
    """Answers the files with credentials in them, the store's own one included."""
    chance = random.Random(4)
    words = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(2, 12))) for _ in range(4000)]

    def git(*arguments):
        identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"]
        subprocess.run(["git", *identity, *arguments], cwd=checkout, check=True, capture_output=True)

    checkout.mkdir()
    subprocess.run(["git", "init", "-q", "--bare", "--initial-branch=main", remote], check=True)
    git("init", "-q", "--initial-branch=main")
    git("commit", "--allow-empty", "-m", "Begin")
    git("remote", "add", "origin", str(remote))
    git("push", "-u", "origin", "main")
    found = []
    for index in range(FILES):
        commit, name = index // PER_COMMIT, f"file{index}.txt"
        lines = [" ".join(chance.choices(words, k=9)) for _ in range(LINES)]
        if index % 10 == 0:
            own = f"the password is token-{index // 10} here"
            lines.insert(LINES // 2, own if index == 100 else secrets[index % len(secrets)].read_text())
            found.append(name)
        for place in (checkout, added / str(commit)):
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text("\n".join(lines) + "\n")
        if index % PER_COMMIT == PER_COMMIT - 1:
            for gone in found[-4:-2] if commit % 2 else []:
                (checkout / gone).unlink()
            git("add", "-A")
            git("commit", "-m", f"Part {commit}")
    return found


def detect_secrets():
    if shutil.which(PEER):
        return [PEER]
    installed = subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", PEER], capture_output=True)
    return [sys.executable, "-m", "detect_secrets"] if installed.returncode == 0 else None


def write_documented(folder: Path):
    for name, texts in (("secrets", documented.secrets()), ("harmless", documented.harmless())):
        (folder / name).mkdir(parents=True)
        for label, text in texts.items():
            (folder / name / f"{label}.txt").write_text(text)


def labelled_rows(folder: Path, scanner: str, whose: str, recall: str, mistakes: str):
    """What of a labelled set each finds, and what of its harmless part each takes for a secret, in files."""
    command = detect_secrets()
    for name, what, wanted in (("secrets", "secrets found", recall), ("harmless", "false positives", mistakes)):
        files = sorted((folder / name).iterdir())
        found = {file.name for file in files if subprocess.run([scanner], stdin=open(file), capture_output=True).stdout}
        if os.environ.get("SCAN_DETAILS"):
            odd = [file.stem for file in files if (file.name in found) != (name == "secrets")]
            print(f"{whose}, {name}, wrong about: {' '.join(odd)}")
        theirs = None
        if command:
            answer = subprocess.run(
                [*command, "scan", "--all-files", "."], cwd=folder / name, check=True, capture_output=True, text=True)
            theirs = len(json.loads(answer.stdout)["results"])
        yield Row(
            f"{whose} set: {what}, of {len(files)}", len(found), wanted, unit="", peer=PEER, theirs=theirs,
            is_absolute=True)
