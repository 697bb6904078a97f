import type { LumaLevel } from './luma-pyramid';
import { runsOfPixels } from './pixel-runs';
import type { Proposal } from './proposal';
import { growToSkirt } from './skirt';

/** A proposal's place in the full photo. */
export interface GrownProposal {
  /** Indices of the full photo's pixels that are surely damaged if it is damage. */
  readonly core: Int32Array;
  /** All its pixels, its skirt included: (y, first x, x after the last) three by three, top to bottom. */
  readonly runs: Int32Array<ArrayBuffer>;
}

/** Grows each proposal once, when it is first asked for; at another sensitivity it covers the same pixels. */
export class GrownProposals {
  private readonly full: LumaLevel;
  private readonly grown = new Map<string, GrownProposal>();

  constructor(full: LumaLevel) {
    this.full = full;
  }

  of(proposal: Proposal): GrownProposal {
    const known = this.grown.get(proposal.id);
    if (known) return known;
    const { full } = this;
    const shape = proposal.shape();
    const { core, level } = shape;
    const grown = {
      core: Int32Array.from(
        core,
        (index) =>
          (Math.floor(index / level.width) * full.width + (index % level.width)) * level.scale,
      ),
      runs: core.length === 0 ? new Int32Array() : runsOfPixels(growToSkirt(shape), level, full),
    };
    this.grown.set(proposal.id, grown);
    return grown;
  }
}
