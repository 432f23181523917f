import { plural, t } from '@lingui/core/macro';
import { Alert, Button, Card, Group, List, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactElement, ReactNode } from 'react';
import { KeptDraftNotice } from '../../../components/drafts/kept-draft-notice.tsx';
import { FormProblems } from '../../../components/form-problems.tsx';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { LeaveGuard } from '../../../components/record-form.tsx';
import { useRefusal } from '../../../components/viewer.ts';
import classes from './section-form.module.css';
import { focusStepFooter } from './step-focus.ts';
import type { SectionForm } from './use-section-form.ts';

type Props = {
  section: SectionForm<never> | SectionForm<object>;
  /** What a save would change, one sentence each. */
  changes?: readonly string[];
  children: ReactNode;
};

/** The frame of a part of the settings: closed for those who may not change it, with a bar to save once something changed. */
export function SectionPage({ section, changes = [], children }: Props): ReactElement {
  const refusal = useRefusal('canAdminister');
  const { form, problems, isDirty, isSaving, submit } = section;
  const discard = (): void => {
    form.reset();
    focusStepFooter();
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={refusal !== null} className={classes.fields}>
        {refusal && <Alert color="gray">{refusal}</Alert>}
        {!refusal && <KeptDraftNotice draft={section.kept} />}
        {children}
        <FormProblems problems={problems} />
        {/* A proposal that nobody has touched may be left behind. */}
        <LeaveGuard isUnsaved={() => refusal === null && isDirty && form.isDirty()} />
        {isDirty && <SaveBar isBusy={isSaving} onDiscard={discard} changes={changes} />}
      </fieldset>
    </form>
  );
}

type SaveBarProps = { isBusy: boolean; onDiscard: () => void; changes: readonly string[] };

function SaveBar({ isBusy, onDiscard, changes }: SaveBarProps): ReactElement {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Card padding="sm" shadow="md" style={{ position: 'sticky', bottom: 12, zIndex: 5 }}>
      <Group justify="space-between">
        <Text size="sm" fw={500} role="status">
          {unsavedText(changes.length)}
        </Text>
        <Group gap="xs">
          {changes.length > 0 && (
            <Button variant="subtle" aria-expanded={isOpen} onClick={toggle}>
              {isOpen ? t`Hide changes` : t`Show changes`}
            </Button>
          )}
          <Button variant="default" onClick={onDiscard}>{t`Discard`}</Button>
          <GuardedButton needs="canAdminister" type="submit" loading={isBusy}>{t`Save settings`}</GuardedButton>
        </Group>
      </Group>
      {isOpen && changes.length > 0 && (
        <List size="sm" mt="xs" aria-label={t`Unsaved changes`}>
          {changes.map((change) => (
            <List.Item key={change}>{change}</List.Item>
          ))}
        </List>
      )}
    </Card>
  );
}

function unsavedText(count: number): string {
  if (count === 0) return t`Some changes are not saved.`;
  return plural(count, { one: 'One change is not saved.', other: '# changes are not saved.' });
}
