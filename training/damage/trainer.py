"""The training loop of the damage network: one object holds a run's whole state, steps it, and writes it down."""

from __future__ import annotations

import math
import signal
import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ..checkpoint import CHECKPOINT, load_checkpoint, save_checkpoint
from ..ema import PowerEma
from ..expected_error import ExpectedError
from ..journal import Journal
from ..precision import bf16_pays
from ..run_lock import hold_run
from ..schedule import Budget
from ..spike_guard import SpikeGuard
from ..store import PictureStore
from ..teamwork import Team
from ..trainer import LONGEST_STEP_HOURS
from .batches import DamageBatch, stream_damage_batches
from .config import DamageConfig, damage_config_from_dict
from .hard_queue import HardQueue
from .loss import damage_loss
from .network import Averaged, DamageNetwork
from .run_plot import draw_plot
from .validation import DamageValidation


class DamageTrainer:
    """Trains from scratch or from a checkpoint's state; batches depend on the seed and their number alone."""

    def __init__(self, config: DamageConfig, data: Path, run: Path, state: dict[str, Any] | None = None) -> None:
        torch.set_num_threads(config.housekeeping.threads)
        torch.manual_seed(config.seed)
        self._config, self._data, self._run = config, data, run
        self._device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
        self._use_bf16 = bf16_pays(self._device)
        self._store = PictureStore(data)
        self._validation = DamageValidation(self._store, config.data.validation_pairs)
        self.network = DamageNetwork(config.network).to(self._device, memory_format=torch.channels_last)
        self._optimiser = torch.optim.AdamW(
            self.network.parameters(),
            lr=config.optimiser.learning_rate,
            betas=config.optimiser.betas,
            weight_decay=config.optimiser.weight_decay,
            fused=True,
        )
        self.ema = PowerEma(Averaged(self.network), config.optimiser.ema_std)
        self._queue = HardQueue(config.data.hard_queue)
        self.budget = Budget.from_config(config.schedule)
        self.step, self.batches, self.skipped, self.squares, self.hours = 0, 0, 0, 0, 0.0
        self._spikes = SpikeGuard(config.optimiser.skip_factor)
        self._team = Team()
        self._journal = Journal(run, draw_plot)
        self._stop_requested = self._is_over = False
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
            'step': self.step,
            'batches': self.batches,
            'skipped': self.skipped,
            'squares': self.squares,
            'norms': list(self._spikes.norms),
            'hours': self.hours,
            'budget': [self.budget.total, self.budget.decay_start],
            'weights': self.network.state_dict(),
            'emas': [self.ema.tensors],
            'optimiser': self._optimiser.state_dict(),
        }

    def save(self) -> None:
        """Writes the run's checkpoint."""
        save_checkpoint(self.state(), self._run / CHECKPOINT)

    def _restore(self, state: dict[str, Any]) -> None:
        if not self._store.is_known_as(state['data']):
            raise ExpectedError(
                'The checkpoint was trained on other data than the prepared ones, so it was left alone; prepare the same sources.'
            )
        for key in ('step', 'batches', 'skipped', 'squares', 'hours'):
            setattr(self, key, state[key])
        self._spikes.restore(state['norms'])
        self.budget.total, self.budget.decay_start = state['budget']
        self.network.load_state_dict(state['weights'])
        self._optimiser.load_state_dict(state['optimiser'])
        self.ema.load(state['emas'][0])

    def _request_stop(self, *_: object) -> None:
        self._stop_requested = True

    def _train(self, until_step: int | None) -> None:
        housekeeping = self._config.housekeeping
        batches = stream_damage_batches(
            self._config, self._data, self.batches + self._team.rank, self._team.size
        )
        losses: list[float] = []
        if self._team.leads:
            # What a run has written that ended without a checkpoint of it.
            self._journal.go_back_to(self.step)
        clock = last_log = last_save = last_validation = time.monotonic()
        self._is_over = self.budget.is_over(self.step, self.hours)
        while not self._is_over:
            if until_step is not None and self.step >= until_step:
                break
            losses.append(self._train_step(next(batches), clock))
            clock = now = time.monotonic()
            if not self._team.leads:
                continue
            if now - last_log >= housekeeping.log_seconds:
                self._log(losses, now - last_log)
                losses, last_log = [], now
            if now - last_save >= housekeeping.checkpoint_minutes * 60:
                self._journal.keep(self.save)
                last_save = now
            if now - last_validation >= housekeeping.validation_minutes * 60:
                self._validate()
                last_validation = now
        del batches  # its workers end here, also where something holds on to this frame, as a first import of matplotlib does
        if not self._team.leads:
            return
        if losses:
            self._log(losses, time.monotonic() - last_log)
        self.save()
        if not self._stop_requested:
            self._validate()

    def _train_step(self, batch: DamageBatch, clock: float) -> float:
        """One step of the whole team; `clock` is when it began."""
        planes, labels = self._with_hard_squares(batch)
        for group in self._optimiser.param_groups:
            group['lr'] = self._learning_rate()
        planes = planes.to(self._device, memory_format=torch.channels_last)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._use_bf16):
            logits = self.network(planes)
        loss = damage_loss(logits.float(), labels.to(self._device), self._config.loss)
        loss.backward()
        hours = self.hours + min((time.monotonic() - clock) / 3600, LONGEST_STEP_HOURS)
        self.hours, stop = self._team.average(self.network.parameters(), [hours, float(self._stop_requested)])
        norm = float(torch.nn.utils.clip_grad_norm_(self.network.parameters(), self._config.optimiser.clip_norm))
        if self._spikes.is_spike(norm):
            self.skipped += 1
        else:
            self._optimiser.step()
            self.ema.update(self.step + 1)
        self._optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self.batches += self._team.size
        self.squares += len(planes) * self._team.size
        self._is_over = stop > 0 or self.budget.is_over(self.step, self.hours)
        clean = len(planes) // 2
        self._queue.learn(planes[clean:], logits[clean:, -1].detach().float().sigmoid(), keep=2)
        return float(loss.detach())

    def _with_hard_squares(self, batch: DamageBatch) -> DamageBatch:
        """Puts hard squares in the place of the last clean ones, as soon as there are enough to choose from."""
        options = self._config.data
        count = int(options.hard_fraction * options.pairs)
        if len(self._queue) < 8 * max(count, 1) or not count:
            return batch
        random = np.random.default_rng([self._config.seed, self.step, 1 + self._team.rank])
        batch.planes[-count:] = self._queue.draw(count, random)
        return batch

    def _learning_rate(self) -> float:
        """Linear warm-up, then half a cosine down to zero at the end of the budget."""
        schedule, budget = self._config.schedule, self.budget
        warmup = min(1.0, (self.step + 1) / max(1, schedule.warmup_steps))
        spent = min(1.0, budget.spent(self.step, self.hours) / budget.total)
        return self._config.optimiser.learning_rate * warmup * 0.5 * (1 + math.cos(math.pi * spent))

    def _log(self, losses: list[float], seconds: float) -> None:
        squares = len(losses) * 2 * self._config.data.pairs * self._team.size
        row: dict[str, float | int] = {'step': self.step, 'hours': self.hours, 'loss': float(np.mean(losses))}
        median = statistics.median(self._spikes.norms)
        row |= {'learning_rate': self._learning_rate(), 'skipped': self.skipped, 'gradient_norm': median}
        row |= {'squares_per_second': squares / max(seconds, 1e-9)}
        self._journal.log(row)

    def _validate(self) -> None:
        """Measures the average on held-out pictures and redraws the plot, unless that was done at this step already."""
        if self._journal.is_validated(self.step):
            return
        averaged = DamageNetwork(self._config.network).to(self._device).eval()
        self.ema.copy_to(Averaged(averaged))
        row: dict[str, float | int] = {'step': self.step, 'hours': self.hours}
        self._journal.log_validation(row | self._validation.measure(averaged))


def load_damage_network(checkpoint: Path) -> tuple[DamageNetwork, DamageConfig, dict[str, Any]]:
    """The averaged weights of a checkpoint, ready for inference."""
    state = load_checkpoint(checkpoint)
    config = damage_config_from_dict(state['config'])
    network = DamageNetwork(config.network).eval().requires_grad_(False)
    for parameter, tensor in zip(Averaged(network).parameters(), state['emas'][0], strict=True):
        parameter.data.copy_(tensor)
    return network, config, state
