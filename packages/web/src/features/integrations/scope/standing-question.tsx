import { Alert, Button, Group, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { formatCount } from '../../../components/sync-words.ts';
import { CompanyStandingsQuery } from './scope.graphql.ts';
import type { ScopeValues } from './scope-form.ts';

/** Asks whether companies that are inactive or not approved shall become clients, as long as no rule says so. */
export function StandingQuestion({ form }: { form: UseFormReturnType<ScopeValues> }): ReactElement | null {
  const [{ data }] = useQuery({ query: CompanyStandingsQuery });
  const { filters } = form.values;
  const isAnswered = filters.some(
    ({ entity, direction, field }) => entity === 'COMPANY' && direction === 'IN' && field === 'STATUS',
  );
  const standings = data?.companyStandings ?? [];
  if (standings.length === 0 || isAnswered) return null;
  const words = standings.map(({ label, count }) => `${formatCount(count)} ${label}`).join(' and ');
  const leaveOut = () =>
    form.setFieldValue('filters', [
      ...filters,
      {
        entity: 'COMPANY',
        direction: 'IN',
        field: 'STATUS',
        operator: 'IS_NOT',
        values: standings.map(({ statusId }) => statusId),
      },
    ]);
  return (
    <Alert mt="md" variant="light" title="Shall these companies become clients?">
      <Text size="sm">
        ConnectWise has companies whose status says that they are not in use: {words}. They come in unless you leave
        them out.
      </Text>
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={leaveOut}>
          Leave them out
        </Button>
      </Group>
    </Alert>
  );
}
