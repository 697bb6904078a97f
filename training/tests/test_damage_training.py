"""The damage network: shapes, loss, hard squares, a run that is interrupted, and the exported file."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from training.__main__ import main
from training.checkpoint import CHECKPOINT, load_checkpoint
from training.damage.batches import DamageBatchSource, stream_damage_batches
from training.damage.config import DamageConfig, DamageLossConfig, damage_config_from_dict, load_damage_config
from training.damage.export import export_checkpoint
from training.damage.hard_queue import HardQueue
from training.damage.labels import IGNORE
from training.damage.layer import CLASSES
from training.damage.loss import damage_loss, targets_of
from training.damage.measures import PixelScores
from training.damage.network import DamageNetwork
from training.damage.trainer import DamageTrainer, load_damage_network
from training.damage.validation import SIDE, DamageValidation
from training.expected_error import ExpectedError
from training.store import PictureStore

HERE = Path(__file__).parent


@pytest.fixture(scope='module')
def damage_config() -> DamageConfig:
    return load_damage_config(HERE / 'tiny-damage.toml')


def test_a_batch_depends_on_its_number_alone(damage_config: DamageConfig, data: Path) -> None:
    source = DamageBatchSource(damage_config, data)
    source[1]
    here = source[4]
    (elsewhere,) = islice(stream_damage_batches(damage_config, data, 4), 1)
    assert all(torch.equal(a, b) for a, b in zip(here, elsewhere, strict=True))
    assert here.planes.shape == (4, 3, 64, 64)
    assert (here.labels[2:] == 0).all()  # the second half has no damage


def test_settings_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ExpectedError, match='sidee'):
        damage_config_from_dict({'name': 'x', 'data': {'sidee': 3}})


def test_the_network_answers_for_every_pixel(damage_config: DamageConfig) -> None:
    network = DamageNetwork(damage_config.network)
    multiple = damage_config.network.size_multiple
    assert multiple == 4
    logits = network(torch.zeros(2, 3, 5 * multiple, 7 * multiple))
    assert logits.shape == (2, len(CLASSES) + 1, 5 * multiple, 7 * multiple)
    assert logits.mean() < -2  # damage is rare


@pytest.mark.parametrize('path', sorted((HERE.parent / 'configs').glob('damage-*.toml')), ids=lambda path: path.name)
def test_every_shipped_configuration_gives_a_small_network(path: Path) -> None:
    config = load_damage_config(path)
    assert damage_config_from_dict(config.to_dict()) == config
    assert sum(p.numel() for p in DamageNetwork(config.network).parameters()) < 2_000_000
    assert config.network.size_multiple == 16


def test_undecided_pixels_teach_nothing() -> None:
    labels = torch.zeros(2, 8, 8, dtype=torch.uint8)
    labels[0, :4] = 2
    labels[0, 4:6] = IGNORE
    logits = torch.zeros(2, 6, 8, 8, requires_grad=True)
    damage_loss(logits, labels, DamageLossConfig()).backward()
    assert logits.grad is not None
    assert logits.grad[0, :, 4:6].abs().max() == 0
    assert logits.grad[0, 1, :4].max() < 0  # more of the second class
    assert logits.grad[0, 0, :4].min() > 0  # less of the first
    assert logits.grad[0, -1, :4].max() < 0  # more of any
    targets, weights = targets_of(labels)
    assert targets[0, 1].sum() == targets[0, -1].sum() == 32
    assert weights[0].sum() == 48


def test_a_stain_does_not_drown_a_scratch() -> None:
    config = DamageLossConfig(tversky_weight=0)
    gradients = []
    for kind in ('scratch', 'stain'):
        labels = torch.zeros(2, 8, 8, dtype=torch.uint8)
        labels[0, 0] = CLASSES.index(kind) + 1
        logits = torch.zeros(2, 6, 8, 8, requires_grad=True)
        damage_loss(logits, labels, config).backward()
        assert logits.grad is not None
        gradients.append(logits.grad[0, -1, 0].abs().mean())
    assert gradients[1] == pytest.approx(config.area_weight * gradients[0])


def test_a_right_answer_costs_less_than_a_wrong_one() -> None:
    labels = torch.zeros(2, 8, 8, dtype=torch.uint8)
    labels[0, :4] = 1
    targets, _ = targets_of(labels)
    right, wrong = (damage_loss(sign * (targets * 8 - 4), labels, DamageLossConfig()) for sign in (1, -1))
    assert right < 0.2 < wrong


def test_the_queue_keeps_the_worst_squares_and_the_latest() -> None:
    queue = HardQueue(2)
    planes = torch.arange(4.0)[:, None, None, None].expand(4, 3, 10, 10)
    probabilities = torch.tensor([0.1, 0.9, 0.2, 0.8])[:, None, None].expand(4, 10, 10)
    queue.learn(planes, probabilities, keep=2)
    drawn = queue.draw(50, np.random.default_rng(0))
    assert set(drawn.unique().tolist()) == {1, 3}
    queue.learn(planes[:1] + 7, probabilities[:1], keep=2)
    assert len(queue) == 2
    assert 7 in queue.draw(50, np.random.default_rng(0)).unique().tolist()


def test_average_precision_of_known_rankings() -> None:
    scores = PixelScores()
    label = np.array([[1, 1, 0, 0, IGNORE]], np.uint8)
    found = np.zeros((6, 1, 5), np.float32)
    found[0] = found[5] = [0.9, 0.3, 0.5, 0.1, 0.99]  # ranks: hit, miss, hit, miss
    scores.add(found, label)
    precision = scores.average_precision()
    assert precision['dust'] == pytest.approx((1 + 2 / 3) / 2)
    assert precision['any'] == pytest.approx((1 + 2 / 3) / 2)
    assert np.isnan(precision['tear'])
    assert scores.at(0.4) == (0.5, 0.5)
    assert scores.best_f1()['any'] == pytest.approx(0.8)


def test_a_run_can_be_interrupted_and_is_exported_as_it_is(
    damage_config: DamageConfig, data: Path, tmp_path: Path
) -> None:
    run = tmp_path / 'run'
    run.mkdir()
    DamageTrainer(damage_config, data, run).run(until_step=3)
    state = load_checkpoint(run / CHECKPOINT)
    assert state['step'] == 3
    DamageTrainer(damage_config, data, run, state).run()
    network, _, finished = load_damage_network(run / CHECKPOINT)
    assert finished['step'] == 6
    assert not torch.equal(finished['weights']['head.bias'], state['weights']['head.bias'])
    assert {'log.csv', 'validation.csv', 'progress.png'} <= {p.name for p in run.iterdir()}

    manifest = export_checkpoint(run / CHECKPOINT, tmp_path / 'tiny')
    assert json.loads((tmp_path / 'tiny' / 'manifest.json').read_text())['weights'] == manifest['weights']
    assert manifest['training']['steps'] == 6
    session = onnxruntime.InferenceSession(tmp_path / 'tiny' / 'damage.onnx')
    kinds = {node.op_type for node in onnx.load(tmp_path / 'tiny' / 'damage.onnx').graph.node}
    assert 'BatchNormalization' not in kinds  # folded into the convolutions
    planes = torch.rand(1, 3, 24, 40)
    (logits,) = session.run(None, {'planes': planes.numpy()})
    with torch.inference_mode():
        assert np.abs(logits - network(planes).numpy()).max() < 1e-4


def test_checkpoints_are_averaged_weight_by_weight(damage_config: DamageConfig, data: Path, tmp_path: Path) -> None:
    run = tmp_path / 'run'
    run.mkdir()
    DamageTrainer(damage_config, data, run).run(until_step=2)
    first = tmp_path / 'first.pt'
    (run / CHECKPOINT).rename(first)
    DamageTrainer(damage_config, data, run, load_checkpoint(first)).run(until_step=4)
    target = tmp_path / 'mean.pt'
    assert main(['damage-average', str(first), str(run / CHECKPOINT), str(target)]) == 0
    states = [load_checkpoint(path) for path in (first, run / CHECKPOINT, target)]
    assert states[2]['step'] == 4
    changed = 0
    for a, b, mean in zip(*(state['emas'][0] for state in states), strict=True):
        assert torch.allclose(mean, (a + b) / 2, atol=1e-6)
        changed += int(not torch.equal(a, b))
    assert changed > 10
    other = load_checkpoint(first)
    other['emas'][0][0] = other['emas'][0][0][:1]
    torch.save(other, tmp_path / 'other.pt')
    fresh = tmp_path / 'fresh.pt'
    assert main(['damage-average', str(first), str(tmp_path / 'other.pt'), str(fresh)]) == 1
    assert main(['damage-average', str(first), str(fresh)]) == 1
    assert not fresh.exists()
    assert main(['damage-average', str(first), str(first), str(target)]) == 1  # it would overwrite


def test_a_wild_step_touches_neither_weights_nor_average(damage_config: DamageConfig, data: Path, tmp_path: Path) -> None:
    trainer = DamageTrainer(damage_config, data, tmp_path)
    trainer.run(until_step=2)
    average = [tensor.clone() for tensor in trainer.ema.tensors]
    weights = [parameter.detach().clone() for parameter in trainer.network.parameters()]
    trainer._spikes.is_spike = lambda norm: True  # type: ignore[method-assign]
    trainer.run(until_step=4)
    assert (trainer.skipped, trainer.batches) == (2, 4)
    assert all(torch.equal(t, a) for t, a in zip(trainer.ema.tensors, average, strict=True))
    assert all(torch.equal(p, w) for p, w in zip(trainer.network.parameters(), weights, strict=True))


def test_held_out_squares_are_measured_where_the_network_is(data: Path) -> None:
    class Elsewhere(torch.nn.Module):
        """Has its weights on a device of its own, and answers what `.cpu()` would fetch."""

        def __init__(self) -> None:
            super().__init__()
            self.weight = torch.nn.Parameter(torch.empty(1, device='meta'))

        def forward(self, planes: torch.Tensor) -> torch.Tensor:
            assert planes.device == self.weight.device
            return torch.zeros(len(planes), len(CLASSES) + 1, SIDE, SIDE)

    measured = DamageValidation(PictureStore(data), pairs=2).measure(Elsewhere())  # type: ignore[arg-type]
    assert measured['clean_share'] == 0  # nothing is above one half
