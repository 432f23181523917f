import { t } from '@lingui/core/macro';
import { SimpleGrid, TextInput } from '@mantine/core';
import type { Dispatch, ReactElement } from 'react';
import type { DraftAction, QuoteDraft } from './quote-lines.ts';

type Props = { draft: Pick<QuoteDraft, 'discountPercent' | 'discountAmount'>; act: Dispatch<DraftAction> };

/** The discount on the whole quote, in percent or as an amount. */
export function QuoteDiscount({ draft, act }: Props): ReactElement {
  const field = (name: 'discountPercent' | 'discountAmount') => ({
    inputMode: 'decimal' as const,
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      act({ type: 'discount', field: name, value: event.currentTarget.value }),
  });
  return (
    <SimpleGrid cols={2} w={{ base: '100%', xs: 380 }} role="group" aria-label={t`Discount on the whole quote`}>
      <TextInput
        label={t`Quote discount, %`}
        description={t`Off every line, each cycle too`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...field('discountPercent')}
      />
      <TextInput
        label={t`Or an amount`}
        description={t`Off what is paid once`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...field('discountAmount')}
      />
    </SimpleGrid>
  );
}
