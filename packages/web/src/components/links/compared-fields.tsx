import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactElement } from 'react';
import type { LinkComparisonQuery, Owner } from '../../graphql/graphql.ts';

export type ComparedField = LinkComparisonQuery['linkComparison']['fields'][number];

type Props = {
  fields: readonly ComparedField[];
  /** Lets a person choose whose value stands; without it the table only shows. */
  onChoose?: ((field: string, winner: Owner) => void) | undefined;
  showBase?: boolean;
  /** Of a field that differs for now: what becomes of it. */
  why?: ((field: ComparedField) => string) | undefined;
};

/** Both records side by side, the fields that differ first. */
export function ComparedFields({ fields, onChoose, showBase = false, why }: Props): ReactElement {
  const narrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  const sorted = [...fields].sort((a, b) => Number(b.differs) - Number(a.differs));
  if (narrow) return <FieldCards fields={sorted} onChoose={onChoose} showBase={showBase} why={why} />;
  return (
    <Table.ScrollContainer minWidth={showBase || onChoose ? 560 : 420}>
      <Table aria-label={t`Both records side by side`} verticalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="22%">{t`Field`}</Table.Th>
            <Table.Th>{t`In the CRM`}</Table.Th>
            <Table.Th>{t`In ConnectWise`}</Table.Th>
            {showBase && <Table.Th>{t`Last agreed`}</Table.Th>}
            {onChoose && <Table.Th w={190}>{t`Whose value stands`}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.flatMap((one) => [
            <Table.Tr key={one.field} {...(one.stays ? { style: { borderBottom: 0 } } : {})}>
              <Table.Td style={{ verticalAlign: 'top' }}>
                <FieldLabel one={one} why={why?.(one)} />
              </Table.Td>
              {sidesOf(one, { showBase, isChoice: onChoose !== undefined }).map((side) => (
                <Table.Td
                  key={side.header}
                  style={{ verticalAlign: 'top', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
                >
                  <Value {...side} />
                </Table.Td>
              ))}
              {onChoose && (
                <Table.Td>
                  <Choice one={one} onChoose={onChoose} />
                </Table.Td>
              )}
            </Table.Tr>,
            one.stays && (
              <Table.Tr key={`${one.field} stays`}>
                <Table.Td colSpan={3 + Number(showBase) + Number(onChoose !== undefined)} pt={0}>
                  <Staying because={one.stays} />
                </Table.Td>
              </Table.Tr>
            ),
          ])}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The same where there is no room for columns: each field with its values below each other. */
function FieldCards({ fields, onChoose, showBase = false, why }: Props): ReactElement {
  return (
    <Stack
      component="ul"
      gap="md"
      m={0}
      p={0}
      style={{ listStyle: 'none' }}
      aria-label={t`Both records, one below the other`}
    >
      {fields.map((one) => (
        <li key={one.field}>
          <FieldLabel one={one} why={why?.(one)} />
          {sidesOf(one, { showBase, isChoice: onChoose !== undefined }).map((side) => (
            <Text key={side.header} size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              <Text component="span" size="xs" c="dimmed">
                {side.header}:{' '}
              </Text>
              <Value {...side} />
            </Text>
          ))}
          {one.stays && <Staying because={one.stays} />}
          {onChoose && <Choice one={one} onChoose={onChoose} />}
        </li>
      ))}
    </Stack>
  );
}

type Side = { header: string; text: string | null | undefined; isQuiet: boolean };

function sidesOf(one: ComparedField, { showBase, isChoice }: { showBase: boolean; isChoice: boolean }): Side[] {
  const loses = (winner: Owner): boolean => !one.differs || (isChoice && one.winner === winner);
  return [
    { header: t`In the CRM`, text: one.crm, isQuiet: loses('CONNECTWISE') },
    { header: t`In ConnectWise`, text: one.connectwise, isQuiet: loses('CRM') },
    ...(showBase ? [{ header: t`Last agreed`, text: one.base, isQuiet: true }] : []),
  ];
}

function FieldLabel({ one, why }: { one: ComparedField; why: string | undefined }): ReactElement {
  return (
    <>
      <Text size="sm" fw={one.differs ? 600 : 400} c={one.differs ? undefined : 'dimmed'}>
        {one.label}
      </Text>
      {one.differs && !one.stays && (
        <Text size="xs" c="dimmed">
          {why ?? t`Differs`}
        </Text>
      )}
    </>
  );
}

/** Why the two values stay as they are. */
const Staying = ({ because }: { because: string }): ReactElement => (
  <Text size="xs" c="dimmed">
    <Trans>Stays different: {because}.</Trans>
  </Text>
);

function Choice({
  one,
  onChoose,
}: {
  one: ComparedField;
  onChoose: (field: string, winner: Owner) => void;
}): ReactElement | null {
  if (!one.differs || !one.winner) return null;
  return (
    <SegmentedControl
      size="xs"
      aria-label={t`Whose ${one.label} stands`}
      value={one.winner}
      onChange={(winner) => onChoose(one.field, winner === 'CRM' ? 'CRM' : 'CONNECTWISE')}
      data={[
        { value: 'CRM', label: 'CRM' },
        { value: 'CONNECTWISE', label: 'ConnectWise' },
      ]}
    />
  );
}

function Value({ text, isQuiet }: Pick<Side, 'text' | 'isQuiet'>): ReactElement {
  return (
    <Text component="span" size="sm" c={isQuiet ? 'dimmed' : undefined} fs={text ? undefined : 'italic'}>
      {text ?? t`empty`}
    </Text>
  );
}
