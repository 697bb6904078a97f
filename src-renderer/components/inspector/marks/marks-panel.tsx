import '../../shared/panel.css';
import './marks-panel.css';
import { ChevronDown } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { markClasses, type MarkClass } from '../../../../src-shared/model/mark';
import { useMessages } from '../../../i18n';
import { Button } from '../../shared/button';
import type { CommandPort } from '../../shared/command-port';
import { CommandButton } from '../../shared/command-button';
import { MenuButton } from '../../shared/menu-button';
import { Slider } from '../../shared/slider';
import { MarkList, type MarkListProps } from './mark-list';
import type { MarkRowHost } from './mark-row-view';
import { buildRows, countClasses, isLeftToPicture, type MarkEntry } from './mark-rows';
import { sensitivityKey, sensitivityRange, sensitivityStops } from './sensitivity';

export type MarkOrder = 'doubt' | 'place';

/** All damage that was found or painted. */
export interface MarksPanelProps
  extends
    Omit<MarkRowHost, 'onToggleGroup'>,
    Pick<
      MarkListProps,
      'selectedIds' | 'onSelectionChange' | 'currentId' | 'onHoverMark' | 'onRowMenu'
    > {
  /** In the order of the list; rejected ones left out. */
  readonly entries: readonly MarkEntry[];
  readonly isLooking: boolean;
  /** True where the photo looks like something else, and nothing is proposed for that. */
  readonly isImplausible: boolean;
  readonly sensitivity: number;
  /** While the slider is moved. */
  readonly onSensitivityChange: (sensitivity: number) => void;
  readonly onSensitivityCommit: (sensitivity: number) => void;
  /** What would be found at the slider's place; undefined until it is known. */
  readonly wouldFindCount: number | undefined;
  readonly hiddenClasses: ReadonlySet<string>;
  readonly onHiddenClassesChange: (classes: ReadonlySet<MarkClass>) => void;
  readonly order: MarkOrder;
  readonly onOrderChange: (order: MarkOrder) => void;
  readonly port: CommandPort;
}

function Head({ entries, isLooking, port }: MarksPanelProps) {
  const { t } = useMessages();
  const damage = entries.filter((entry) => !isLeftToPicture(entry));
  const repaired = damage.filter(({ state }) => state === 'repaired').length;
  return (
    <div className="panel-head marks-head">
      <h2 id="marks-title">
        <span className="tabular">
          {damage.length > 0 ? t('marks.titleCount', { count: damage.length }) : t('marks.title')}
        </span>
        {repaired > 0 && (
          <span className="secondary tabular">{t('marks.titleRepaired', { repaired })}</span>
        )}
      </h2>
      <CommandButton
        className="push"
        kind="quiet"
        command="findDamage"
        port={port}
        label={isLooking ? t('marks.looking') : t('marks.find')}
      />
    </div>
  );
}

function Sensitivity(props: MarksPanelProps) {
  const { sensitivity, wouldFindCount } = props;
  const { t } = useMessages();
  const id = useId();
  const sentence = t(sensitivityKey(sensitivity));
  return (
    <div className="marks-sensitivity">
      <Slider
        name={t('marks.sensitivity')}
        range={sensitivityRange}
        value={sensitivity}
        valueText={sentence}
        stops={sensitivityStops}
        onChange={props.onSensitivityChange}
        onCommit={props.onSensitivityCommit}
      />
      <div className="slider-ends" aria-hidden="true">
        <span>{t('marks.cautious')}</span>
        {wouldFindCount !== undefined && (
          <span className="tabular">
            {wouldFindCount === 0
              ? t('marks.wouldFindNone')
              : t('marks.wouldFind', { count: wouldFindCount })}
          </span>
        )}
        <span>{t('marks.thorough')}</span>
      </div>
      <p className="secondary marks-text" id={id}>
        {sentence}
      </p>
    </div>
  );
}

function ClassChips({ entries, hiddenClasses, onHiddenClassesChange }: MarksPanelProps) {
  const { t } = useMessages();
  const counts = countClasses(entries);
  const present = markClasses.filter((name) => counts.has(name));
  const toggle = (name: MarkClass) =>
    onHiddenClassesChange(
      new Set(markClasses.filter((other) => (other === name) !== hiddenClasses.has(other))),
    );
  return (
    <div className="marks-chips" role="group" aria-label={t('marks.classes')}>
      {present.map((name) => (
        <button
          key={name}
          type="button"
          className="chip"
          aria-pressed={!hiddenClasses.has(name)}
          onClick={() => toggle(name)}
        >
          {t(`class.${name}`)} <span className="tabular">{counts.get(name)}</span>
        </button>
      ))}
    </div>
  );
}

function Order({ order, onOrderChange, port }: MarksPanelProps) {
  const { t } = useMessages();
  const orders = { doubt: t('marks.orderByDoubt'), place: t('marks.orderByPlace') };
  return (
    <div className="marks-order">
      <MenuButton
        trigger={
          <>
            {`${t('marks.orderBy')}: ${orders[order]}`}
            <ChevronDown className="icon-small" aria-hidden="true" />
          </>
        }
        triggerClassName="button button-quiet button-small"
        name={t('marks.orderBy')}
        sections={[
          (['doubt', 'place'] as const).map((id) => ({
            id,
            label: orders[id],
            isChecked: id === order,
          })),
        ]}
        onChoose={(id) => onOrderChange(id as MarkOrder)}
      />
      <CommandButton kind="quiet" size="small" command="markArea" port={port} />
    </div>
  );
}

function Empty({ entries, isLooking, isImplausible, onHiddenClassesChange }: MarksPanelProps) {
  const { t } = useMessages();
  if (entries.length === 0) {
    const why = isImplausible ? t('marks.implausible') : t('marks.none');
    return <p className="secondary marks-empty">{isLooking ? t('marks.looking') : why}</p>;
  }
  return (
    <p className="secondary marks-empty">
      {t('marks.noneOfClass', { count: entries.length })}{' '}
      <Button kind="quiet" size="small" onPress={() => onHiddenClassesChange(new Set())}>
        {t('marks.showAll')}
      </Button>
    </p>
  );
}

/** Header, sensitivity, kinds, list: the full alternative to painting. */
export function MarksPanel(props: MarksPanelProps) {
  const { entries, hiddenClasses } = props;
  const [openGroups, setOpenGroups] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(
    () => buildRows(entries, hiddenClasses, openGroups),
    [entries, hiddenClasses, openGroups],
  );
  const onToggleGroup = (key: string) => {
    const next = new Set(openGroups);
    if (!next.delete(key)) next.add(key);
    setOpenGroups(next);
  };
  return (
    <section className="panel marks-panel" aria-labelledby="marks-title">
      <Head {...props} />
      <Sensitivity {...props} />
      {entries.length > 0 && <ClassChips {...props} />}
      <Order {...props} />
      {rows.length > 0 ? (
        <MarkList {...props} rows={rows} host={{ ...props, onToggleGroup }} />
      ) : (
        <Empty {...props} />
      )}
    </section>
  );
}
