"""Reading what git recorded: the file, what it includes, and the settings beside them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from argmap.errors import RevisionError
from argmap.text.read import read
from argmap.text.revision import read_at

WHOLE = "@include(chapters/part.argdown)\n\n[P]: The position. #assessment\n    + [E]\n"
PART = "[E]: Evidence. {weight: .8, source: she, locator: p1}\n"
SIDE = "version: 1\nsources: {she: {title: She herself}}\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits, between which an included file, a side file and a weight changed."""
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    for name in [one for one in os.environ if one.startswith("GIT_")]:
        monkeypatch.delenv(name)
    maps = tmp_path / "maps"
    (maps / "chapters").mkdir(parents=True)
    (maps / "map.argdown").write_text(WHOLE, "utf-8")
    (maps / "chapters" / "part.argdown").write_text(PART, "utf-8")
    (maps / "chapters" / "part.argmap.yaml").write_text(SIDE, "utf-8")
    # Left out of archives, and yet recorded.
    (tmp_path / ".gitattributes").write_text("maps export-ignore\n", "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "one")
    (maps / "chapters" / "part.argdown").write_text(PART.replace(".8", ".2"), "utf-8")
    (maps / "chapters" / "part.argmap.yaml").write_text(SIDE.replace("herself", "again"), "utf-8")
    git(tmp_path, "commit", "--quiet", "-a", "-m", "two")
    return maps


def test_includes_and_side_files_are_those_of_the_revision(repository: Path) -> None:
    path = repository / "map.argdown"
    path.write_text(WHOLE.replace("position", "answer"), "utf-8")
    before, after, now = read_at(path, "HEAD~1"), read_at(path, "HEAD"), read(path)
    weights = [one.required()["E"].weight for one in (before, after, now)]
    assert weights == [0.8, 0.2, 0.2]
    titles = [one.required().sources_by_id["she"].title for one in (before, after)]
    assert titles == ["She herself", "She again"]
    assert before.required()["P"].text == after.required()["P"].text != now.required()["P"].text
    assert before.files == tuple(
        f"HEAD~1:{repository / name}"
        for name in ("map.argdown", "chapters/part.argdown", "chapters/part.argmap.yaml")
    )


def test_diagnostics_name_the_revision(repository: Path) -> None:
    path = repository / "map.argdown"
    path.write_text("[P]: Text. {wieght: 1}\n", "utf-8")
    git(repository, "commit", "--quiet", "-a", "-m", "three")
    (found,) = read_at(path, "HEAD").diagnostics
    assert str(found).startswith(f"HEAD:{path}:1:13")


def test_what_cannot_be_had(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = repository / "map.argdown"
    for revision in ("HEAD~9", "--help", "", "HEAD:maps"):
        with pytest.raises(RevisionError, match="is no revision of what"):
            read_at(path, revision)
    with pytest.raises(RevisionError, match=r"new\.argdown is not recorded at HEAD"):
        read_at(repository / "new.argdown", "HEAD")
    with pytest.raises(RevisionError, match="lies in no folder"):
        read_at(repository / "gone" / "map.argdown", "HEAD")
    with pytest.raises(RevisionError, match="under no version control by git"):
        read_at(tmp_path_factory.mktemp("elsewhere") / "map.argdown", "HEAD")


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RevisionError, match="there is no git on this machine"):
        read_at(tmp_path / "map.argdown", "HEAD")


def test_a_link_is_not_followed(repository: Path) -> None:
    secret = repository.parent / "secret.argdown"
    secret.write_text("[S]: Secret.\n", "utf-8")
    part = repository / "chapters" / "part.argdown"
    part.unlink()
    part.symlink_to(secret)
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "three")
    found = read_at(repository / "map.argdown", "HEAD")
    assert any(one.code == "AM401" for one in found.diagnostics)
