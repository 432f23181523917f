import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, List, Radio, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { formatCount } from '../../../components/sync-words.ts';
import { CompanyStandingsQuery } from './scope.graphql.ts';
import type { ScopeValues } from './scope-form.ts';

type Props = { form: UseFormReturnType<ScopeValues>; isStarted: boolean };

/** Asks whether companies that are inactive or not approved shall become clients, with their numbers, as long as no rule says so. */
export function StandingQuestion({ form, isStarted }: Props): ReactElement | null {
  const [{ data }] = useQuery({ query: CompanyStandingsQuery });
  const { filters, options } = form.values;
  const hasRule = filters.some(
    ({ entity, direction, field }) => entity === 'COMPANY' && direction === 'IN' && field === 'STATUS',
  );
  const standings = data?.companyStandings ?? [];
  if (standings.length === 0 || hasRule) return null;
  return (
    <Stack component="section" aria-label={t`Companies that are not in use`} mt="md" gap="xs">
      <Title order={3}>{t`Companies that are not in use`}</Title>
      <Text size="sm">{t`ConnectWise has companies whose status says so:`}</Text>
      <List size="sm" aria-label={t`How many there are`}>
        {standings.map(({ statusId, label, count }) => (
          <List.Item key={statusId}>
            {label}: {formatCount(count)}
          </List.Item>
        ))}
      </List>
      <Radio.Group
        label={t`Should they become clients?`}
        value={options.inactiveCompanies}
        onChange={(picked) => form.setFieldValue('options.inactiveCompanies', picked === 'SYNC' ? 'SYNC' : 'EXCLUDE')}
      >
        <Stack gap="xs">
          <Radio value="EXCLUDE" label={t`No, exclude them, and what belongs to them`} />
          <Radio value="SYNC" label={t`Yes, let them come in`} />
        </Stack>
      </Radio.Group>
      <Text size="sm" c="dimmed">
        {isStarted && <>{t`Clients that came in before stay and are still synced.`} </>}
        <Trans>
          A rule on the status of clients decides for single statuses instead.{' '}
          <Anchor inherit renderRoot={(props) => <Link to="/integrations/excluded" {...props} />}>
            Show what is excluded
          </Anchor>
        </Trans>
      </Text>
    </Stack>
  );
}
