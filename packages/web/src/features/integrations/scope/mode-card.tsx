import { Card, Group, Radio, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SyncMode } from '../../../graphql/graphql.ts';
import { isSyncMode, modeWords, syncModes } from './mode-words.ts';

type Props = { value: SyncMode; onChange: (mode: SyncMode) => void };

/** The modes as options with one sentence each, and what the chosen one lets through. */
export function ModeCard({ value, onChange }: Props): ReactElement {
  return (
    <Card component="section" aria-label="What is synced">
      <Title order={2} mb="sm">
        What is synced
      </Title>
      <Radio.Group aria-label="Sync mode" value={value} onChange={(picked) => isSyncMode(picked) && onChange(picked)}>
        <Stack gap="xs">
          {syncModes.map((mode) => (
            <Radio.Card key={mode} value={mode} p="sm" aria-label={modeWords[mode].label}>
              <Group wrap="nowrap" align="flex-start">
                <Radio.Indicator mt={2} />
                <div>
                  <Text size="sm" fw={500}>
                    {modeWords[mode].label}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {modeWords[mode].sentence}
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
      <Flows mode={value} />
    </Card>
  );
}

function Flows({ mode }: { mode: SyncMode }): ReactElement {
  const { flows } = modeWords[mode];
  return (
    <Table mt="md" verticalSpacing={6} maw={520} aria-label="What passes in this mode">
      <Table.Thead>
        <Table.Tr>
          <Table.Th />
          <Table.Th>New records</Table.Th>
          <Table.Th>Later edits</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <Table.Tr>
          <Table.Th scope="row">From ConnectWise</Table.Th>
          <Table.Td>{flows.pullCreate}</Table.Td>
          <Table.Td>{flows.pullUpdate}</Table.Td>
        </Table.Tr>
        <Table.Tr>
          <Table.Th scope="row">To ConnectWise</Table.Th>
          <Table.Td>{flows.pushCreate}</Table.Td>
          <Table.Td>{flows.pushUpdate}</Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}
