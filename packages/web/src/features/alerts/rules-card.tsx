import { t } from '@lingui/core/macro';
import { Button, Card, NumberInput, SimpleGrid, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { told } from '../../components/notify.ts';
import { QueryState } from '../../components/query-state.tsx';
import type { AlertSettingsQuery as SettingsData } from '../../graphql/graphql.ts';
import { AlertSettingsQuery, alertsContext, SaveRules } from './alerts.graphql.ts';

type Rules = SettingsData['alertSettings']['rules'];

const fields: {
  name: 'pushOlderThanMinutes' | 'failurePercent' | 'brokenLinksAnHour' | 'tokenExpiresWithinDays';
  label: string;
  suffix?: string;
}[] = [
  {
    name: 'pushOlderThanMinutes',
    get label() {
      return t`A change waits longer than`;
    },
    get suffix() {
      return ` ${t`minutes`}`;
    },
  },
  {
    name: 'failurePercent',
    get label() {
      return t`Records that fail within an hour`;
    },
    suffix: ' %',
  },
  {
    name: 'brokenLinksAnHour',
    get label() {
      return t`Links that break within an hour`;
    },
  },
  {
    name: 'tokenExpiresWithinDays',
    get label() {
      return t`An API token expires within`;
    },
    get suffix() {
      return ` ${t`days`}`;
    },
  },
];

/** When something is worth an alert. */
export function RulesCard(): ReactElement {
  const [result, ask] = useQuery({ query: AlertSettingsQuery, context: alertsContext });
  return (
    <Card component="section" aria-label={t`Thresholds`}>
      <Title order={3} mb="xs">
        {t`Thresholds`}
      </Title>
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ alertSettings }) => <RulesForm stored={alertSettings.rules} />}
      </QueryState>
    </Card>
  );
}

function RulesForm({ stored }: { stored: Rules }): ReactElement {
  const [rules, setRules] = useState(() => ({
    pushOlderThanMinutes: stored.pushOlderThanMinutes,
    failurePercent: stored.failurePercent,
    brokenLinksAnHour: stored.brokenLinksAnHour,
    tokenExpiresWithinDays: stored.tokenExpiresWithinDays,
  }));
  const [{ fetching }, save] = useMutation(SaveRules);
  const submit = async (): Promise<void> => {
    const { data, error } = await save({ input: rules });
    told(error, data?.saveAlertRules.problems, t`The thresholds are saved.`);
  };
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="md">
        {fields.map(({ name, label, suffix }) => (
          <NumberInput
            key={name}
            label={label}
            {...(suffix && { suffix })}
            min={1}
            allowDecimal={false}
            value={rules[name]}
            onChange={(value) => setRules((before) => ({ ...before, [name]: Number(value) || 0 }))}
          />
        ))}
      </SimpleGrid>
      <Button onClick={() => void submit()} loading={fetching} style={{ alignSelf: 'flex-start' }}>
        {t`Save thresholds`}
      </Button>
    </>
  );
}
