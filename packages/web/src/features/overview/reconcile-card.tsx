import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Anchor, Badge, Button, Card, Group, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { perLanguage } from '../../components/language/language.ts';
import { told } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { entityWords, formatCount } from '../../components/sync-words.ts';
import { useRefusal } from '../../components/viewer.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { ReconcileFieldsFragment } from '../../graphql/graphql.ts';
import {
  LastReconcileQuery,
  ReconcileFields,
  ReconcileFindingsQuery,
  ReconcileNowMutation,
  TreatDifferencesMutation,
} from './reconcile.graphql.ts';

const LOOK_AGAIN_MS = 2_000;

/** The comparison of all records of both sides: when it was last made, what it found, and the way to the records. */
export function ReconcileCard(): ReactElement {
  const [result, ask] = useQuery({ query: LastReconcileQuery });
  const [{ fetching }, reconcile] = useMutation(ReconcileNowMutation);
  const [last] = readFragment(ReconcileFields, result.data?.reconciles.items ?? []);
  const isRunning = last?.state === 'RUNNING';
  const options = result.data?.syncSettings?.options.reconcile;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, ask]);
  const start = async (): Promise<void> => {
    const { data, error } = await reconcile({});
    if (told(error, data?.reconcileNow.problems, t`All records of both sides are being compared.`))
      ask({ requestPolicy: 'network-only' });
  };
  return (
    <Card component="section" aria-label={t`Comparison of both sides`}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 18rem' }}>
          <Title order={3}>{t`Comparison of both sides`}</Title>
          <Text size="sm" c="dimmed">
            {last ? (
              <When last={last} />
            ) : (
              t`Every night all records of both sides are compared. It has not happened yet.`
            )}
          </Text>
        </div>
        <GuardedButton
          needs="canRetry"
          variant="default"
          loading={fetching}
          blockedBecause={isRunning ? t`A comparison is going on already.` : null}
          onClick={() => void start()}
        >{t`Compare now`}</GuardedButton>
      </Group>
      {options && (
        <Treatment
          heals={options.differences === 'HEAL'}
          hour={options.hour}
          onSaved={() => ask({ requestPolicy: 'network-only' })}
        />
      )}
      {last && <Report last={last} />}
    </Card>
  );
}

interface TreatmentProps {
  heals: boolean;
  hour: number;
  onSaved: () => void;
}

const hourOfDay = perLanguage(({ dates }) => new Intl.DateTimeFormat(dates, { hour: 'numeric', minute: '2-digit' }));

/** What a comparison does about differences, and at which hour it comes. */
function Treatment({ heals, hour, onSaved }: TreatmentProps): ReactElement {
  const refusal = useRefusal('canAdminister');
  const [{ fetching }, save] = useMutation(TreatDifferencesMutation);
  const change = async (isOn: boolean): Promise<void> => {
    const answer = await save({ differences: isOn ? 'HEAL' : 'SHOW' }, { additionalTypenames: ['SyncSettings'] });
    if (told(answer.error, answer.data?.saveSyncSettings.problems, t`Saved.`)) onSaved();
  };
  return (
    <Switch
      mt="sm"
      label={t`Bring differences in step`}
      description={t`Every night after ${hourOfDay().format(new Date(2026, 0, 1, hour))}, by the clock of the workspace.`}
      checked={heals}
      disabled={refusal !== null || fetching}
      onChange={(event) => void change(event.currentTarget.checked)}
    />
  );
}

function When({ last }: { last: ReconcileFieldsFragment }): ReactElement {
  if (last.state === 'RUNNING')
    return (
      <Trans>
        Running, started <RelativeTime at={last.startedAt} />.
      </Trans>
    );
  return (
    <>
      <Trans>
        Last compared <RelativeTime at={last.finishedAt} />.
      </Trans>{' '}
      {last.heals
        ? t`Differences are brought in step as far as the mode lets them pass.`
        : t`Differences are only shown.`}
    </>
  );
}

