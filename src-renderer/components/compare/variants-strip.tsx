import './variants-strip.css';
import type { KeyboardEvent } from 'react';
import { useMessages } from '../../i18n';
import { strengthWord } from '../inspector/strength';
import { Checkbox } from '../shared/checkbox';
import { CommandButton } from '../shared/command-button';
import type { CommandPort } from '../shared/command-port';

/** One of several results of the same repair. */
export interface VariantTile {
  /** From 1. */
  readonly number: number;
  readonly strength: number;
  readonly seed: number;
  /** Undefined: waiting for its turn; 1: done. */
  readonly doneFraction: number | undefined;
  /** A small picture, as a URL. */
  readonly thumbnail: string | undefined;
}

/** Several results side by side. */
export interface VariantsStripProps {
  readonly variants: readonly VariantTile[];
  readonly shown: number | undefined;
  readonly onShow: (number: number) => void;
  readonly isDisagreementShown: boolean;
  readonly onDisagreementChange: (isShown: boolean) => void;
  readonly port: CommandPort;
}

function useCaption({ number, strength, seed, doneFraction }: VariantTile): string {
  const { t, formats } = useMessages();
  if (doneFraction === undefined) return t('variants.waiting', { number });
  if (doneFraction < 1) {
    const percent = formats.percent(Math.round(doneFraction * 100) / 100);
    return t('variants.running', { number, percent });
  }
  const word = strengthWord(strength, t);
  return t('variants.caption', { number, strength: word, seed: String(seed) });
}

function Tile(props: {
  readonly variant: VariantTile;
  readonly isShown: boolean;
  readonly isTabStop: boolean;
  readonly onShow: () => void;
}) {
  const { variant, isShown, isTabStop, onShow } = props;
  const caption = useCaption(variant);
  const isDone = variant.doneFraction === 1;
  return (
    <button
      type="button"
      className="variant"
      role="radio"
      aria-checked={isShown}
      aria-disabled={isDone ? undefined : true}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => {
        if (isDone) onShow();
      }}
    >
      {variant.thumbnail === undefined ? (
        <span className="variant-picture" />
      ) : (
        <img className="variant-picture" src={variant.thumbnail} alt="" />
      )}
      <span className="tabular">{caption}</span>
    </button>
  );
}

/** Arrows move along the tiles that are done. */
function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>('.variant')].filter(
    (tile) => tile.getAttribute('aria-disabled') !== 'true',
  );
  const at = tiles.indexOf(document.activeElement as HTMLElement);
  const next = tiles[(at + step + tiles.length) % tiles.length];
  event.preventDefault();
  next?.focus();
  next?.click();
}

/** The tiles are one choice; zoom and place in the picture stay the same for all. */
export function VariantsStrip(props: VariantsStripProps) {
  const { variants, shown, onShow, isDisagreementShown, onDisagreementChange, port } = props;
  const { t } = useMessages();
  const tabStop = shown ?? variants[0]?.number;
  return (
    <div className="variants" role="group" aria-label={t('variants.title')}>
      <div
        className="variants-list"
        role="radiogroup"
        aria-label={t('variants.title')}
        onKeyDown={moveAlong}
      >
        {variants.map((variant) => (
          <Tile
            key={variant.number}
            variant={variant}
            isShown={variant.number === shown}
            isTabStop={variant.number === tabStop}
            onShow={() => onShow(variant.number)}
          />
        ))}
      </div>
      <div className="variants-actions">
        <CommandButton command="useThisVariant" port={port} />
        <CommandButton command="discardThisVariant" port={port} kind="quiet" />
      </div>
      <Checkbox
        label={t('variants.disagree')}
        isChecked={isDisagreementShown}
        onChange={onDisagreementChange}
      />
    </div>
  );
}
