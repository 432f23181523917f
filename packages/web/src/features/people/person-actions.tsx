import { t } from '@lingui/core/macro';
import { Group, Select } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { roleNames } from '../../components/viewer.ts';
import type { PersonFieldsFragment, Role } from '../../graphql/graphql.ts';
import {
  ActivatePersonMutation,
  ChangePersonRoleMutation,
  DeactivatePersonMutation,
  peopleContext,
  RemovePersonMutation,
} from './people.graphql.ts';

type Props = { person: PersonFieldsFragment };

export const roleOptions: { value: Role; label: string }[] = (['ADMIN', 'SALES', 'SUPPORT', 'VIEWER'] as const).map(
  (value) => ({
    value,
    get label() {
      return roleNames[value];
    },
  }),
);

/** Changes the role at once. */
export function RoleSelect({ person }: Props): ReactElement {
  const [{ fetching }, change] = useMutation(ChangePersonRoleMutation);
  const choose = async (role: Role): Promise<void> => {
    const { data, error } = await change({ id: person.id, role }, peopleContext);
    told(error, data?.changePersonRole.problems, t`${person.name} is ${roleNames[role]} now.`);
  };
  return (
    <Select
      aria-label={t`Role of ${person.name}`}
      size="xs"
      data={roleOptions}
      value={person.role}
      disabled={fetching}
      allowDeselect={false}
      onChange={(value) => {
        const option = roleOptions.find((one) => one.value === value);
        if (option && option.value !== person.role) void choose(option.value);
      }}
    />
  );
}

/** Deactivate or activate, and remove after a question. */
export function PersonActions({ person }: Props): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [deactivating, deactivate] = useMutation(DeactivatePersonMutation);
  const [activating, activate] = useMutation(ActivatePersonMutation);
  const [, remove] = useMutation(RemovePersonMutation);
  const { id, name, isActive } = person;
  const toggle = async (): Promise<void> => {
    if (isActive) {
      const { data, error } = await deactivate({ id }, peopleContext);
      told(error, data?.deactivatePerson.problems, t`${name} was signed out and may not sign in.`);
    } else {
      const { data, error } = await activate({ id }, peopleContext);
      told(error, data?.activatePerson.problems, t`${name} may sign in again.`);
    }
  };
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await remove({ id }, peopleContext);
    return told(error, data?.removePerson.problems, t`${name} was removed.`);
  };
  const verb = isActive ? t`Deactivate` : t`Activate`;
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <GuardedButton
        needs="canAdminister"
        size="compact-sm"
        variant="default"
        loading={deactivating.fetching || activating.fetching}
        onClick={() => void toggle()}
        aria-label={isActive ? t`Deactivate ${name}` : t`Activate ${name}`}
      >
        {verb}
      </GuardedButton>
      <GuardedButton
        needs="canAdminister"
        size="compact-sm"
        variant="default"
        onClick={() => setAsking(true)}
        aria-label={t`Remove ${name}`}
      >{t`Remove`}</GuardedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Remove ${name}?`}
        confirmLabel={t`Remove`}
        danger
        onConfirm={confirm}
      >{t`They are signed out and cannot come back without a new invitation. Their clients, opportunities and entries in the log stay.`}</ConfirmDialog>
    </Group>
  );
}
