import { t } from '@lingui/core/macro';
import { Alert, Anchor, Group } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { DocumentStateBadge } from '../../components/document-state-badge.tsx';
import { KeptDraftNotice } from '../../components/drafts/kept-draft-notice.tsx';
import { useDraftOffer } from '../../components/drafts/use-kept-draft.ts';
import { FileLink } from '../../components/file-link.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { InCurrency } from '../../components/money.tsx';
import { RecordNotFound } from '../../components/not-found.tsx';
import { notifyDone } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import type { QuoteQuery as Data } from '../../graphql/graphql.ts';
import { changesQuotes } from './changes-quotes.ts';
import { ClientLinkPanel } from './client-link-panel.tsx';
import type { Quote } from './quote.ts';
import { QuoteEditor } from './quote-editor.tsx';
import { editedBilling, type QuoteDraft } from './quote-lines.ts';
import { QuoteRevisions } from './quote-revisions.tsx';
import { QuoteStateActions } from './quote-state-actions.tsx';
import { QuoteView } from './quote-view.tsx';
import { QuoteQuery, UpdateQuoteMutation } from './quotes.graphql.ts';
import { useQuoteDraft } from './use-quote-draft.ts';

export function QuotePage(): ReactElement {
  const { quoteId: id } = useParams({ from: '/app/quotes/$quoteId' });
  const [result, askAgain] = useQuery({ query: QuoteQuery, variables: { id } });
  const refresh = () => askAgain({ requestPolicy: 'network-only' });
  return (
    <QueryState result={result} onRetry={refresh}>
      {({ document, taxRegions }) =>
        document?.kind === 'QUOTE' ? (
          <QuoteOf key={id} quote={document} taxRegions={taxRegions} onReload={refresh} />
        ) : (
          <RecordNotFound thing={t`quote`} back={{ to: '/quotes', label: t`All quotes` }} />
        )
      }
    </QueryState>
  );
}

type Props = { quote: Quote; taxRegions: Data['taxRegions']; onReload: () => void };

/** A draft is edited. What was sent is locked; a sent one can be revised, which leaves it as it was. */
function QuoteOf({ quote, taxRegions, onReload }: Props): ReactElement {
  const [isRevising, setRevising] = useState(false);
  const [restores, setRestores] = useState(false);
  const draft = useDraftOffer(() => {
    setRestores(true);
    setRevising(true);
  });
  const stop = (): void => {
    setRestores(false);
    setRevising(false);
  };
  if (quote.state === 'DRAFT' || (quote.state === 'SENT' && isRevising))
    return (
      <EditedQuote
        quote={quote}
        taxRegions={taxRegions}
        onReload={onReload}
        restores={restores}
        onSaved={stop}
        onStop={stop}
      />
    );
  return (
    <>
      <QuoteHeader quote={quote} isDirty={false} />
      {quote.state === 'SENT' && <KeptDraftNotice draft={draft} />}
      <InCurrency currency={quote.revisions.find(({ revision }) => revision === quote.revision)?.currency}>
        <QuoteView
          quote={quote}
          revise={
            quote.state === 'SENT' && (
              <GuardedButton needs="canEdit" variant="default" size="xs" onClick={() => setRevising(true)}>
                {t`Revise quote`}
              </GuardedButton>
            )
          }
        />
      </InCurrency>
      <ClientLinkPanel quote={quote} />
      <QuoteRevisions quote={quote} />
    </>
  );
}

type EditedProps = Props & {
  /** Begins with what was typed here before and not saved. */
  restores: boolean;
  onSaved: () => void;
  onStop: () => void;
};

function EditedQuote({ quote, taxRegions, restores, onReload, onSaved, onStop }: EditedProps): ReactElement {
  const { id } = quote;
  const navigate = useNavigate();
  const [, update] = useMutation(UpdateQuoteMutation);
  const given = useMemo(() => ({ draft: draftOf(quote), version: quote.version }), [quote]);
  const state = useQuoteDraft(given, async (input) => {
    const { data, error } = await update({ id, input }, changesQuotes);
    return { error, problems: data?.updateQuote.problems };
  });
  const { restore } = state.kept;
  useEffect(() => {
    if (restores) restore();
  }, [restores, restore]);
  const submit = async (): Promise<void> => {
    if (!(await state.save())) return;
    notifyDone(isRevision ? t`Revision ${quote.revision + 1} saved as a draft.` : t`Quote saved.`);
    onSaved();
  };
  const isRevision = quote.state === 'SENT';
  return (
    <>
      <QuoteHeader quote={quote} isDirty={state.isDirty} />
      {isRevision && (
        <Alert variant="light" color="yellow" icon={<IconLock size={18} aria-hidden />} mb="lg">
          {t`This quote was sent. Saving a change makes revision ${quote.revision + 1}, a draft; revision ${quote.revision} stays as it was sent, and its link stops working.`}
        </Alert>
      )}
      <QuoteEditor
        state={state}
        taxRegions={taxRegions}
        submitLabel={isRevision ? t`Save as revision ${quote.revision + 1}` : t`Save quote`}
        onSubmit={() => void submit()}
        onCancel={() =>
          isRevision
            ? onStop()
            : void navigate({ to: '/opportunities/$opportunityId', params: { opportunityId: quote.opportunity.id } })
        }
        onReload={() => {
          state.takeNewer();
          onReload();
        }}
      />
      <QuoteRevisions quote={quote} />
    </>
  );
}

function QuoteHeader({ quote, isDirty }: { quote: Quote; isDirty: boolean }): ReactElement {
  const { opportunity } = quote;
  const named = `${quote.number ? `#${quote.number} ` : ''}${quote.title}`;
  return (
    <PageHeader
      title={quote.revision > 1 ? t`${named}, revision ${quote.revision}` : named}
      back={{
        to: '/opportunities/$opportunityId',
        params: { opportunityId: opportunity.id },
        label: opportunity.name,
      }}
      aside={<DocumentStateBadge state={quote.state} />}
      description={
        <Group gap="md">
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/clients/$clientId" params={{ clientId: opportunity.client.id }} {...props} />
            )}
          >
            {opportunity.client.name}
          </Anchor>
          <FileLink href={quote.url}>{t`Open PDF`}</FileLink>
        </Group>
      }
      actions={<QuoteStateActions quote={quote} isDirty={isDirty} />}
    />
  );
}

function draftOf(quote: Quote): QuoteDraft {
  const lines = quote.lines.map((line) => ({
    key: line.id,
    productId: line.product?.id ?? null,
    productName: line.product?.name ?? null,
    isProductTaxable: line.product?.isTaxable ?? null,
    description: line.description,
    quantity: line.quantity,
    price: line.price,
    cost: line.cost,
    discountPercent: line.discountPercent,
    taxCategoryId: line.taxCategory?.id ?? null,
    section: line.section ?? null,
    isOptional: line.isOptional,
    ...editedBilling(line),
  }));
  const { title, discountPercent, discountAmount } = quote;
  const words = { validUntil: quote.validUntil ?? '', terms: quote.terms ?? '' };
  return {
    title,
    discountPercent,
    discountAmount,
    ...words,
    taxRegionId: quote.taxRegion?.id ?? null,
    lines,
    nextKey: 1,
  };
}
