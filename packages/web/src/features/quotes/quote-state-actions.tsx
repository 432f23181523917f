import { t } from '@lingui/core/macro';
import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { type CombinedError, useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { failureText } from '../../components/failure-text.ts';
import type { FormProblem } from '../../components/form-problems.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import type { DocumentState, StageKind } from '../../graphql/graphql.ts';
import { changesQuotes } from './changes-quotes.ts';
import { DeleteQuoteMutation, SetQuoteStateMutation } from './quotes.graphql.ts';

type Quote = {
  id: string;
  title: string;
  state: DocumentState;
  opportunity: { id: string; stage: { kind: StageKind } };
};
type Step = { to: DocumentState; label: string; done: string };

const send: Step = {
  to: 'SENT',
  get label() {
    return t`Mark as sent`;
  },
  get done() {
    return t`Marked as sent.`;
  },
};
const accept: Step = {
  to: 'ACCEPTED',
  get label() {
    return t`Mark as accepted`;
  },
  get done() {
    return t`Marked as accepted.`;
  },
};
const decline: Step = {
  to: 'DECLINED',
  get label() {
    return t`Mark as declined`;
  },
  get done() {
    return t`Marked as declined.`;
  },
};
const redraft: Step = {
  to: 'DRAFT',
  get label() {
    return t`Back to draft`;
  },
  get done() {
    return t`This is a draft again.`;
  },
};

/** Where a quote can go from each state, as the server has it. The first is offered as a button, the others in the menu. */
const steps: Record<DocumentState, readonly Step[]> = {
  DRAFT: [send, accept, decline],
  SENT: [accept, decline, redraft],
  ACCEPTED: [
    {
      to: 'SENT',
      get label() {
        return t`Undo acceptance`;
      },
      get done() {
        return t`The quote is open again.`;
      },
    },
  ],
  DECLINED: [redraft],
};

export function QuoteStateActions({ quote, isDirty }: { quote: Quote; isDirty: boolean }): ReactElement | null {
  const navigate = useNavigate();
  const [{ fetching }, setState] = useMutation(SetQuoteStateMutation);
  const [, remove] = useMutation(DeleteQuoteMutation);
  const [isAsking, setAsking] = useState(false);
  const isWonBy = quote.state === 'ACCEPTED' && quote.opportunity.stage.kind === 'WON';
  const blocked = isDirty
    ? t`Save the quote first.`
    : isWonBy
      ? t`The opportunity was won by this quote. Reopen the opportunity first.`
      : null;

  const go = async ({ to, done }: Step): Promise<void> => {
    const { data, error } = await setState({ id: quote.id, state: to }, changesQuotes);
    if (worked(error, data?.setDocumentState.problems)) notifyDone(done);
  };
  const confirmDelete = async (): Promise<void> => {
    const { data, error } = await remove({ id: quote.id }, changesQuotes);
    if (!worked(error, data?.deleteDocument.problems)) return;
    notifyDone(t`Quote deleted.`);
    void navigate({ to: '/opportunities/$opportunityId', params: { opportunityId: quote.opportunity.id } });
  };

  const [first, ...others] = steps[quote.state];
  if (!first) return null;
  return (
    <>
      <GuardedButton
        needs="canEdit"
        variant="default"
        blockedBecause={blocked}
        loading={fetching}
        onClick={() => void go(first)}
      >
        {first.label}
      </GuardedButton>
      {quote.state !== 'ACCEPTED' && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <GuardedButton needs="canEdit" variant="default" px="xs" aria-label={t`More actions`}>
              <IconDots size={18} aria-hidden />
            </GuardedButton>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((step) => (
              <Menu.Item key={step.to} disabled={blocked !== null} onClick={() => void go(step)}>
                {step.label}
              </Menu.Item>
            ))}
            <Menu.Item color="var(--mantine-color-error)" onClick={() => setAsking(true)}>
              {t`Delete`}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Delete “${quote.title}”?`}
        confirmLabel={t`Delete`}
        danger
        onConfirm={confirmDelete}
      >
        {t`This cannot be undone.`}
      </ConfirmDialog>
    </>
  );
}

/** True when nothing went wrong; says what did. */
function worked(error: CombinedError | undefined, problems: readonly FormProblem[] | undefined): boolean {
  const message = error ? failureText(error) : (problems ?? []).map((problem) => problem.message).join(' ');
  if (message) notifyFailure(message);
  return !message;
}
