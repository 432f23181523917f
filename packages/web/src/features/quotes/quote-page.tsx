import { Anchor, Group } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useMemo } from 'react';
import { useMutation, useQuery } from 'urql';
import { DocumentStateBadge } from '../../components/document-state-badge.tsx';
import { FileLink } from '../../components/file-link.tsx';
import { RecordNotFound } from '../../components/not-found.tsx';
import { notifyDone } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import type { QuoteQuery as Data } from '../../graphql/graphql.ts';
import { changesQuotes } from './changes-quotes.ts';
import type { Quote } from './quote.ts';
import { QuoteEditor } from './quote-editor.tsx';
import { editedBilling, type QuoteDraft } from './quote-lines.ts';
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
          isFinal(document) ? (
            <FinalQuote quote={document} />
          ) : (
            <EditedQuote key={id} quote={document} taxRegions={taxRegions} onReload={refresh} />
          )
        ) : (
          <RecordNotFound thing="quote" back={{ to: '/quotes', label: 'All quotes' }} />
        )
      }
    </QueryState>
  );
}

const isFinal = (quote: Quote): boolean => quote.state === 'ACCEPTED' || quote.state === 'DECLINED';

function FinalQuote({ quote }: { quote: Quote }): ReactElement {
  return (
    <>
      <QuoteHeader quote={quote} isDirty={false} />
      <QuoteView quote={quote} />
    </>
  );
}

type EditedProps = { quote: Quote; taxRegions: Data['taxRegions']; onReload: () => void };

function EditedQuote({ quote, taxRegions, onReload }: EditedProps): ReactElement {
  const { id } = quote;
  const navigate = useNavigate();
  const [, update] = useMutation(UpdateQuoteMutation);
  const given = useMemo(() => ({ draft: draftOf(quote), version: quote.version }), [quote]);
  const state = useQuoteDraft(given, async (input) => {
    const { data, error } = await update({ id, input }, changesQuotes);
    return { error, problems: data?.updateQuote.problems };
  });
  const submit = async (): Promise<void> => {
    if (await state.save()) notifyDone('Quote saved.');
  };
  return (
    <>
      <QuoteHeader quote={quote} isDirty={state.isDirty} />
      <QuoteEditor
        state={state}
        taxRegions={taxRegions}
        submitLabel="Save quote"
        onSubmit={() => void submit()}
        onCancel={() =>
          void navigate({ to: '/opportunities/$opportunityId', params: { opportunityId: quote.opportunity.id } })
        }
        onReload={() => {
          state.takeNewer();
          onReload();
        }}
      />
    </>
  );
}

function QuoteHeader({ quote, isDirty }: { quote: Quote; isDirty: boolean }): ReactElement {
  const { opportunity } = quote;
  return (
    <PageHeader
      title={`${quote.number ? `#${quote.number} ` : ''}${quote.title}`}
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
          <FileLink href={quote.url}>Open PDF</FileLink>
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
    ...editedBilling(line),
  }));
  const { title, discountPercent, discountAmount } = quote;
  return { title, discountPercent, discountAmount, taxRegionId: quote.taxRegion?.id ?? null, lines, nextKey: 1 };
}