function Report({ last }: { last: ReconcileFieldsFragment }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const found = last.entities.reduce((sum, e) => sum + e.differing + e.gone + e.failing + e.pending + e.healed, 0);
  return (
    <Stack gap="sm" mt="md">
      {last.error && (
        <Alert color="yellow" title={t`It is held up`}>
          {last.error}
        </Alert>
      )}
      <Table.ScrollContainer minWidth={520}>
        <Table aria-label={t`What the comparison found`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t`Records`}</Table.Th>
              {columns.map(({ label }) => (
                <Table.Th key={label} scope="col" ta="end">
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {last.entities.map((entity) => (
              <Table.Tr key={entity.entity}>
                <Table.Th scope="row">{entityWords[entity.entity].many}</Table.Th>
                {columns.map(({ label, of }) => (
                  <Table.Td key={label} ta="end" className="tabular">
                    {formatCount(of(entity))}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {last.entities.some((e) => e.removals === 'HELD') && (
        <Alert
          color="yellow"
          title={t`So many linked records are gone that no link was broken`}
        >{t`Decide in Issues whether they were really removed in ConnectWise.`}</Alert>
      )}
      <Group>
        {found > 0 && (
          <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t`Hide the records` : t`Show the records`}
          </Button>
        )}
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/audit" search={{ runId: last.id }} {...props} />}
        >{t`Audit entries of this comparison`}</Anchor>
      </Group>
      {isOpen && <Findings id={last.id} />}
    </Stack>
  );
}

type EntityReport = ReconcileFieldsFragment['entities'][number];
const columns: readonly { label: string; of: (entity: EntityReport) => number }[] = [
  {
    get label() {
      return t`In ConnectWise`;
    },
    of: (e) => e.there,
  },
  {
    get label() {
      return t`In the CRM`;
    },
    of: (e) => e.here,
  },
  {
    get label() {
      return t`Linked`;
    },
    of: (e) => e.linked,
  },
  {
    get label() {
      return t`Excluded or skipped`;
    },
    of: (e) => e.excluded + e.skipped,
  },
  {
    get label() {
      return t`Differing`;
    },
    of: (e) => e.differing,
  },
  {
    get label() {
      return t`Pending`;
    },
    of: (e) => e.pending,
  },
  {
    get label() {
      return t`Failing`;
    },
    of: (e) => e.failing,
  },
  {
    get label() {
      return t`Gone`;
    },
    of: (e) => e.gone,
  },
  {
    get label() {
      return t`Brought in step`;
    },
    of: (e) => e.healed,
  },
  {
    get label() {
      return t`Unexplained`;
    },
    of: (e) => e.unexplained,
  },
];

function Findings({ id }: { id: string }): ReactElement {
  const [{ data }] = useQuery({ query: ReconcileFindingsQuery, variables: { id } });
  const items = data?.reconcileFindings.items ?? [];
  return (
    <Stack gap={6} component="ul" aria-label={t`Records`} m={0} pl="md">
      {items.map((one) => (
        <li key={one.id}>
          <Text size="sm" span fw={600}>
            {entityWords[one.entity].one} {one.name ?? one.remoteId}
          </Text>{' '}
          <Text size="sm" span>
            {one.detail}
          </Text>{' '}
          {one.isHealed && <Badge size="sm">{t`done`}</Badge>}
          {one.fields.map(({ field, here, there }) => (
            <Text key={field} size="xs" c="dimmed">
              <Trans>
                {field}: {here ?? t`empty`} in the CRM, {there ?? t`empty`} in ConnectWise
              </Trans>
            </Text>
          ))}
        </li>
      ))}
      {data?.reconcileFindings.pageInfo.hasNextPage && (
        <Text size="sm" c="dimmed">{t`These are the first 50. The API lists all of them.`}</Text>
      )}
    </Stack>
  );
}
