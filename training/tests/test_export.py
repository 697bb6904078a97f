"""What is exported and released is what the application loads."""

import dataclasses
import json
import shutil
import subprocess
from pathlib import Path

import pytest
import torch

from training import export as exporting
from training import fidelity, halo, onnx_file, release as releasing
from training.__main__ import main
from training.checkpoint import CHECKPOINT, load_checkpoint
from training.config import Config, config_from_dict
from training.expected_error import ExpectedError
from training.export import export
from training.onnx_file import TOLERANCE
from training.prior_manifest import describe_prior
from training.trainer import Trainer

NODE_MODULES = Path('node_modules/esbuild')
SHIPPED = next(Path('models').glob('photo-unet-*/training.json')).parent


@pytest.fixture(scope='module')
def checkpoint(config: Config, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = tmp_path_factory.mktemp('run')
    Trainer(config, data, run).run(until_step=4)
    return run / CHECKPOINT


@pytest.fixture(scope='module')
def embedded(config: Config, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of the kind of network that ships, which knows one noise level a picture."""
    run = tmp_path_factory.mktemp('embedded')
    network = dataclasses.replace(config.network, embedding=16)
    kind = dataclasses.replace(config, network=network, sigma=dataclasses.replace(config.sigma, map_fraction=0.0))
    Trainer(kind, data, run).run(until_step=4)
    return run / CHECKPOINT


@pytest.fixture(autouse=True)
def small_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures of the tests are smaller than those that a halo is measured on."""
    for module in (halo, exporting):
        monkeypatch.setattr(module, 'PICTURE_PX', 128)
        monkeypatch.setattr(module, 'TILE_PX', 96)


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding='utf-8'))


def test_a_new_folder_gets_everything_but_checksums(checkpoint: Path, data: Path, tmp_path: Path) -> None:
    folder = tmp_path / 'tiny-x'
    manifest = export(checkpoint, folder, data)
    assert manifest == read(folder / 'manifest.json')
    assert {path.name for path in folder.iterdir()} == {'denoiser.onnx', 'manifest.json', 'training.json'}
    assert [manifest[key] for key in ('formatVersion', 'id', 'name', 'version', 'licence', 'card')] == [
        1, 'tiny-x', 'tiny', '1.0.0', 'unstated', 'MODEL_CARD.md',
    ]  # fmt: skip
    assert manifest['weights'] == {'file': 'denoiser.onnx', 'precision': 'float32'}
    assert manifest['adapter']['sigmaInput'] == 'map'
    assert manifest['sigmaRange'] == {'min': 0.01, 'max': 5.0}
    assert manifest['sizeMultiple'] == 8
    assert f'from {manifest["haloPx"]} px' in manifest['haloCriterion'] and '1 photographs' in manifest['haloCriterion']
    assert manifest['warmUp'] == {'file': 'warm-up.f32', 'height': 64, 'width': 64, 'sigma': 0.15}
    training, state = read(folder / 'training.json'), load_checkpoint(checkpoint)
    assert (training['run'], training['steps'], training['dataSha256']) == ('tiny', 4, state['data'])
    assert training['patches'] == round(state['patches'])
    assert 0 <= training['largestDifferenceToCheckpoint'] <= TOLERANCE
    assert config_from_dict(training['config']) == config_from_dict(state['config'])


def test_what_a_person_decided_stays_and_versions_of_other_weights_are_named_no_more(checkpoint: Path, data: Path, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / 'mine')
    former = read(tmp_path / 'mine' / 'manifest.json')
    manifest = export(checkpoint, tmp_path / 'mine', data)
    kept = ('name', 'version', 'licence', 'card')
    assert {key: manifest[key] for key in kept} == {key: former[key] for key in kept}
    assert manifest['id'] == 'mine'
    assert former.keys() - manifest.keys() == {'int8Weights', 'float16Weights'}


def test_the_manifest_of_the_shipped_network_is_what_its_configuration_says() -> None:
    shipped = read(SHIPPED / 'manifest.json')
    config = config_from_dict(read(SHIPPED / 'training.json')['config'])
    described = describe_prior(SHIPPED, config, shipped['haloPx'], shipped['haloCriterion'])
    versions = {key: shipped.pop(key) for key in ('int8Weights', 'float16Weights')}
    assert versions
    for measured in ('sha256', 'byteLength'):
        shipped['weights'].pop(measured)
    shipped['warmUp'].pop('sha256')
    assert described == shipped


