import { t } from '@lingui/core/macro';
import { Anchor, Card, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { StartPageQuery, StartSettingsFragment } from '../../../graphql/graphql.ts';
import { modeWords } from '../scope/mode-words.ts';
import { OptionFields } from '../setup/setup.graphql.ts';
import { type KnownStep, stepWords } from '../setup/step-words.ts';
import classes from './start-summary.module.css';
import { summaryOf } from './summary-sentences.ts';

type Lists = Pick<StartPageQuery, 'locations' | 'departments' | 'stages' | 'statuses'>;

type Props = { settings: StartSettingsFragment; lists: Lists };

/** The chosen settings in sentences, each with the way to where it is changed. */
export function StartSummary({ settings, lists }: Props): ReactElement {
  const labelIn = (list: keyof Lists) => (id: string | null | undefined) =>
    readFragment(OptionFields, lists[list]).find((option) => option.remoteId === id)?.label ?? null;
  const sentences = summaryOf(settings, {
    mode: modeWords[settings.mode],
    location: labelIn('locations'),
    department: labelIn('departments'),
    stage: labelIn('stages'),
    status: labelIn('statuses'),
  });
  return (
    <Card component="section" aria-label={t`What you chose`}>
      <Title order={3} mb="sm">{t`What you chose`}</Title>
      <dl className={classes.list}>
        {sentences.map(({ title, text, step }) => (
          <div key={title} className={classes.row}>
            <Text component="dt" size="sm" fw={500}>
              {title}
            </Text>
            <Text component="dd" size="sm">
              {text}
            </Text>
            <dd className={classes.change}>
              <Change step={step} what={title} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Change({ step, what }: { step: KnownStep; what: string }): ReactElement {
  return (
    <Anchor
      size="sm"
      aria-label={t`Change: ${what}`}
      renderRoot={(props) => <Link to={stepWords[step].to} {...props} />}
    >{t`Change`}</Anchor>
  );
}
