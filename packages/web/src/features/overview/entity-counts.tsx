import { t } from '@lingui/core/macro';
import { Anchor, Card, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import classes from '../../components/count-table.module.css';
import { entityWords, formatCount } from '../../components/sync-words.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { EntityType, TallyFieldsFragment } from '../../graphql/graphql.ts';
import { activityOf } from './activity-lines.ts';
import { ActivitySpark } from './activity-spark.tsx';
import { TallyFields } from './figures.graphql.ts';
import type { Figures } from './use-figures.ts';

type Side = 'here' | 'there';
type Line = { entity: EntityType; side: Side; tally: TallyFieldsFragment };

/** Every record of both sides, each counted once, with what the last day and week brought. */
export function EntityCounts({ figures }: { figures: Figures }): ReactElement | null {
  const { standings, activity } = figures;
  if (!standings || standings.length === 0) return null;
  const lines = standings.flatMap(({ entity, here, there }): Line[] => [
    { entity, side: 'here', tally: readFragment(TallyFields, here) },
    { entity, side: 'there', tally: readFragment(TallyFields, there) },
  ]);
  const shown = columns.filter(({ rare }) => !rare || lines.some(({ tally }) => rare(tally) > 0));
  return (
    <Card>
      <Title order={2} mb={4}>{t`Records`}</Title>
      <Text
        size="sm"
        c="dimmed"
        mb="xs"
      >{t`Each record counts once, so that the columns add up to the first one.`}</Text>
      <div style={{ overflowX: 'auto' }}>
        <table className={classes.table} aria-label={t`Records by state`}>
          <thead>
            <tr>
              <th scope="col">{t`Type`}</th>
              {shown.map(({ label }) => (
                <th key={label} scope="col" className={classes.number}>
                  {label}
                </th>
              ))}
              <th scope="col">{t`24 hours`}</th>
              <th scope="col">{t`7 days`}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.entity} ${line.side}`}>
                <th scope="row">
                  {entityWords[line.entity].many}{' '}
                  <Text component="span" size="xs" c="dimmed">
                    {line.side === 'here' ? t`in the CRM` : t`in ConnectWise`}
                  </Text>
                </th>
                {shown.map(({ label, cell, count, rare }) => (
                  <td
                    key={label}
                    className={classes.number}
                    data-label={label}
                    data-none={(count ?? rare)?.(line.tally) === 0 || undefined}
                  >
                    {cell(line)}
                  </td>
                ))}
                {line.side === 'here' ? (
                  <>
                    <td>
                      {activity && <ActivitySpark line={activityOf(activity.day, line.entity)} span={t`24 hours`} />}
                    </td>
                    <td>
                      {activity && <ActivitySpark line={activityOf(activity.week, line.entity)} span={t`7 days`} />}
                    </td>
                  </>
                ) : (
                  <td colSpan={2} />
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

type Column = {
  label: string;
  cell: (line: Line) => ReactNode;
  /** Shown only while this counts some record. */
  rare?: (tally: TallyFieldsFragment) => number;
  /** What it counts, where it is always shown: on a telephone none has no line. */
  count?: (tally: TallyFieldsFragment) => number;
};

/** Linked records that differ for good: an edit that the settings do not send, or a value that they do not take in. */
const differing = ({ heldEdits, differByChoice }: TallyFieldsFragment): number => heldEdits + differByChoice;

const columns: Column[] = [
  {
    get label() {
      return t`All`;
    },
    cell: ({ tally }) => <b>{formatCount(tally.total)}</b>,
  },
  {
    get label() {
      return t`Linked`;
    },
    count: (tally) => tally.linked - differing(tally),
    cell: ({ tally, entity }) => {
      const apart = differing(tally);
      return (
        <Links count={tally.linked - apart} entity={entity} state="LINKED" differs={apart > 0 ? 'NONE' : undefined} />
      );
    },
  },
  {
    rare: differing,
    get label() {
      return t`Differ`;
    },
    cell: ({ tally, entity }) => <Links count={differing(tally)} entity={entity} state="LINKED" differs="ANY" />,
  },
  {
    get label() {
      return t`Pending`;
    },
    count: ({ pending }) => pending,
    cell: ({ tally, entity }) => <Pending count={tally.pending} entity={entity} />,
  },
  {
    get label() {
      return t`Failing`;
    },
    count: ({ failing }) => failing,
    cell: ({ tally, entity, side }) => <Trouble count={tally.failing} entity={entity} side={side} />,
  },
  {
    rare: ({ broken }) => broken,
    get label() {
      return t`Broken`;
    },
    cell: ({ tally, entity, side }) =>
      side === 'here' ? <Links count={tally.broken} entity={entity} state="BROKEN" /> : null,
  },
  {
    rare: ({ paused }) => paused,
    get label() {
      return t`Paused`;
    },
    cell: ({ tally, entity }) => <Links count={tally.paused} entity={entity} state="PAUSED" />,
  },
  {
    rare: ({ never }) => never,
    get label() {
      return t`Never`;
    },
    cell: ({ tally, entity }) => <Links count={tally.never} entity={entity} state="NEVER" />,
  },
  {
    get label() {
      return t`Excluded`;
    },
    count: ({ excluded }) => excluded,
    cell: (line) => of(line, 'there', () => <Excluded count={line.tally.excluded} entity={line.entity} />),
  },
  {
    rare: ({ skipped }) => skipped,
    get label() {
      return t`Skipped`;
    },
    cell: (line) => of(line, 'there', () => <Skipped tally={line.tally} entity={line.entity} />),
  },
  {
    rare: ({ dismissed }) => dismissed,
    get label() {
      return t`Dismissed`;
    },
    cell: (line) => of(line, 'there', () => <Dismissed count={line.tally.dismissed} entity={line.entity} />),
  },
  {
    rare: ({ notSent }) => notSent,
    get label() {
      return t`Not sent`;
    },
    cell: (line) => of(line, 'here', () => <NotSent count={line.tally.notSent} entity={line.entity} />),
  },
];

/** Columns that only one side can have are empty on the other. */
const of = (line: Line, side: Side, cell: () => ReactNode): ReactNode => (line.side === side ? cell() : null);

function Quiet({ count }: { count: number }): ReactElement {
  return <span style={count === 0 ? { color: 'var(--mantine-color-dimmed)' } : undefined}>{formatCount(count)}</span>;
}

type CountProps = { count: number; entity: EntityType };

/** Kept out on purpose, so it looks calm; the records and their rules are a click away. */
function Excluded({ count, entity }: CountProps): ReactElement {
  if (count === 0) return <Quiet count={0} />;
  return (
    <Anchor inherit renderRoot={(props) => <Link to="/integrations/excluded" search={{ entity }} {...props} />}>
      {formatCount(count)}
    </Anchor>
  );
}

/** What is on its way to ConnectWise. */
function Pending({ count, entity }: CountProps): ReactElement {
  if (count === 0 || entity === 'TAX_CODE' || entity === 'DOCUMENT') return <Quiet count={count} />;
  return (
    <Anchor inherit renderRoot={(props) => <Link to="/pushes" search={{ entity }} {...props} />}>
      {formatCount(count)}
    </Anchor>
  );
}

/** The records that are in the CRM alone. */
function NotSent({ count, entity }: CountProps): ReactElement {
  if (count === 0 || entity === 'TAX_CODE' || entity === 'DOCUMENT') return <Quiet count={count} />;
  return (
    <Anchor inherit renderRoot={(props) => <Link to="/not-sent" search={{ entity }} {...props} />}>
      {formatCount(count)}
    </Anchor>
  );
}

/** The entries that tell why; those of excluded records are told of by the figure beside. */
function Skipped({ tally, entity }: { tally: TallyFieldsFragment; entity: EntityType }): ReactElement {
  const { skipped, skippedCodes: codes } = tally;
  if (skipped === 0) return <Quiet count={0} />;
  return (
    <Anchor
      inherit
      renderRoot={(props) => (
        <Link to="/audit" search={{ entities: [entity], statuses: ['SKIPPED'], codes }} {...props} />
      )}
    >
      {formatCount(skipped)}
    </Anchor>
  );
}

function Dismissed({ count, entity }: CountProps): ReactElement {
  if (count === 0) return <Quiet count={0} />;
  return (
    <Anchor inherit renderRoot={(props) => <Link to="/issues" search={{ entity, state: 'DISMISSED' }} {...props} />}>
      {formatCount(count)}
    </Anchor>
  );
}

/** The pairs of this state. */
function Links({
  count,
  entity,
  state,
  differs,
}: CountProps & {
  state: 'LINKED' | 'BROKEN' | 'PAUSED' | 'NEVER';
  differs?: 'ANY' | 'NONE' | undefined;
}): ReactElement {
  if (count === 0 || entity === 'TAX_CODE' || entity === 'DOCUMENT') return <Quiet count={count} />;
  return (
    <Anchor
      inherit
      fw={state === 'BROKEN' ? 600 : undefined}
      renderRoot={(props) => <Link to="/links" search={{ entity, state, differs }} {...props} />}
    >
      {formatCount(count)}
    </Anchor>
  );
}

/** Where the CRM lists its records of a kind. */
const lists: Partial<Record<EntityType, '/clients' | '/contacts' | '/products' | '/opportunities'>> = {
  COMPANY: '/clients',
  CONTACT: '/contacts',
  PRODUCT: '/products',
  OPPORTUNITY: '/opportunities',
};

/** The records themselves here; there, where only the issues have all of them, the issues of that side. */
function Trouble({ count, entity, side }: CountProps & { side: Side }): ReactElement {
  if (count === 0) return <Quiet count={0} />;
  const list = side === 'here' ? lists[entity] : undefined;
  return (
    <Anchor
      inherit
      fw={600}
      renderRoot={(props) =>
        list ? (
          <Link to={list} search={{ standing: 'FAILING' }} {...props} />
        ) : (
          <Link to="/issues" search={side === 'there' ? { entity, there: true } : { entity }} {...props} />
        )
      }
    >
      {formatCount(count)}
    </Anchor>
  );
}
