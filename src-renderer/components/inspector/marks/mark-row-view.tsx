import { ChevronRight, EllipsisVertical } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { Button } from 'react-aria-components/Button';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import type { CommandId } from '../../../../src-shared/commands';
import type { Mark } from '../../../../src-shared/model/mark';
import { useMessages } from '../../../i18n';
import { Button as PlainButton } from '../../shared/button';
import { MenuButton } from '../../shared/menu-button';
import { markMenu, variantOf } from './mark-menu';
import { isLeftToPicture, isTicked, type MarkEntry, type MarkRow } from './mark-rows';
import { certaintyOf, leastCertain, sizeRangeText, sizeText, type PhotoFacts } from './mark-text';

/** What rows tell, and what they need to know beside their mark. */
export interface MarkRowHost {
  readonly photo: PhotoFacts;
  /** A small picture of the mark, as a URL; undefined while there is none. */
  readonly thumbnailOf: (mark: Mark) => string | undefined;
  readonly onTick: (markIds: readonly string[], isTicked: boolean) => void;
  readonly onRowCommand: (command: CommandId, markId: string) => void;
  readonly canRunOn: (command: CommandId, markId: string) => boolean;
  /** Variants that a mark could be taken from. */
  readonly variantNumbers: readonly number[];
  readonly onUseVariantHere: (variant: number, markId: string) => void;
  /** The row has the focus. */
  readonly onFocusMark: (markId: string) => void;
  readonly onToggleGroup: (key: string) => void;
}

/** Tick box of one mark or of a group. */
function Tick({
  entries,
  name,
  host,
}: {
  readonly entries: readonly MarkEntry[];
  readonly name: string;
  readonly host: MarkRowHost;
}) {
  const { t } = useMessages();
  const ticked = entries.filter(isTicked).length;
  return (
    <CheckboxField
      className="mark-row-box"
      aria-label={t('marks.repairThis', { mark: name })}
      isSelected={ticked === entries.length}
      isIndeterminate={ticked > 0 && ticked < entries.length}
      onChange={(isOn) =>
        host.onTick(
          entries.map(({ mark }) => mark.id),
          isOn,
        )
      }
    >
      <CheckboxButton className="mark-row-box">
        <span className="checkbox-box" />
      </CheckboxButton>
    </CheckboxField>
  );
}

/** The certainty in a word; number and reasons in its tooltip. */
function CertaintyWord({ mark }: { readonly mark: Mark }) {
  const { t, formats } = useMessages();
  const word = t(`certainty.${certaintyOf(mark)}`);
  const percent = formats.percent(Math.round(mark.confidence * 100) / 100);
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      <Button className="mark-row-certainty">{word}</Button>
      <Tooltip className="tooltip" placement="left" offset={6}>
        <strong>{t('marks.certaintyWith', { certainty: word, percent })}</strong>
        <ul>
          {mark.reasons.map((reason) => (
            <li key={reason}>{t(`reason.${reason}`)}</li>
          ))}
        </ul>
      </Tooltip>
    </TooltipTrigger>
  );
}

function RowMenu({ entry, host }: { readonly entry: MarkEntry; readonly host: MarkRowHost }) {
  const messages = useMessages();
  const { id, class: kind } = entry.mark;
  const name = messages.t('marks.menuOf', { mark: messages.t(`class.${kind}`) });
  const facts = {
    isEnabled: (command: CommandId) => host.canRunOn(command, id),
    variantNumbers: host.variantNumbers,
    count: 1,
  };
  return (
    <MenuButton
      trigger={<EllipsisVertical className="icon-small" aria-hidden="true" />}
      triggerName={name}
      triggerClassName="button button-quiet button-icon button-small focus-inside"
      name={name}
      placement="bottom end"
      sections={markMenu(entry, facts, messages)}
      onChoose={(chosen) => {
        const variant = variantOf(chosen);
        if (variant === undefined) host.onRowCommand(chosen as CommandId, id);
        else host.onUseVariantHere(variant, id);
      }}
    />
  );
}

function MarkLine({ row, host }: { row: Extract<MarkRow, { kind: 'mark' }>; host: MarkRowHost }) {
  const { t, formats } = useMessages();
  const { mark, state } = row.entry;
  const isLeftAlone = isLeftToPicture(row.entry);
  const name = t(`class.${mark.class}`);
  const thumbnail = host.thumbnailOf(mark);
  return (
    <div className="mark-row-content" data-indented={row.isIndented ? true : undefined}>
      {state === 'repaired' || isLeftAlone || mark.class === 'painted' ? (
        <span className="mark-row-box" />
      ) : (
        <Tick entries={[row.entry]} name={name} host={host} />
      )}
      {thumbnail === undefined ? (
        <span className="mark-row-thumbnail" />
      ) : (
        <img className="mark-row-thumbnail" src={thumbnail} alt="" />
      )}
      <span className="mark-row-words">
        <span className="mark-row-class cut">{name}</span>
        <span className="mark-row-line tabular">
          {state === 'repaired' ? t('state.repaired') : <CertaintyWord mark={mark} />}
          <span className="cut">{`· ${sizeText(mark, host.photo, { t, formats })}`}</span>
        </span>
      </span>
      {isLeftAlone ? (
        <PlainButton
          kind="quiet"
          size="small"
          onPress={() => host.onRowCommand('markAsDamage', mark.id)}
        >
          {t('marks.markAsDamage')}
        </PlainButton>
      ) : (
        <RowMenu entry={row.entry} host={host} />
      )}
    </div>
  );
}

function GroupLine({ row, host }: { row: Exclude<MarkRow, { kind: 'mark' }>; host: MarkRowHost }) {
  const { t, formats } = useMessages();
  const { kind, entries, isOpen, key } = row;
  const isDust = kind === 'dust';
  const open = entries.filter(({ state }) => state !== 'repaired');
  const title = isDust
    ? t('marks.group', { class: t('class.dust'), count: entries.length })
    : t('marks.partOfPicture', { count: entries.length });
  return (
    <div className="mark-row-content">
      {isDust && open.length > 0 && <Tick entries={open} name={title} host={host} />}
      <Button
        className="mark-row-fold"
        aria-label={
          isOpen ? t('marks.closeGroup', { class: title }) : t('marks.openGroup', { class: title })
        }
        aria-expanded={isOpen}
        onPress={() => host.onToggleGroup(key)}
      >
        <ChevronRight className="icon-small" aria-hidden="true" />
      </Button>
      <span className="mark-row-words">
        <span className={isDust ? 'mark-row-class cut' : 'cut secondary'}>{title}</span>
        {isDust && (
          <span className="mark-row-line tabular">
            {`${t(`certainty.${leastCertain(entries)}`)} · ${sizeRangeText(entries, host.photo, { t, formats })}`}
          </span>
        )}
      </span>
    </div>
  );
}

/** What stands in a row. */
export function MarkRowView({
  row,
  host,
  isFocused,
}: {
  readonly row: MarkRow;
  readonly host: MarkRowHost;
  readonly isFocused: boolean;
}) {
  const { kind, key } = row;
  // Told once when the focus arrives, not again with every picture of the row while it stays.
  const tellFocus = useEffectEvent(() => {
    if (isFocused && kind === 'mark') host.onFocusMark(key);
  });
  useEffect(() => tellFocus(), [isFocused, kind, key]);
  return row.kind === 'mark' ? (
    <MarkLine row={row} host={host} />
  ) : (
    <GroupLine row={row} host={host} />
  );
}
