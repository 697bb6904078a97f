"""A prior's folder is changed only by what is whole: files are made and checked elsewhere and then moved there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .prior_manifest import MANIFEST, require_prior_id


@contextmanager
def draft_of(folder: Path) -> Iterator[Path]:
    """A folder of the same name, with the manifest of `folder` if it has one; its files are moved there at the end, unless something fails.

    Raises ExpectedError where the name is none that a prior can have.
    """
    name = require_prior_id(folder)
    with tempfile.TemporaryDirectory() as place:
        draft = Path(place) / name
        draft.mkdir()
        if (folder / MANIFEST).exists():
            shutil.copy(folder / MANIFEST, draft)
        yield draft
        _move_into(draft, folder)


def _move_into(draft: Path, folder: Path) -> None:
    """Moves all files, the manifest last: until then the checksums of the former one refuse what is only half there."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(draft.iterdir(), key=lambda path: path.name == MANIFEST):
        shutil.move(path, folder / path.name)
