import { Anchor, Card, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import classes from '../../components/count-table.module.css';
import { entityWords, formatCount } from '../../components/sync-words.ts';
import type { HealthFieldsFragment } from '../../graphql/graphql.ts';

type Count = HealthFieldsFragment['entities'][number];

/** For each record type: linked with ConnectWise, on the way there, failing, links that broke, and excluded by filters. */
export function EntityCounts({ entities }: { entities: readonly Count[] }): ReactElement {
  return (
    <Card>
      <Title order={2} mb="xs">
        Records
      </Title>
      <table className={classes.table} aria-label="Records by state">
        <thead>
          <tr>
            <th scope="col">Type</th>
            {columns.map(({ label }) => (
              <th key={label} scope="col" className={classes.number}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entities.map((one) => (
            <tr key={one.entity}>
              <th scope="row">{entityWords[one.entity].many}</th>
              {columns.map(({ label, cell }) => (
                <td key={label} className={classes.number} data-label={label}>
                  {cell(one)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const columns: { label: string; cell: (one: Count) => ReactNode }[] = [
  { label: 'Linked', cell: (one) => <Links count={one.linked} entity={one.entity} state="LINKED" /> },
  { label: 'Pending', cell: (one) => <Quiet count={one.pending} /> },
  { label: 'Failing', cell: (one) => <Trouble count={one.failing} entity={one.entity} /> },
  { label: 'Broken', cell: (one) => <Links count={one.broken} entity={one.entity} state="BROKEN" /> },
  { label: 'Excluded', cell: (one) => <Excluded count={one.excluded} entity={one.entity} /> },
];

function Quiet({ count }: { count: number }): ReactElement {
  return (
    <Text component="span" inherit c={count === 0 ? 'dimmed' : undefined}>
      {formatCount(count)}
    </Text>
  );
}

/** Kept out on purpose, so it looks calm; the records and their rules are a click away. */
function Excluded({ count, entity }: { count: number; entity: Count['entity'] }): ReactElement {
  if (count === 0) return <Quiet count={0} />;
  return (
    <Anchor inherit renderRoot={(props) => <Link to="/integrations/excluded" search={{ entity }} {...props} />}>
      {formatCount(count)}
    </Anchor>
  );
}

/** The pairs of this state. */
function Links({
  count,
  entity,
  state,
}: {
  count: number;
  entity: Count['entity'];
  state: 'LINKED' | 'BROKEN';
}): ReactElement {
  if (count === 0 || entity === 'TAX_CODE' || entity === 'DOCUMENT') return <Quiet count={count} />;
  return (
    <Anchor
      inherit
      fw={state === 'BROKEN' ? 600 : undefined}
      renderRoot={(props) => <Link to="/links" search={{ entity, state }} {...props} />}
    >
      {formatCount(count)}
    </Anchor>
  );
}

function Trouble({ count, entity }: { count: number; entity: Count['entity'] }): ReactElement {
  if (count === 0) return <Quiet count={0} />;
  return (
    <Anchor inherit fw={600} renderRoot={(props) => <Link to="/issues" search={{ entity }} {...props} />}>
      {formatCount(count)}
    </Anchor>
  );
}
