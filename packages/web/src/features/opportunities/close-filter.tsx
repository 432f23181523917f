import { msg, t } from '@lingui/core/macro';
import { Select, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { words } from '../../components/language/language.ts';
import { closeDays, closeRanges } from './close-days.ts';
import type { OpportunitiesSearch } from './opportunities-search.ts';

const CHOSEN = 'chosen';

const ranges = words([
  { value: 'past', label: msg`Closes before today` },
  { value: 'week', label: msg`Closes within 7 days` },
  { value: 'month', label: msg`Closes this month` },
  { value: 'quarter', label: msg`Closes this quarter` },
  { value: CHOSEN, label: msg`From … to …` },
]);

type Closing = Pick<OpportunitiesSearch, 'closes' | 'closesFrom' | 'closesTo'>;
type Props = { value: Closing; onChange: (value: Closing) => void };

/** Narrows to what is expected to close before today, soon, or between two days. */
export function CloseFilter({ value, onChange }: Props): ReactElement {
  const [isChosen, setChosen] = useState(Boolean(value.closesFrom ?? value.closesTo));
  const shown = value.closes ?? (isChosen ? CHOSEN : null);
  const pick = (picked: string | null): void => {
    setChosen(picked === CHOSEN);
    const { closesFrom, closesTo } = closeDays(value);
    const days = picked === CHOSEN ? { closesFrom: closesFrom ?? undefined, closesTo: closesTo ?? undefined } : {};
    onChange({
      closes: closeRanges.find((one) => one === picked),
      closesFrom: undefined,
      closesTo: undefined,
      ...days,
    });
  };
  const day = (name: 'closesFrom' | 'closesTo', label: string) => (
    <TextInput
      type="date"
      aria-label={label}
      value={value[name] ?? ''}
      onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value || undefined })}
      w={150}
    />
  );
  return (
    <>
      <Select
        aria-label={t`Expected close`}
        placeholder={t`Any close date`}
        data={ranges}
        value={shown}
        onChange={pick}
        clearable
        clearButtonProps={{ 'aria-label': t`Clear close date` }}
        w={184}
      />
      {shown === CHOSEN && (
        <>
          {day('closesFrom', t`Closes from`)}
          {day('closesTo', t`Closes until`)}
        </>
      )}
    </>
  );
}
