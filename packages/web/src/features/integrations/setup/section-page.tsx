import { Alert, Button, Card, Group, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { FormProblems } from '../../../components/form-problems.tsx';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { useRefusal } from '../../../components/viewer.ts';
import classes from './section-form.module.css';
import type { SectionForm } from './use-section-form.ts';

type Props = { section: SectionForm<never> | SectionForm<object>; children: ReactNode };

/** The frame of a part of the settings: closed for those who may not change it, with a bar to save once something changed. */
export function SectionPage({ section, children }: Props): ReactElement {
  const refusal = useRefusal('canAdminister');
  const { form, problems, isDirty, isSaving, submit } = section;
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={refusal !== null} className={classes.fields}>
        {refusal && <Alert color="gray">{refusal}</Alert>}
        {children}
        <FormProblems problems={problems} />
        {isDirty && <SaveBar isBusy={isSaving} onDiscard={form.reset} />}
      </fieldset>
    </form>
  );
}

function SaveBar({ isBusy, onDiscard }: { isBusy: boolean; onDiscard: () => void }): ReactElement {
  return (
    <Card padding="sm" shadow="md" style={{ position: 'sticky', bottom: 12, zIndex: 5 }}>
      <Group justify="space-between">
        <Text size="sm" fw={500} role="status">
          There are changes that are not saved.
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onDiscard}>
            Discard
          </Button>
          <GuardedButton needs="canAdminister" type="submit" loading={isBusy}>
            Save settings
          </GuardedButton>
        </Group>
      </Group>
    </Card>
  );
}