@pytest.mark.parametrize(
    ('network', 'map_fraction', 'expected'), [({'embedding': 16}, 0.0, 'scalar'), ({'embedding': 0}, 0.0, 'uniform-map'), ({'embedding': 0}, 0.4, 'map')]
)
def test_a_manifest_says_how_the_network_is_told_the_noise(network: dict, map_fraction: float, expected: str, tmp_path: Path) -> None:
    config = config_from_dict({'name': 'x', 'network': network, 'sigma': {'map_fraction': map_fraction, 'minimum': 0.05, 'maximum': 2.0}})
    manifest = describe_prior(tmp_path / 'x', config, 8, 'measured')
    assert manifest['adapter']['sigmaInput'] == expected
    assert manifest['sigmaRange'] == {'min': 0.05, 'max': 2.0}


def test_an_export_that_is_not_the_checkpoint_is_refused_and_the_former_one_stays(
    checkpoint: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / 'x'
    export(checkpoint, folder, data)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write = onnx_file.write_onnx

    def write_otherwise(denoiser: torch.nn.Module, path: Path) -> None:
        with torch.no_grad():
            bias = denoiser.net.head.bias
            bias.add_(0.01)
            write(denoiser, path)
            bias.sub_(0.01)

    monkeypatch.setattr(onnx_file, 'write_onnx', write_otherwise)
    with pytest.raises(ExpectedError, match='answers otherwise'):
        export(checkpoint, folder, data)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_network_that_looks_further_than_a_tile_is_not_exported_and_the_former_one_stays(
    checkpoint: Path, embedded: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(checkpoint, tmp_path / 'x', data)
    before = {path.name: path.read_bytes() for path in (tmp_path / 'x').iterdir()}
    monkeypatch.setattr(exporting, 'halo_px', lambda rows, sigma: 48)
    for folder in ('x', 'y'):
        with pytest.raises(ExpectedError, match='half a tile'):
            export(embedded, tmp_path / folder, data)
    assert {path.name: path.read_bytes() for path in (tmp_path / 'x').iterdir()} == before
    assert not (tmp_path / 'y').exists()


@pytest.mark.skipif(not shutil.which('node') or not NODE_MODULES.exists(), reason='needs the application with its packages')
@pytest.mark.parametrize(('kind', 'sigma_input'), [('checkpoint', 'map'), ('embedded', 'scalar')])
def test_a_release_is_what_the_application_takes(
    kind: str, sigma_input: str, request: pytest.FixtureRequest, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, checkpoint = tmp_path / 'tiny-x', request.getfixturevalue(kind)
    assert main(['release', str(checkpoint), str(folder), '--data', str(data)]) == 0
    manifest = read(folder / 'manifest.json')
    for key in ('weights', 'int8Weights', 'float16Weights'):
        file = folder / manifest[key]['file']
        assert manifest[key]['byteLength'] == file.stat().st_size
    assert manifest['adapter']['sigmaInput'] == sigma_input
    assert len(manifest['warmUp']['sha256']) == 64
    assert (folder / 'warm-up.f32').stat().st_size == 4 * 2 * 3 * 64 * 64
    assert {path.suffix for path in folder.iterdir()} == {'.onnx', '.json', '.f32'}
    printed = capsys.readouterr().out
    assert printed.count('sigma   float') == 2 and 'write one' in printed and 'licence is unstated' in printed


def test_a_release_that_fails_changes_nothing(
    checkpoint: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / 'tiny-x'
    folder.mkdir()
    former = {'manifest.json': b'{"name": "former"}', 'denoiser.onnx': b'former', 'denoiser-int8.onnx': b'former'}
    for name, content in former.items():
        (folder / name).write_bytes(content)

    def contents() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    # The last stage, and one on the way: whatever a version may lose, these lose more.
    with monkeypatch.context() as strict:
        strict.setattr(fidelity, 'LARGEST_LOSS_DB', -1)
        assert main(['release', str(checkpoint), str(folder), '--data', str(data)]) == 1
    assert 'loses' in capsys.readouterr().err
    assert contents() == former

    def fail(command: list[str], **_: object) -> None:
        assert read(Path(command[-1]) / 'manifest.json')['name'] == 'former'
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(releasing.subprocess, 'run', fail)
    assert main(['release', str(checkpoint), str(folder), '--data', str(data)]) == 1
    assert 'nothing was released' in capsys.readouterr().err
    assert contents() == former
