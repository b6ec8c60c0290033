"""Actions in sequence and commands in a build, beside the steps of a local GitHub workflow."""

import shutil

from .measure import FEW, Row, elapsed, median_ms
from .project import Project

COUNT = 50


def rows(folder, projects):
    few, many = act_steps(folder / "act1", 1), act_steps(folder / "act50", COUNT)
    step = (many - few) / (COUNT - 1) if many else None

    project = Project(folder / "sequence", {"pipeline.yml": sequence()})
    projects.append(project)
    ours = median_ms(lambda: seconds_of_sequence(project), FEW) / COUNT
    yield Row("one of 50 actions in sequence", ours, "less than 1", peer="act, one of 50 steps", theirs=step)

    buildspec = "version: 0.2\nphases:\n  build:\n    commands:\n" + "      - 'true'\n" * COUNT
    pipeline = "pipeline: commands\nsource: main\nstages:\n  Work:\n    A0: { buildspec: buildspec.yml }\n"
    project = Project(folder / "commands", {"pipeline.yml": pipeline, "buildspec.yml": buildspec})
    projects.append(project)
    ours = median_ms(lambda: seconds_of_commands(project), FEW)
    yield Row("50 commands in one buildspec", ours, "at most 1/3", peer="act, 50 steps", theirs=many)


def sequence() -> str:
    actions = "\n".join(f"    A{i}: {{ commands: ['true'], runOrder: {i + 1} }}" for i in range(COUNT))
    return f"pipeline: sequence\nsource: main\nstages:\n  Work:\n{actions}\n"


def seconds_of_sequence(project: Project) -> float:
    project.deploy()
    runs = [project.run(f"Work/A{index}") for index in range(COUNT)]
    assert len({run["pipelineExecutionId"] for run in runs}) == 1
    return max(run["lastUpdateTime"] for run in runs) - min(run["startTime"] for run in runs)


def seconds_of_commands(project: Project) -> float:
    project.deploy()
    run = project.run("Work/A0")
    return run["lastUpdateTime"] - run["startTime"]


def act_steps(folder, count: int):
    """The median time of `act` for so many steps that do nothing, directly on the host."""
    if not shutil.which("act"):
        return None
    steps = "".join("      - run: 'true'\n" for _ in range(count))
    workflow = f"on: push\njobs:\n  work:\n    runs-on: ubuntu-latest\n    steps:\n{steps}"
    project = Project(folder, {".github/workflows/work.yml": workflow})
    command = ["act", "push", "-P", "ubuntu-latest=-self-hosted"]
    return median_ms(lambda: elapsed(command, cwd=project.checkout, env=project.environment), FEW)
