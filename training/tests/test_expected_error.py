"""What a person can mend is one sentence; a defect keeps its traceback."""

from pathlib import Path

import pytest

from training import held_out
from training.__main__ import main

CONFIG = 'training/tests/tiny.toml'
SOURCE = "[[source]]\nname = 'x'\nminimum_side_px = 1\npack_side_px = 9\n"
BROKEN = {
    'broken.toml': 'name = \n',
    'nameless.toml': 'seed = 1\n',
    'deep.toml': "name = 'x'\n[network]\nwidths = [8, 8, 8, 8, 8]\nblocks = [1, 1, 1, 1, 1]\n",
    'misspelt.toml': SOURCE + "include = ['*']\nfoldr = '.'\n",
    'incomplete.toml': SOURCE,
}


@pytest.mark.parametrize(
    'arguments',
    [
        ['train', 'nowhere.toml'],
        ['train', CONFIG, '--data', 'nowhere', '--run', '{place}/run'],
        ['train', CONFIG, '--weights', 'nowhere.npz', '--run', '{place}/run'],
        ['train', '{place}/broken.toml', '--run', '{place}/run'],
        ['train', '{place}/nameless.toml', '--run', '{place}/run'],
        ['train', '{place}/deep.toml', '--run', '{place}/run'],
        ['train', CONFIG, '--weights', '{place}/broken.toml', '--run', '{place}/run'],
        ['resume', 'nowhere'],
        ['evaluate', 'nowhere.pt'],
        ['evaluate', 'nowhere.pt', '--limit', '3'],
        ['evaluate', 'nowhere.onnx'],
        ['export', 'nowhere.pt', '{place}/new'],
        ['export', 'nowhere.pt', '{place}/Not an id'],
        ['release', 'nowhere.pt', '{place}/new'],
        ['keep', 'nowhere.pt', '{place}/kept.npz'],
        ['graft', 'nowhere.pt', CONFIG, '{place}/kept.npz'],
        ['graft', 'nowhere.onnx', CONFIG, '{place}/kept.npz'],
        ['quantise', 'nowhere.onnx', '{place}/small.onnx'],
        ['half', 'nowhere.onnx', '{place}/small.onnx'],
        ['halo', 'nowhere.onnx', '--data', 'nowhere'],
        ['held-out', '{place}/pictures', '--data', 'nowhere'],
        ['prepare', '--sources', 'nowhere.toml', '--data', '{place}/data'],
        ['prepare', '--sources', '{place}/misspelt.toml', '--data', '{place}/data'],
        ['prepare', '--sources', '{place}/incomplete.toml', '--data', '{place}/data'],
        ['study', 'nowhere.toml', '--train', 'A'],
        ['curve', 'nowhere.csv', '{place}/curve.svg'],
        ['damage-train', 'nowhere.toml'],
        ['damage-resume', 'nowhere'],
        ['damage-export', 'nowhere.pt', '{place}/new'],
        ['damage-evaluate', 'nowhere.onnx'],
        ['damage-sheet', '{place}/sheet.png', '--data', 'nowhere'],
        ['damage-set', '{place}/set', '--data', 'nowhere'],
    ],
    ids=lambda arguments: ' '.join(arguments),
)
def test_what_is_missing_is_told_in_one_sentence_and_nothing_is_left_behind(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text, encoding='utf-8')
    assert main([argument.replace('{place}', str(tmp_path)) for argument in arguments]) == 1
    printed = capsys.readouterr().err
    assert printed.startswith('error: ') and len(printed.splitlines()) == 1
    assert {path.name for path in tmp_path.rglob('*') if path.is_file()} == set(BROKEN)


@pytest.mark.parametrize('defect', [RuntimeError, ValueError, FileNotFoundError, KeyError])
def test_a_defect_is_not_taken_for_one(defect: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise defect('something that nobody expected')

    monkeypatch.setattr(held_out, 'write_held_out', fail)
    with pytest.raises(defect):
        main(['held-out', str(tmp_path)])
