import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { failureText } from '../../components/failure-text.ts';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { useRefusal } from '../../components/viewer.ts';
import type { OpportunityDocumentsFragment as Data } from '../../graphql/graphql.ts';
import { RevokeDocumentLinkMutation } from './opportunities.graphql.ts';
import { changesOpportunities } from './outcome.ts';

/** Ends the link by which a document opens from ConnectWise without a session; nothing where there is none in force. */
export function DocumentLinkButton({ document }: { document: Data['documents'][number] }): ReactElement | null {
  const [isAsking, setAsking] = useState(false);
  const [, revoke] = useMutation(RevokeDocumentLinkMutation);
  const refusal = useRefusal('canEdit');
  const { link } = document;
  const isExpired = link?.expiresAt ? Date.parse(link.expiresAt) <= Date.now() : false;
  if (!link || link.revokedAt || isExpired) return null;
  const confirm = async (): Promise<void> => {
    const { data, error } = await revoke({ documentId: document.id }, changesOpportunities);
    const [problem] = data?.revokeDocumentLink.problems ?? [];
    if (error) notifyFailure(failureText(error));
    else if (problem) notifyFailure(problem.message);
    else notifyDone(t`The link is revoked.`);
  };
  const opened = link.opened === 0 ? t`It was not opened yet.` : t`It was opened ${link.opened} times.`;
  return (
    <>
      <Tooltip label={refusal ?? t`Revoke the link in ConnectWise`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          style={{ alignSelf: 'center' }}
          aria-label={t`Revoke the link of ${document.title}`}
          aria-description={refusal ?? undefined}
          data-disabled={refusal ? true : undefined}
          aria-disabled={refusal ? true : undefined}
          onClick={refusal ? undefined : () => setAsking(true)}
        >
          <IconLinkOff size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Revoke the link of “${document.title}”?`}
        confirmLabel={t`Revoke the link`}
        danger
        onConfirm={confirm}
      >
        <Trans>The link in the note of ConnectWise opens nothing any more. {opened}</Trans>
      </ConfirmDialog>
    </>
  );
}
