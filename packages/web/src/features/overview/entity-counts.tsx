import { Anchor, Card, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { entityWords, formatCount } from '../../components/sync-words.ts';
import type { HealthFieldsFragment } from '../../graphql/graphql.ts';

type Count = HealthFieldsFragment['entities'][number];

/** For each record type: linked with ConnectWise, on the way there, failing, links that broke, and kept out by filters. */
export function EntityCounts({ entities }: { entities: readonly Count[] }): ReactElement {
  return (
    <Card padding={0}>
      <Title order={2} px="lg" pt="md" pb="xs">
        Records
      </Title>
      <Table.ScrollContainer minWidth={460} type="native">
        <Table
          aria-label="Records by state"
          verticalSpacing={9}
          horizontalSpacing="sm"
          layout="fixed"
          className="tabular"
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th pl="lg" w="28%">
                Type
              </Table.Th>
              <Table.Th ta="right">Linked</Table.Th>
              <Table.Th ta="right">Pending</Table.Th>
              <Table.Th ta="right">Failing</Table.Th>
              <Table.Th ta="right">Broken</Table.Th>
              <Table.Th ta="right" pr="lg">
                Excluded
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entities.map((one) => (
              <Table.Tr key={one.entity}>
                <Table.Td pl="lg">{entityWords[one.entity].many}</Table.Td>
                <Table.Td ta="right">{formatCount(one.linked)}</Table.Td>
                <Table.Td ta="right">
                  <Quiet count={one.pending} />
                </Table.Td>
                <Table.Td ta="right">
                  <Trouble count={one.failing} entity={one.entity} />
                </Table.Td>
                <Table.Td ta="right">
                  <Trouble count={one.broken} entity={one.entity} />
                </Table.Td>
                <Table.Td ta="right" pr="lg">
                  <Excluded count={one.excluded} entity={one.entity} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

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

function Trouble({ count, entity }: { count: number; entity: Count['entity'] }): ReactElement {
  if (count === 0) return <Quiet count={0} />;
  return (
    <Anchor inherit fw={600} renderRoot={(props) => <Link to="/issues" search={{ entity }} {...props} />}>
      {formatCount(count)}
    </Anchor>
  );
}
