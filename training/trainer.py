"""The training loop: one object holds a run's whole state, steps it, and writes it down."""

from __future__ import annotations

import signal
import statistics
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .batches import Batch, stream_batches
from .checkpoint import CHECKPOINT, save_checkpoint
from .config import Config
from .denoisers import create_denoiser
from .ema import PowerEma
from .expected_error import ExpectedError
from .journal import Journal
from .loss import weighted_loss
from .loss_window import LossWindow
from .optimisers import Optimisers
from .precision import bf16_pays
from .run_lock import hold_run
from .run_log import draw_plot
from .schedule import Budget, learning_rate
from .spike_guard import SpikeGuard
from .start_weights import StartWeights, load_into
from .store import PictureStore
from .teacher import Teacher
from .teamwork import Team
from .validation import Validation

# So many wild gradients in a row mean that the weights themselves went astray, not a batch.
LONGEST_BURST = 4
# A step that took longer was held up: the process was stopped or the computer slept. The rest is not training time.
LONGEST_STEP_HOURS = 60 / 3600
PATCH_PIXELS = 64 * 64


class Trainer:
    """Trains a denoiser from nothing, from given weights or from a checkpoint's state.

    After the first weights nothing random is drawn here: batches, noise included, depend on the seed and their number
    alone. So the number of batches taken is both the position in the data and the whole random state. Several processes
    train one network as a team: process r of n takes batches r, r + n, ...
    """

    def __init__(
        self,
        config: Config,
        data: Path,
        run: Path,
        state: dict[str, Any] | None = None,
        start: StartWeights | None = None,
    ) -> None:
        """`state` is that of a checkpoint; `start` what a new run begins with instead of random weights."""
        torch.set_num_threads(config.housekeeping.threads)
        torch.manual_seed(config.seed)
        self._config, self._data, self._run = config, data, run
        self._device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
        self._use_bf16 = bf16_pays(self._device)
        self._store = PictureStore(data)
        self._validation = Validation(self._store, config.housekeeping.validation_sigmas)
        self.denoiser = create_denoiser(config.network).to(self._device, memory_format=torch.channels_last)
        if start is not None:
            load_into(self.denoiser, start.weights)  # before the averages are made, which begin with them
        self._start_sha256 = None if start is None else start.sha256
        self._optimisers = Optimisers(self.denoiser, config.optimiser)
        self._teacher = Teacher(config.teacher, self._device) if config.teacher.share else None
        self.emas = [PowerEma(self.denoiser, std) for std in config.optimiser.ema_stds]
        self.budget = Budget.from_config(config.schedule)
        self.step, self.batches, self.skipped, self.patches, self.hours = 0, 0, 0, 0.0, 0.0
        self._burst = 0
        self._spikes = SpikeGuard(config.optimiser.skip_factor)
        self._team = Team()
        self._journal = Journal(run, draw_plot)
        self._stop_requested = self._is_stopped = self._is_over = False
        self._clock = 0.0
        if state is not None:
            self._restore(state)

    def run(self, until_step: int | None = None) -> None:
        """Trains until the budget is spent, `until_step` is reached or SIGTERM or SIGINT asks to stop."""
        previous = {s: signal.signal(s, self._request_stop) for s in (signal.SIGTERM, signal.SIGINT)}
        try:
            with hold_run(self._run, self._team.leads):
                self._train(until_step)
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)

    def state(self) -> dict[str, Any]:
        """Everything that `_restore` needs; tensors and plain values only."""
        return {
            'config': self._config.to_dict(),
            'data': self._store.fingerprint,
            'start': self._start_sha256,
            'team': self._team.size,
            'step': self.step,
            'batches': self.batches,
            'skipped': self.skipped,
            'burst': self._burst,
            'patches': self.patches,
            'hours': self.hours,
            'budget': [self.budget.total, self.budget.decay_start],
            'weights': self.denoiser.state_dict(),
            'emas': [ema.tensors for ema in self.emas],
            'norms': list(self._spikes.norms),
        } | self._optimisers.state()

    def save(self) -> None:
        """Writes the run's checkpoint."""
        save_checkpoint(self.state(), self._run / CHECKPOINT)

    def decay_now(self, amount: float) -> None:
        """Starts the decay here, to end `amount` (hours or steps) later, and writes it down: a crash does not undo the decision."""
        self.budget.decay_now(self.step, self.hours, amount)
        if self._team.leads:
            with hold_run(self._run):
                self.save()

    def _restore(self, state: dict[str, Any]) -> None:
        if not self._store.is_known_as(state['data']):
            raise ExpectedError(
                'The checkpoint was trained on other data than the prepared ones, so it was left alone; prepare the same sources.'
            )
        for key in ('step', 'batches', 'skipped', 'patches', 'hours'):
            setattr(self, key, state[key])
        self._burst = state['burst']
        self._start_sha256 = state.get('start')  # not in older checkpoints
        self.budget.total, self.budget.decay_start = state['budget']
        self.denoiser.load_state_dict(state['weights'])
        self._optimisers.restore(state)
        for ema, tensors in zip(self.emas, state['emas'], strict=True):
            ema.load(tensors)
        self._spikes.restore(state['norms'])

    def _request_stop(self, *_: object) -> None:
        self._stop_requested = True

    def _train(self, until_step: int | None) -> None:
        housekeeping = self._config.housekeeping
        team = self._team
        batches = stream_batches(self._config, self._data, self.batches + team.rank, team.size)
        window = LossWindow()
        if team.leads:
            # What a run has written that ended without a checkpoint of it.
            self._journal.go_back_to(self.step)
        self._clock = last_log = last_save = last_validation = time.monotonic()
        self._is_over = self.budget.is_over(self.step, self.hours)
        while not self._is_over:
            if until_step is not None and self.step >= until_step:
                break
            batch = Batch(*(t.to(self._device) for t in next(batches)))
            window.add(*self._train_step(batch))
            now = time.monotonic()
            if not team.leads:
                continue
            if now - last_log >= housekeeping.log_seconds:
                self._log(window, now - last_log)
                window, last_log = LossWindow(), now
            if now - last_save >= housekeeping.checkpoint_minutes * 60:
                self._journal.keep(self.save)
                last_save = now
            if now - last_validation >= housekeeping.validation_minutes * 60:
                self._journal.keep(self.save)
                self._validate()
                last_save = last_validation = now
        del batches  # its workers end here, also where something holds on to this frame, as a first import of matplotlib does
        if not self._team.leads:
            return
        if window.count:
            self._log(window, time.monotonic() - last_log)
        self.save()
        if not self._is_stopped:
            self._validate()

    def _train_step(self, batch: Batch) -> tuple[float, float, float]:
        """One step of the whole team; returns its weighted loss, EDM loss and patches of 64 x 64."""
        options = self._config.optimiser
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._use_bf16):
            loss, plain = weighted_loss(self.denoiser, batch, options, self._teacher)
        loss.backward()
        loss_value, plain_value, patches = self._share_with_team(batch, loss.detach(), plain)
        norm = float(torch.nn.utils.clip_grad_norm_(self.denoiser.parameters(), options.clip_norm))
        if self._spikes.is_spike(norm):
            self._skip_step()
        else:
            self._burst = 0
            self._optimisers.step(self._rate())
            for ema in self.emas:
                ema.update(self.step + 1)
        self.denoiser.zero_grad(set_to_none=True)
        self.step += 1
        self.batches += self._team.size
        self._is_over = self._is_stopped or self.budget.is_over(self.step, self.hours)
        return loss_value, plain_value, patches

    def _share_with_team(self, batch: Batch, loss: Tensor, plain: Tensor) -> tuple[float, float, float]:
        """Averages the gradients over the team; returns its mean losses and its patches, counts its hours and sees stops."""
        now = time.monotonic()
        hours = min((now - self._clock) / 3600, LONGEST_STEP_HOURS)
        self._clock = now
        own = [hours, float(self._stop_requested), batch.sigma.numel() / PATCH_PIXELS, float(loss), float(plain)]
        hours, stop, patches, *losses = self._team.average(self.denoiser.parameters(), own)
        self.hours += hours
        self._is_stopped = stop > 0
        self.patches += patches * self._team.size
        return losses[0], losses[1], patches * self._team.size

    def _rate(self) -> float:
        return learning_rate(self._config.optimiser, self._config.schedule, self.budget, self.step, self.hours)

    def _skip_step(self) -> None:
        """Counts a step that was not taken; after a burst of them training goes on from the recent average."""
        self.skipped += 1
        self._burst += 1
        if self._burst >= LONGEST_BURST:
            self._burst = 0
            self.emas[0].copy_to(self.denoiser)
            self._optimisers.forget()

    def _log(self, window: LossWindow, seconds: float) -> None:
        row: dict[str, float | int] = {'step': self.step, 'hours': self.hours, 'patches': self.patches}
        norms = self._spikes.norms
        row |= {'learning_rate': self._rate(), 'skipped': self.skipped, 'gradient_norm': statistics.median(norms or [0.0])}
        row |= window.means() | {'patches_per_second': window.patches / max(seconds, 1e-9)}
        self._journal.log(row)

    def _validate(self) -> None:
        """Measures the first average on held-out pictures and redraws the plot, unless that was done at this step already."""
        if self._journal.is_validated(self.step):
            return
        averaged = create_denoiser(self._config.network).to(self._device).eval()
        self.emas[0].copy_to(averaged)
        row: dict[str, float | int] = {'step': self.step, 'hours': self.hours, 'patches': self.patches}
        self._journal.log_validation(row | self._validation.measure(averaged))
