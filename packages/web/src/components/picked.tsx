import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { Column } from './data-table.tsx';
import classes from './picked.module.css';

/** As many as the server takes at once. */
const MAX_PICKED = 100;

type Picked = ReadonlySet<string>;

/** The column in which rows are chosen for what is done to many at once. */
export function pickColumn<TRow extends { id: string }>(
  picked: Picked,
  setPicked: (picked: Picked) => void,
  nameOf: (row: TRow) => string,
): Column<TRow> {
  const pick = (id: string, isPicked: boolean): void => {
    const next = new Set(picked);
    if (isPicked && next.size < MAX_PICKED) next.add(id);
    else next.delete(id);
    setPicked(next);
  };
  return {
    key: 'pick',
    header: t`Select`,
    head: (rows) => <PickAll rows={rows} picked={picked} setPicked={setPicked} />,
    width: 70,
    align: 'end',
    cell: (row) => (
      <input
        type="checkbox"
        className={classes.pick}
        aria-label={t`Select ${nameOf(row)}`}
        checked={picked.has(row.id)}
        onChange={({ currentTarget }) => pick(row.id, currentTarget.checked)}
      />
    ),
  };
}

type AllProps = {
  rows: readonly ({ id: string } | undefined)[];
  picked: Picked;
  setPicked: (picked: Picked) => void;
};

/** All rows that are loaded, as many of them as may be chosen. */
function PickAll({ rows, picked, setPicked }: AllProps): ReactElement {
  const ids = rows.flatMap((row) => (row ? [row.id] : [])).slice(0, MAX_PICKED);
  const isAll = ids.length > 0 && ids.every((id) => picked.has(id));
  const label = isAll ? t`Select none` : t`Select the first ${ids.length}`;
  return (
    <input
      type="checkbox"
      className={classes.pick}
      aria-label={label}
      title={label}
      checked={isAll}
      onChange={() => setPicked(new Set(isAll ? [] : ids))}
    />
  );
}
