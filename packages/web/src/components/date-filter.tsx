import { msg, t } from '@lingui/core/macro';
import { TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { daysOf, pastRanges } from './date-range.ts';
import { inSentence, words } from './language/language.ts';
import { Select } from './select.tsx';

const CHOSEN = 'chosen';

type DateChoice = {
  /** A stretch that has a name. */
  named: string | null;
  from?: string | undefined;
  to?: string | undefined;
};

type Props = {
  /** Of what: "Expected close". */
  label: string;
  placeholder: string;
  ranges: readonly { value: string; label: string }[];
  value: DateChoice;
  onChange: (value: DateChoice) => void;
  /** The days of a named stretch, which stand in both fields when days are chosen in its place. */
  daysOf: () => { from?: string | null; to?: string | null };
  fromLabel: string;
  toLabel: string;
  width?: number;
};

/** Narrows a list by a date: a stretch with a name, or from one day to another. */
export function DateFilter(props: Props): ReactElement {
  const { label, placeholder, ranges, value, onChange, fromLabel, toLabel, width = 184 } = props;
  const [isChosen, setChosen] = useState(false);
  const shown = value.named ?? (isChosen || value.from || value.to ? CHOSEN : null);
  const pick = (picked: string | null): void => {
    setChosen(picked === CHOSEN);
    const { from, to }: ReturnType<Props['daysOf']> = picked === CHOSEN ? props.daysOf() : {};
    onChange({ named: picked === CHOSEN ? null : picked, from: from ?? undefined, to: to ?? undefined });
  };
  const day = (name: 'from' | 'to', ofDay: string) => (
    <TextInput
      type="date"
      aria-label={ofDay}
      value={value[name] ?? ''}
      onChange={({ currentTarget }) => {
        setChosen(true);
        onChange({ ...value, named: null, [name]: currentTarget.value || undefined });
      }}
      w={150}
    />
  );
  return (
    <>
      <Select
        aria-label={label}
        placeholder={placeholder}
        data={[...ranges, { value: CHOSEN, label: t`From … to …` }]}
        value={shown}
        onChange={pick}
        clearable
        clearButtonProps={{ 'aria-label': t`Clear ${inSentence(label)}` }}
        w={width}
      />
      {shown === CHOSEN && (
        <>
          {day('from', fromLabel)}
          {day('to', toLabel)}
        </>
      )}
    </>
  );
}

/** What a list can be narrowed by; the words stand whole, since a language bends them. */
const dates = {
  created: words({
    label: msg`Creation date`,
    placeholder: msg`Created any time`,
    from: msg`Created from`,
    to: msg`Created until`,
    today: msg`Created today`,
    '7d': msg`Created in the last 7 days`,
    '30d': msg`Created in the last 30 days`,
    month: msg`Created this month`,
    older: msg`Created over 30 days ago`,
  }),
  changed: words({
    label: msg`Date of the last change`,
    placeholder: msg`Changed any time`,
    from: msg`Changed from`,
    to: msg`Changed until`,
    today: msg`Changed today`,
    '7d': msg`Changed in the last 7 days`,
    '30d': msg`Changed in the last 30 days`,
    month: msg`Changed this month`,
    older: msg`Not changed for 30 days`,
  }),
  synced: words({
    label: msg`Date of the last sync`,
    placeholder: msg`Synced any time`,
    from: msg`Synced from`,
    to: msg`Synced until`,
    today: msg`Synced today`,
    '7d': msg`Synced in the last 7 days`,
    '30d': msg`Synced in the last 30 days`,
    month: msg`Synced this month`,
    older: msg`Not synced for 30 days`,
  }),
  linked: words({
    label: msg`Link date`,
    placeholder: msg`Linked any time`,
    from: msg`Linked from`,
    to: msg`Linked until`,
    today: msg`Linked today`,
    '7d': msg`Linked in the last 7 days`,
    '30d': msg`Linked in the last 30 days`,
    month: msg`Linked this month`,
    older: msg`Linked over 30 days ago`,
  }),
  happened: words({
    label: msg`Time`,
    placeholder: msg`Any time`,
    from: msg`From`,
    to: msg`Until`,
    today: msg`Today`,
    '7d': msg`Last 7 days`,
    '30d': msg`Last 30 days`,
    month: msg`This month`,
    older: msg`Over 30 days ago`,
  }),
};

type PastProps = {
  of: keyof typeof dates;
  /** As in the address. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** The same by a day that lies in the past, in one word of the address. */
export function PastDateFilter({ of, value, onChange }: PastProps): ReactElement {
  const said = dates[of];
  const named = pastRanges.find((one) => one === value) ?? null;
  const { from, to } = daysOf(value);
  return (
    <DateFilter
      label={said.label}
      placeholder={said.placeholder}
      ranges={pastRanges.map((one) => ({ value: one, label: said[one] }))}
      value={named ? { named } : { named, from: from ?? undefined, to: to ?? undefined }}
      onChange={(next) =>
        onChange(next.named ?? (next.from || next.to ? `${next.from ?? ''}..${next.to ?? ''}` : undefined))
      }
      daysOf={() => daysOf(value)}
      fromLabel={said.from}
      toLabel={said.to}
      width={220}
    />
  );
}
