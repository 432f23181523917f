import { plural, t } from '@lingui/core/macro';
import { Alert, Box, CloseButton, Group, Skeleton, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { formatCount } from '../../../components/sync-words.ts';
import type {
  FilterTestQuery as Data,
  Direction,
  EntityType,
  FilterRuleInput,
  InactiveCompanies,
} from '../../../graphql/graphql.ts';
import { FilterTestQuery } from './scope.graphql.ts';
import classes from './scope.module.css';

type Props = {
  entity: EntityType;
  direction: Direction;
  rules: FilterRuleInput[];
  inactiveCompanies: InactiveCompanies;
  onClose: () => void;
};

/** What the rules let through of the records as they are now; nothing is saved by it. */
export function FilterTest({ entity, direction, rules, inactiveCompanies, onClose }: Props): ReactElement {
  const [{ data, error, fetching }] = useQuery({
    query: FilterTestQuery,
    variables: { entity, direction, rules, inactiveCompanies },
    requestPolicy: 'network-only',
  });
  const failure = error ? failureText(error) : data?.testFilter.problems[0]?.message;
  const test = data?.testFilter.test;
  return (
    <Box
      mt="xs"
      p="sm"
      role="status"
      aria-label={t`Result of the test`}
      bg="var(--app-hover)"
      style={{ borderRadius: 8 }}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ flex: 1, minWidth: 0 }}>
          {fetching ? (
            <>
              <Text size="sm">
                {direction === 'IN'
                  ? t`Looking at the records of ConnectWise …`
                  : t`Looking at the records of the CRM …`}
              </Text>
              <Skeleton h={60} mt="xs" />
            </>
          ) : test ? (
            <Result test={test} />
          ) : (
            <Alert color="red" variant="light" role="alert">
              {failure ?? t`The filters could not be tested. Try again.`}
            </Alert>
          )}
        </div>
        <CloseButton size="sm" aria-label={t`Close the result`} onClick={onClose} />
      </Group>
    </Box>
  );
}

type Test = NonNullable<Data['testFilter']['test']>;

function Result({ test }: { test: Test }): ReactElement {
  const { matching, excluded, lookedAt, total, isCapped, passing, excludedSamples } = test;
  return (
    <>
      <Text size="sm" fw={600}>
        {t`${plural(matching, { one: '# passes', other: '# pass' })}, ${plural(excluded, { one: '# is excluded', other: '# are excluded' })}`}
      </Text>
      {isCapped && (
        <Text size="sm" c="dimmed">{t`Of the first ${formatCount(lookedAt)} of ${formatCount(total)} records.`}</Text>
      )}
      <div className={classes.samples}>
        <Samples title={t`Pass, for example`} none={t`None passes.`} samples={passing} />
        <Samples title={t`Excluded, for example`} none={t`None is excluded.`} samples={excludedSamples} />
      </div>
    </>
  );
}

type Sample = { id: string; name: string; reason?: string | null };

function Samples({ title, none, samples }: { title: string; none: string; samples: readonly Sample[] }): ReactElement {
  return (
    <div>
      <Text size="sm" mt="xs" c="dimmed">
        {samples.length > 0 ? title : none}
      </Text>
      <ul>
        {samples.map(({ id, name, reason }) => (
          <Text key={id} component="li" size="sm">
            {name}
            {reason && (
              <Text component="span" inherit c="dimmed">
                : {reason}
              </Text>
            )}
          </Text>
        ))}
      </ul>
    </div>
  );
}
