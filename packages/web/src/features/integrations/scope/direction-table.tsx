import { msg, t } from '@lingui/core/macro';
import { Table, Text } from '@mantine/core';
import { IconCheck, IconMinus, IconTrophy } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { words } from '../../../components/language/language.ts';
import type { SyncMode } from '../../../graphql/graphql.ts';
import { type Flow, type Flows, modeWords } from './mode-words.ts';
import classes from './scope.module.css';

/** What passes in a mode, kind by kind: new records and changes, from ConnectWise and to it. */
export function DirectionTable({ mode }: { mode: SyncMode }): ReactElement {
  const { records, opportunities, lines, documents } = modeWords[mode];
  const pushOnly = (flow: Flow): Flows => ({ pullNew: 'no', pullChange: 'no', pushNew: flow, pushChange: flow });
  const rows: [string, Flows][] = [
    [t`Clients, contacts, products`, records],
    [t`Opportunities`, opportunities],
    [t`Quote lines`, pushOnly(lines)],
    [t`Documents and notes`, { ...pushOnly(documents), pushChange: 'no' }],
  ];
  return (
    <Table
      className={classes.directions}
      aria-label={t`What passes in this mode`}
      verticalSpacing={6}
      horizontalSpacing="xs"
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th rowSpan={2}>{t`Records`}</Table.Th>
          <Table.Th colSpan={2} scope="colgroup">{t`From ConnectWise`}</Table.Th>
          <Table.Th colSpan={2} scope="colgroup">{t`To ConnectWise`}</Table.Th>
        </Table.Tr>
        <Table.Tr>
          <Table.Th>{t`New`}</Table.Th>
          <Table.Th>{t`Changes`}</Table.Th>
          <Table.Th>{t`New`}</Table.Th>
          <Table.Th>{t`Changes`}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([label, { pullNew, pullChange, pushNew, pushChange }]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" fw={500}>
              {label}
            </Table.Th>
            <FlowCell flow={pullNew} />
            <FlowCell flow={pullChange} />
            <FlowCell flow={pushNew} />
            <FlowCell flow={pushChange} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const looks: Record<Flow, { word: string; icon: typeof IconCheck; color: string }> = words({
  yes: { word: msg`Yes`, icon: IconCheck, color: 'var(--mantine-color-green-7)' },
  win: { word: msg`With a win`, icon: IconTrophy, color: 'var(--mantine-color-dimmed)' },
  no: { word: msg`No`, icon: IconMinus, color: 'var(--mantine-color-dimmed)' },
});

function FlowCell({ flow }: { flow: Flow }): ReactElement {
  const { word, icon: Icon, color } = looks[flow];
  return (
    <Table.Td>
      <span className={classes.flow}>
        <Icon size={15} color={color} aria-hidden />
        <Text component="span" size="sm" c={flow === 'no' ? 'dimmed' : undefined}>
          {word}
        </Text>
      </span>
    </Table.Td>
  );
}
