import { optionLabel, type StageMapping } from '@causeway/shared/mapping/stage-mapping';
import { t } from '@lingui/core/macro';
import { Button, Card, Group, Select, Table, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconBulb } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { type MappingValues, type Outcome, outcomeWords, withProposals } from './mapping-form.ts';

type Props = { form: UseFormReturnType<MappingValues>; mapping: StageMapping };

const choices: readonly Outcome[] = ['WON', 'LOST', 'AS_IS'];

/** What each closed status of ConnectWise means here: many statuses to one outcome. */
export function ClosedStatusesCard({ form, mapping }: Props): ReactElement | null {
  const rows = form.values.closedStatuses;
  if (rows.length === 0) return null;
  const isOpen = rows.some(({ outcome }) => outcome === '');
  return (
    <Card component="section" aria-label={t`Closed statuses`}>
      <Group justify="space-between" align="flex-start" gap="sm" mb="md">
        <div style={{ flex: '1 1 20rem' }}>
          <Title order={2}>{t`Closed statuses`}</Title>
          <Text
            size="sm"
            c="dimmed"
          >{t`What an opportunity that ConnectWise has closed becomes here, where neither its stage nor its status is mapped above. With "Leave as it is", a linked opportunity keeps its stage, and a new one comes in at the default stage; the audit log names each.`}</Text>
        </div>
        {isOpen && (
          <Button
            variant="default"
            leftSection={<IconBulb size={16} aria-hidden />}
            onClick={() => form.setValues(withProposals(form.getValues(), mapping))}
          >{t`Use ConnectWise’s flags`}</Button>
        )}
      </Group>
      <Table aria-label={t`Closed statuses`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t`ConnectWise status`}</Table.Th>
            <Table.Th scope="col">{t`Becomes here`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ statusId, outcome }, index) => {
            const name = optionLabel(mapping.statuses, statusId);
            return (
              <Table.Tr key={statusId}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>
                  <Select
                    aria-label={t`What ${name} means`}
                    placeholder={t`Default stage`}
                    data={choices.map((value) => ({ value, label: outcomeWords[value] }))}
                    value={outcome || null}
                    onChange={(value) =>
                      form.setFieldValue(
                        `closedStatuses.${index}.outcome`,
                        choices.find((choice) => choice === value) ?? '',
                      )
                    }
                    error={form.errors[`closedStatuses.${index}.outcome`]}
                    clearable
                    clearButtonProps={{ 'aria-label': t`Clear what ${name} means` }}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
