import { t } from '@lingui/core/macro';
import { Alert, Box, Button, Fieldset, Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { KeptDraftNotice } from './drafts/kept-draft-notice.tsx';
import { areDraftsKept } from './drafts/kept-drafts.ts';
import { FormProblems } from './form-problems.tsx';
import { GuardedButton } from './guarded-button.tsx';
import { useEvent } from './use-on-change.ts';
import type { RecordFormState } from './use-record-form.ts';
import type { Right } from './viewer.ts';

type Props<TValues> = {
  state: RecordFormState<TValues>;
  /** "client": what is edited, in sentences. */
  thing: string;
  submitLabel: string;
  onCancel: () => void;
  /** Reads the record again and starts the form over; for records that exist. */
  onReload?: () => void;
  children: ReactNode;
  width?: number;
  /** The right that saving takes. */
  needs?: Right;
};

/** The frame of an edit form: fields, what is wrong, and one row of actions; asks before typed text is lost. */
export function RecordForm<TValues>(props: Props<TValues>): ReactElement {
  const { state, thing, submitLabel, onCancel, onReload, children, width = 760, needs = 'canEdit' } = props;
  return (
    <Box component="form" ref={state.formRef} noValidate onSubmit={state.submit} maw={width}>
      <Stack gap="lg">
        <KeptDraftNotice draft={state.kept} />
        {children}
        {state.isStale && <StaleRecord thing={thing} onReload={onReload} />}
        <FormProblems problems={state.general} />
        <Group gap="xs">
          <GuardedButton needs={needs} type="submit" loading={state.saving}>
            {submitLabel}
          </GuardedButton>
          <Button variant="default" onClick={onCancel}>{t`Cancel`}</Button>
        </Group>
      </Stack>
      <LeaveGuard isUnsaved={state.isUnsaved} />
    </Box>
  );
}

/** Somebody else saved first. Nothing typed is lost until the reader asks for the newer version. */
export function StaleRecord({ thing, onReload }: { thing: string; onReload?: (() => void) | undefined }): ReactElement {
  return (
    <Alert
      color="yellow"
      icon={<IconUsers size={18} />}
      role="alert"
      tabIndex={-1}
      data-form-alert
      title={t`Somebody else saved this ${thing} while you were editing`}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t`Nothing of yours was saved, and nothing of theirs was overwritten. Your entries are still in the form: note what you need, then load the newer version and enter it again.`}</Text>
        {onReload && <Button size="xs" variant="default" onClick={onReload}>{t`Load the newer version`}</Button>}
      </Stack>
    </Alert>
  );
}

/** Asks before unsaved changes are left behind, inside the app and when the tab is closed. */
export function LeaveGuard({ isUnsaved }: { isUnsaved: () => boolean }): ReactElement {
  const wouldLose = useEvent(isUnsaved);
  // Another tab or drawer of the same page keeps the form. The function stays the same, or the router would block anew with each rendering.
  const shouldBlockFn = useEvent(
    ({ current, next }: { current: { pathname: string }; next: { pathname: string } }) =>
      current.pathname !== next.pathname && wouldLose(),
  );
  const blocker = useBlocker({ shouldBlockFn, enableBeforeUnload: wouldLose, withResolver: true });
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t`Leave without saving?`}
      centered
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Text size="sm">
        {t`What you changed on this page is not saved yet.`}{' '}
        {areDraftsKept()
          ? t`This browser keeps it as a draft, and offers it when you come back.`
          : t`You have signed out, so no draft of it is kept.`}
      </Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>{t`Stay`}</Button>
        <Button color="red.8" onClick={() => blocker.proceed?.()}>{t`Leave without saving`}</Button>
      </Group>
    </Modal>
  );
}

/** A titled group of fields in two columns, one on narrow screens. */
export function FieldGroup({ legend, children }: { legend: string; children: ReactNode }): ReactElement {
  return (
    <Fieldset legend={legend} mx={0} bg="var(--mantine-color-body)">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        {children}
      </SimpleGrid>
    </Fieldset>
  );
}
