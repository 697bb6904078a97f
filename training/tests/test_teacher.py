"""Learning from a trained denoiser."""

import dataclasses
from pathlib import Path

import pytest
import torch

from training.batches import Batch, BatchSource
from training.checkpoint import CHECKPOINT, load_denoiser
from training.config import Config, OptimiserConfig, TeacherConfig
from training.denoisers import create_denoiser
from training.expected_error import ExpectedError
from training.loss import weighted_loss
from training.network import scaled_target
from training.onnx_file import write_onnx
from training.start_weights import read_weights
from training.teacher import Teacher
from training.trainer import Trainer

TINY = Path('training/tests/tiny.toml')


@pytest.fixture(scope='module')
def taught(config: Config, data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, Batch]:
    """The configuration of a student of a network that has learnt a little, and one of its batches."""
    folder = tmp_path_factory.mktemp('teacher')
    Trainer(config, data, folder).run()
    write_onnx(load_denoiser(folder / CHECKPOINT)[0], folder / 'prior.onnx')
    uniform = dataclasses.replace(config, sigma=dataclasses.replace(config.sigma, map_fraction=0.0))
    teacher = TeacherConfig(share=0.75, weights=str(folder / 'prior.onnx'), config=str(TINY))
    return dataclasses.replace(uniform, teacher=teacher), BatchSource(uniform, data)[0]


def student_of(config: Config, share: float) -> Teacher:
    return Teacher(dataclasses.replace(config.teacher, share=share), torch.device('cpu'))


def test_a_copy_of_the_teacher_has_nothing_to_learn_from_it_but_is_still_measured(taught: tuple[Config, Batch]) -> None:
    config, batch = taught
    student = create_denoiser(config.network)
    student.load_state_dict(read_weights(Path(config.teacher.weights)))
    loss, plain = weighted_loss(student, batch, OptimiserConfig(), student_of(config, 1.0))
    alone, expected = weighted_loss(student, batch, OptimiserConfig())
    assert loss.item() == pytest.approx(0, abs=1e-9)
    assert plain.item() == pytest.approx(expected.item(), rel=1e-5)
    assert alone.item() > 0.01


def test_its_share_lies_between_the_clean_picture_and_its_answer(taught: tuple[Config, Batch]) -> None:
    config, batch = taught
    x = batch.x0 + batch.sigma * batch.noise
    truth = scaled_target(batch.x0, batch.noise, batch.sigma)
    answer = student_of(config, 1.0).target(truth, x, batch.sigma)
    assert (answer - truth).abs().mean() > 0.01
    assert torch.allclose(student_of(config, 0.75).target(truth, x, batch.sigma), truth / 4 + 3 * answer / 4, atol=1e-5)


def test_a_run_with_a_teacher_moves_the_student_alone(taught: tuple[Config, Batch], data: Path, tmp_path: Path) -> None:
    config, batch = taught
    answer = student_of(config, 1.0).target(batch.x0, batch.x0, batch.sigma)
    trainer = Trainer(dataclasses.replace(config, name='student', seed=8), data, tmp_path)
    before = [p.detach().clone() for p in trainer.denoiser.parameters()]
    trainer.run()
    assert all(not torch.equal(p, b) for p, b in zip(trainer.denoiser.parameters(), before, strict=True))
    assert torch.equal(student_of(config, 1.0).target(batch.x0, batch.x0, batch.sigma), answer)


@pytest.mark.parametrize('teacher', [TeacherConfig(share=0.5), TeacherConfig(share=1.5, weights='a', config='b')])
def test_a_teacher_that_cannot_be_is_refused(config: Config, teacher: TeacherConfig) -> None:
    with pytest.raises(ExpectedError, match='share'):
        dataclasses.replace(config, teacher=teacher)


def test_a_teacher_is_refused_where_the_levels_differ_from_pixel_to_pixel(config: Config) -> None:
    assert config.sigma.map_fraction > 0
    with pytest.raises(ExpectedError, match='map_fraction'):
        dataclasses.replace(config, teacher=TeacherConfig(share=0.5, weights='a', config='b'))
