import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { FragmentType } from '../../../graphql/fragment-masking.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import { SettingChangeFields } from './history.graphql.ts';
import classes from './setting-changes.module.css';

type Props = {
  changes: readonly FragmentType<typeof SettingChangeFields>[];
  /** What stands where there is no value. */
  nothing?: string;
};

/** Each setting that differs: what it is, before and after. */
export function SettingChanges({ changes, nothing = t`not chosen` }: Props): ReactElement {
  const rows = readFragment(SettingChangeFields, changes);
  return (
    <dl className={classes.changes} aria-label={t`Changes`}>
      {rows.map(({ field, label, from, to }) => (
        <div key={field} className={classes.change}>
          <dt>{label}</dt>
          <dd>
            <Value text={from} nothing={nothing} /> <span aria-hidden>→</span>
            <span className={classes.hidden}>{t`becomes`}</span> <Value text={to} nothing={nothing} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ text, nothing }: { text: string | null | undefined; nothing: string }): ReactElement {
  if (text) return <span>{text}</span>;
  return (
    <Text component="span" size="sm" c="dimmed" fs="italic">
      {nothing}
    </Text>
  );
}
