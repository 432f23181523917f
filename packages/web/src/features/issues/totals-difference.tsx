import { t } from '@lingui/core/macro';
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useFormatMoney } from '../../components/money.tsx';
import type { IssueFieldsFragment } from '../../graphql/graphql.ts';

type Difference = NonNullable<IssueFieldsFragment['difference']>;
type Amounts = Difference['quote'];

/** The quote and the opportunity in ConnectWise side by side, the lines that differ first. */
export function TotalsDifference({ difference }: { difference: Difference }): ReactElement {
  const { quote, connectWise, lines, quoteId } = difference;
  const money = useFormatMoney();
  const all = [quote, connectWise, ...lines.flatMap((line) => [line.quote, line.connectWise])];
  const recurs = all.some((amounts) => amounts && Number(amounts.recurring) !== 0);
  const shown = (amounts: Amounts | null): string => {
    if (!amounts) return t`none`;
    const oneTime = money(amounts.oneTime);
    return recurs ? t`${oneTime} once, ${money(amounts.recurring)} recurring` : oneTime;
  };
  const inOrder = [...lines.filter((line) => line.differs), ...lines.filter((line) => !line.differs)];
  return (
    <>
      <Table.ScrollContainer minWidth={420} mt={8}>
        <Table verticalSpacing={4} fz="sm" withRowBorders={false} aria-label={t`Lines of the quote and in ConnectWise`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t`Line`}</Table.Th>
              <Table.Th ta="right">{t`Quote`}</Table.Th>
              <Table.Th ta="right">ConnectWise</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inOrder.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity, and the list is read once.
              <Table.Tr key={index} fw={line.differs ? 600 : undefined}>
                <Table.Td>
                  {line.name}
                  {line.remarks.length > 0 && (
                    <Text size="xs" c="dimmed" fw={400}>
                      {line.remarks.join('; ')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right">{shown(line.quote)}</Table.Td>
                <Table.Td ta="right">{shown(line.connectWise)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>{t`Total before tax`}</Table.Th>
              <Table.Th ta="right">{shown(quote)}</Table.Th>
              <Table.Th ta="right">{shown(connectWise)}</Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </Table.ScrollContainer>
      {quoteId && (
        <Anchor
          size="xs"
          renderRoot={(props) => <Link to="/quotes/$quoteId" params={{ quoteId }} {...props} />}
        >{t`Open the quote`}</Anchor>
      )}
    </>
  );
}
