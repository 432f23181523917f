import { t } from '@lingui/core/macro';
import { ActionIcon, Button, Group, Input, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { roleNames } from '../../components/viewer.ts';
import type { Role } from '../../graphql/graphql.ts';
import type { ProviderValues } from './provider-form.ts';

const roles: readonly Role[] = ['ADMIN', 'SALES', 'SUPPORT', 'VIEWER'];
export const roleOptions = roles.map((value) => ({
  value,
  get label() {
    return roleNames[value];
  },
}));

/** Which value of the claim stands for which role; the first that fits counts. */
export function RoleRows({ form }: { form: UseFormReturnType<ProviderValues> }): ReactElement {
  const rows = form.getValues().roles;
  const { error } = form.getInputProps('roles');
  return (
    <Input.Wrapper
      label={t`Roles by its values`}
      description={t`At each sign-in the first value that the provider sends for a person decides.`}
      error={error}
      component="div"
    >
      <Stack gap="xs" mt={6} mb={6} align="flex-start">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing of their own to be told by, and their fields are controlled
          <Group key={at} gap="xs" w="100%">
            <TextInput
              aria-label={t`Value ${at + 1}`}
              placeholder="crm-admins"
              style={{ flex: '1 1 12rem' }}
              {...form.getInputProps(`roles.${at}.value`)}
            />
            <Select
              aria-label={t`Role for value ${at + 1}`}
              data={roleOptions}
              allowDeselect={false}
              style={{ flex: '1 1 8rem' }}
              {...form.getInputProps(`roles.${at}.role`)}
            />
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={row.value ? t`Remove ${row.value}` : t`Remove value ${at + 1}`}
              onClick={() => form.removeListItem('roles', at)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => form.insertListItem('roles', { value: '', role: 'SALES' })}
        >{t`Add value`}</Button>
      </Stack>
    </Input.Wrapper>
  );
}
