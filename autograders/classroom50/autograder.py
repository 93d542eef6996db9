#!/usr/bin/env python3
"""The autograder of a Classroom 50 assignment: runs ./lab grade on the student's checkout.

The runner starts it in the checkout, and reads result.json, release-body.md and GITHUB_OUTPUT. It ends with 0 whatever
the grade is, and with 1 only when there is none.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

WORKBOOK = os.environ.get("WORKBOOK", "https://example.org/multinode.git")  # the full one, which needs a key
ONLY = os.environ.get("ONLY", "1")  # exercises or stages, such as 1.1,1.2; empty for all


def workbook() -> pathlib.Path:
    """The folder of the workbook: where MULTINODE_HOME says, else a fresh clone."""
    home = os.environ.get("MULTINODE_HOME")
    if home:
        return pathlib.Path(home)
    folder = pathlib.Path(tempfile.mkdtemp()) / "multinode"
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", WORKBOOK, str(folder)], check=True)
    return folder


def output(name: str, value: str) -> None:
    """Tells the runner something, if there is one."""
    if os.environ.get("GITHUB_OUTPUT"):
        with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as told:
            told.write(f"{name}={value}\n")


def grade(checkout: pathlib.Path, grades: pathlib.Path) -> bool:
    """Whether it could be graded: without the workbook, or on a bad machine, it cannot."""
    try:
        command = [str(workbook() / "lab"), "grade", "--format", "classroom50", "--trust", "--out", str(grades)]
        if ONLY:
            command += ["--only", ONLY]
        subprocess.run([*command, str(checkout)], check=True)
        return True
    except (OSError, subprocess.CalledProcessError) as failure:
        print(failure, file=sys.stderr)
        return False


def main() -> int:
    checkout = pathlib.Path.cwd()
    for name in ("result.json", "release-body.md"):  # A student may have committed one, or a folder.
        if (checkout / name).is_dir() and not (checkout / name).is_symlink():
            shutil.rmtree(checkout / name)
        else:
            (checkout / name).unlink(missing_ok=True)
    grades = pathlib.Path(tempfile.mkdtemp())
    if not grade(checkout, grades):
        output("status", "error")
        output("summary", "the grader failed")
        return 1
    result = json.loads((grades / "result.json").read_text(encoding="utf-8"))
    shutil.copy(grades / "result.json", checkout / "result.json")
    lines = [f"### {result['score']} of {result['max-score']} points", ""]
    lines += [f"- {'✓' if test['passed'] else '✗'} {test['test-name']}" for test in result["tests"]]
    (checkout / "release-body.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    output("status", "success")
    output("summary", f"{result['score']}/{result['max-score']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
