import { Select, SimpleGrid, Switch, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { modeWords } from './mode-words.ts';
import type { OwnedEntity, ScopeValues } from './scope-form.ts';

const owned: { entity: OwnedEntity; label: string }[] = [
  { entity: 'company', label: 'Clients' },
  { entity: 'contact', label: 'Contacts' },
  { entity: 'product', label: 'Products' },
  { entity: 'opportunity', label: 'Opportunities' },
];

/** The finer points of the chosen mode; only those that mean something in it. */
export function ModeOptions({ form }: { form: UseFormReturnType<ScopeValues> }): ReactElement | null {
  const { opportunities } = modeWords[form.values.mode];
  if (opportunities.pushNew === 'win')
    return (
      <Switch
        mt="md"
        label="Also send lost opportunities"
        description="Only those that are in ConnectWise already, and of them the status alone."
        {...form.getInputProps('options.pushLost', { type: 'checkbox' })}
      />
    );
  if (opportunities.pushChange !== 'yes' || opportunities.pullChange !== 'yes') return null;
  return (
    <>
      <Text size="sm" fw={500} mt="md">
        When both sides changed the same field
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        Fields that only one side changed are always taken over. Both values stand in the audit log.
      </Text>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        {owned.map(({ entity, label }) => (
          <Select
            key={entity}
            label={label}
            data={[
              { value: 'CRM', label: 'The CRM stands' },
              { value: 'CONNECTWISE', label: 'ConnectWise stands' },
            ]}
            allowDeselect={false}
            {...form.getInputProps(`options.owners.${entity}`)}
          />
        ))}
      </SimpleGrid>
    </>
  );
}
