import { t } from '@lingui/core/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useMemo, useRef } from 'react';
import { useMutation, useQuery } from 'urql';
import { RecordNotFound } from '../../components/not-found.tsx';
import { notifyDone } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import type { NewQuoteQuery as Data } from '../../graphql/graphql.ts';
import { changesQuotes } from './changes-quotes.ts';
import { QuoteEditor } from './quote-editor.tsx';
import { changeDraft } from './quote-lines.ts';
import { CreateQuoteMutation, NewQuoteQuery } from './quotes.graphql.ts';
import { useQuoteDraft } from './use-quote-draft.ts';

export function NewQuotePage(): ReactElement {
  const { opportunityId } = useParams({ from: '/app/opportunities/$opportunityId/quotes/new' });
  const [result, askAgain] = useQuery({ query: NewQuoteQuery, variables: { opportunityId } });
  return (
    <QueryState result={result} onRetry={() => askAgain({ requestPolicy: 'network-only' })}>
      {({ opportunity, taxRegions }) =>
        opportunity ? (
          <NewQuote opportunity={opportunity} taxRegions={taxRegions} />
        ) : (
          <RecordNotFound thing={t`opportunity`} back={{ to: '/opportunities', label: t`All opportunities` }} />
        )
      }
    </QueryState>
  );
}

type Props = { opportunity: NonNullable<Data['opportunity']>; taxRegions: Data['taxRegions'] };

function NewQuote({ opportunity, taxRegions }: Props): ReactElement {
  const navigate = useNavigate();
  const [, create] = useMutation(CreateQuoteMutation);
  const created = useRef<string>(undefined);
  const regionId = opportunity.client.taxRegion?.id ?? null;
  const given = useMemo(() => {
    const none = { discountPercent: '0', discountAmount: '0', validUntil: '', terms: '', lines: [], nextKey: 1 };
    const empty = { ...none, title: opportunity.name, taxRegionId: regionId };
    return { draft: changeDraft(empty, { type: 'add' }), version: null };
  }, [opportunity.name, regionId]);
  const state = useQuoteDraft(given, async (input) => {
    const { data, error } = await create({ opportunityId: opportunity.id, input }, changesQuotes);
    created.current = data?.createQuote.document?.id;
    return { error, problems: data?.createQuote.problems };
  });
  const submit = async (): Promise<void> => {
    if (!(await state.save()) || !created.current) return;
    notifyDone(t`Quote created.`);
    void navigate({ to: '/quotes/$quoteId', params: { quoteId: created.current }, replace: true });
  };
  const toOpportunity = () =>
    void navigate({ to: '/opportunities/$opportunityId', params: { opportunityId: opportunity.id } });
  return (
    <>
      <PageHeader
        title={t`New quote`}
        back={{
          to: '/opportunities/$opportunityId',
          params: { opportunityId: opportunity.id },
          label: opportunity.name,
        }}
        description={opportunity.client.name}
      />
      <QuoteEditor
        state={state}
        taxRegions={taxRegions}
        submitLabel={t`Create quote`}
        onSubmit={() => void submit()}
        onCancel={toOpportunity}
      />
    </>
  );
}
