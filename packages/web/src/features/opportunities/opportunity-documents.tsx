import { t } from '@lingui/core/macro';
import { ActionIcon, Anchor, Box, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconFile, IconFileInvoice, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { quoteAmount } from '../../components/cycle-amounts.ts';
import { DocumentStateBadge } from '../../components/document-state-badge.tsx';
import { failureText } from '../../components/failure-text.ts';
import { FileLink } from '../../components/file-link.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { useFormatMoney } from '../../components/money.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { EmptyState } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { RowList } from '../../components/row-list.tsx';
import { useRefusal } from '../../components/viewer.ts';
import { type FragmentType, readFragment } from '../../graphql/fragment-masking.ts';
import type { OpportunityDocumentsFragment as Data } from '../../graphql/graphql.ts';
import { DocumentLinkButton } from './document-link-button.tsx';
import { fileSize } from './file-size.ts';
import { DeleteOpportunityDocumentMutation, OpportunityDocumentsFragment } from './opportunities.graphql.ts';
import { changesOpportunities } from './outcome.ts';
import { UploadButton } from './upload-button.tsx';

type Document = Data['documents'][number];
type Props = { opportunity: FragmentType<typeof OpportunityDocumentsFragment>; onChanged: () => void };

export function OpportunityDocuments({ opportunity: masked, onChanged }: Props): ReactElement {
  const { id, documents } = readFragment(OpportunityDocumentsFragment, masked);
  const [leaving, setLeaving] = useState<Document | null>(null);
  const [, remove] = useMutation(DeleteOpportunityDocumentMutation);
  const confirm = async (): Promise<void> => {
    if (!leaving) return;
    const { data, error } = await remove({ id: leaving.id }, changesOpportunities);
    const [problem] = data?.deleteDocument.problems ?? [];
    if (error) notifyFailure(failureText(error));
    else if (problem) notifyFailure(problem.message);
    else notifyDone(t`Deleted.`);
  };
  return (
    <Stack gap="md">
      <Group gap="xs" justify="flex-end">
        <UploadButton opportunityId={id} onUploaded={onChanged} />
        <GuardedLinkButton
          needs="canEdit"
          size="sm"
          link={{ to: '/opportunities/$opportunityId/quotes/new', params: { opportunityId: id } }}
          leftSection={<IconPlus size={16} aria-hidden />}
        >{t`New quote`}</GuardedLinkButton>
      </Group>
      {documents.length === 0 ? (
        <EmptyState
          title={t`No quotes or documents yet`}
          icon={<IconFileInvoice size={24} aria-hidden />}
        >{t`Write a quote with the products that you offer. When the opportunity is won, its quote and files go to ConnectWise.`}</EmptyState>
      ) : (
        <RowList label={t`Quotes and documents`}>
          {documents.map((document) => (
            <DocumentRow key={document.id} document={document} onDelete={() => setLeaving(document)} />
          ))}
        </RowList>
      )}
      <ConfirmDialog
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t`Delete “${leaving?.title ?? ''}”?`}
        confirmLabel={t`Delete`}
        danger
        onConfirm={confirm}
      >{t`This cannot be undone. A copy that is in ConnectWise already stays there.`}</ConfirmDialog>
    </Stack>
  );
}

function DocumentRow({ document, onDelete }: { document: Document; onDelete: () => void }): ReactElement {
  const isQuote = document.kind === 'QUOTE';
  const Icon = isQuote ? IconFileInvoice : IconFile;
  const money = useFormatMoney();
  return (
    <Group component="li" wrap="nowrap" gap="sm" px="md" py="sm" align="flex-start">
      <Icon size={20} stroke={1.6} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Group style={{ flex: 1, minWidth: 0 }} justify="space-between" gap="xs">
        <Box style={{ flex: '1 1 14rem', minWidth: 0 }}>
          {isQuote ? (
            <Anchor
              size="sm"
              fw={500}
              renderRoot={(props) => <Link to="/quotes/$quoteId" params={{ quoteId: document.id }} {...props} />}
            >
              {document.number ? `#${document.number} ` : ''}
              {document.title}
            </Anchor>
          ) : (
            <FileLink href={document.url}>{document.title}</FileLink>
          )}
          <Text size="xs" c="dimmed" component="div">
            {isQuote ? t`Quote` : [document.fileName, fileSize(document.sizeBytes)].filter(Boolean).join(' · ')} ·{' '}
            <RelativeTime at={document.updatedAt} />
          </Text>
        </Box>
        <Group gap="md">
          {isQuote && (
            <Box miw={84}>
              <DocumentStateBadge state={document.state} />
            </Box>
          )}
          {isQuote && (
            <Text size="sm" fw={500} component="span" miw={84} ta="right">
              {quoteAmount(document, money)}
            </Text>
          )}
          {isQuote && <FileLink href={document.url}>{t`Open PDF`}</FileLink>}
        </Group>
      </Group>
      <DocumentLinkButton document={document} />
      <DeleteButton document={document} onDelete={onDelete} />
    </Group>
  );
}

function DeleteButton({ document, onDelete }: { document: Document; onDelete: () => void }): ReactElement {
  const refusal = useRefusal('canEdit');
  const reason =
    refusal ?? (document.state === 'ACCEPTED' ? t`An accepted quote is kept. Take its acceptance back first.` : null);
  return (
    <Tooltip label={reason ?? t`Delete`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        style={{ alignSelf: 'center' }}
        aria-label={t`Delete ${document.title}`}
        aria-description={reason ?? undefined}
        data-disabled={reason ? true : undefined}
        aria-disabled={reason ? true : undefined}
        onClick={reason ? undefined : onDelete}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
