import { SegmentedControl, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { LinkComparisonQuery, Owner } from '../../graphql/graphql.ts';

export type ComparedField = LinkComparisonQuery['linkComparison']['fields'][number];

type Props = {
  fields: readonly ComparedField[];
  /** Lets a person choose whose value stands; without it the table only shows. */
  onChoose?: (field: string, winner: Owner) => void;
  showBase?: boolean;
};

/** Both records side by side, the fields that differ first. */
export function ComparedFields({ fields, onChoose, showBase = false }: Props): ReactElement {
  const sorted = [...fields].sort((a, b) => Number(b.differs) - Number(a.differs));
  return (
    <Table.ScrollContainer minWidth={showBase || onChoose ? 560 : 420}>
      <Table aria-label="Both records side by side" verticalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="22%">Field</Table.Th>
            <Table.Th>In the CRM</Table.Th>
            <Table.Th>In ConnectWise</Table.Th>
            {showBase && <Table.Th>Last agreed</Table.Th>}
            {onChoose && <Table.Th w={190}>Whose value stands</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map((one) => (
            <Table.Tr key={one.field}>
              <Table.Td style={{ verticalAlign: 'top' }}>
                <Text size="sm" fw={one.differs ? 600 : 400} c={one.differs ? undefined : 'dimmed'}>
                  {one.label}
                </Text>
                {one.differs && (
                  <Text size="xs" c="dimmed">
                    {one.stays ? `Stays different: ${one.stays}` : 'Differs'}
                  </Text>
                )}
              </Table.Td>
              <Value
                text={one.crm}
                isQuiet={!one.differs || (onChoose !== undefined && one.winner === 'CONNECTWISE')}
              />
              <Value
                text={one.connectwise}
                isQuiet={!one.differs || (onChoose !== undefined && one.winner === 'CRM')}
              />
              {showBase && <Value text={one.base} isQuiet />}
              {onChoose && (
                <Table.Td>
                  {one.differs && one.winner && (
                    <SegmentedControl
                      size="xs"
                      aria-label={`Whose ${one.label} stands`}
                      value={one.winner}
                      onChange={(winner) => onChoose(one.field, winner === 'CRM' ? 'CRM' : 'CONNECTWISE')}
                      data={[
                        { value: 'CRM', label: 'CRM' },
                        { value: 'CONNECTWISE', label: 'ConnectWise' },
                      ]}
                    />
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Value({ text, isQuiet }: { text: string | null | undefined; isQuiet: boolean }): ReactElement {
  return (
    <Table.Td style={{ verticalAlign: 'top', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      <Text component="span" size="sm" c={isQuiet ? 'dimmed' : undefined} fs={text ? undefined : 'italic'}>
        {text ?? 'empty'}
      </Text>
    </Table.Td>
  );
}
