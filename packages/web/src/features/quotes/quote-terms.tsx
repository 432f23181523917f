import { plural, t } from '@lingui/core/macro';
import { Stack, Textarea, TextInput } from '@mantine/core';
import type { Dispatch, ReactElement } from 'react';
import { useQuery } from 'urql';
import type { DraftAction, QuoteDraft } from './quote-lines.ts';
import { QuoteDefaultsQuery } from './quotes.graphql.ts';

type Props = { draft: Pick<QuoteDraft, 'validUntil' | 'terms'>; act: Dispatch<DraftAction> };

/** How long the quote is valid, and its terms; both stand on the PDF. */
export function QuoteTerms({ draft, act }: Props): ReactElement {
  const [{ data }] = useQuery({ query: QuoteDefaultsQuery });
  const days = data?.workspaceProfile.quoteValidDays ?? null;
  const hasTerms = Boolean(data?.workspaceProfile.quoteTerms);
  return (
    <Stack gap="sm" maw={760}>
      <TextInput
        type="date"
        label={t`Valid until`}
        description={lastDayWords(days)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maw={260}
        value={draft.validUntil}
        onChange={(event) => act({ type: 'words', field: 'validUntil', value: event.currentTarget.value })}
      />
      <Textarea
        label={t`Terms`}
        description={
          hasTerms ? t`Printed below the totals. Empty: the terms of the workspace.` : t`Printed below the totals.`
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={2}
        maxRows={12}
        value={draft.terms}
        onChange={(event) => act({ type: 'words', field: 'terms', value: event.currentTarget.value })}
      />
    </Stack>
  );
}

const lastDayWords = (days: number | null): string =>
  days === null
    ? t`The last day on which the client can accept it. Empty: it stays valid.`
    : plural(days, {
        one: 'The last day on which the client can accept it. Empty: # day from the day it is sent.',
        other: 'The last day on which the client can accept it. Empty: # days from the day it is sent.',
      });
