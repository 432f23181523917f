import { msg, t } from '@lingui/core/macro';
import { Select, SimpleGrid, Switch, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { words } from '../../../components/language/language.ts';
import { modeWords } from './mode-words.ts';
import type { OwnedEntity, ScopeValues } from './scope-form.ts';

const owned: { entity: OwnedEntity; label: string }[] = words([
  { entity: 'company', label: msg`Clients` },
  { entity: 'contact', label: msg`Contacts` },
  { entity: 'product', label: msg`Products` },
  { entity: 'opportunity', label: msg`Opportunities` },
]);

/** The finer points of the chosen mode; only those that mean something in it. */
export function ModeOptions({ form }: { form: UseFormReturnType<ScopeValues> }): ReactElement | null {
  const { opportunities } = modeWords[form.values.mode];
  if (opportunities.pushNew === 'win')
    return (
      <Switch
        mt="md"
        label={t`Also send lost opportunities`}
        description={t`Only those that are in ConnectWise already, and of them the status alone.`}
        {...form.getInputProps('options.pushLost', { type: 'checkbox' })}
      />
    );
  if (opportunities.pushChange !== 'yes' || opportunities.pullChange !== 'yes') return null;
  return (
    <>
      <Text size="sm" fw={500} mt="md">{t`When both sides changed the same field`}</Text>
      <Text
        size="sm"
        c="dimmed"
        mb="xs"
      >{t`Fields that only one side changed are always taken over. The audit log has both values.`}</Text>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        {owned.map(({ entity, label }) => (
          <Select
            key={entity}
            label={label}
            data={[
              { value: 'CRM', label: t`The CRM wins` },
              { value: 'CONNECTWISE', label: t`ConnectWise wins` },
            ]}
            allowDeselect={false}
            {...form.getInputProps(`options.owners.${entity}`)}
          />
        ))}
      </SimpleGrid>
    </>
  );
}
