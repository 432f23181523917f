import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { quoteTotals } from '../quote-totals.ts';
import type { BillingKind } from '../vocabulary.ts';
import { billingFields, billingProblem } from './billing.ts';
import type { WholeCheck } from './edit.ts';
import { decimalText, optionalDay, optionalId, optionalText, requiredText, versionField } from './fields.ts';

/** A price or a quantity below zero makes a credit: something taken back, or an allowance. */
const lineAmount = (what: string) => decimalText({ what, min: '-999999999', max: '999999999', digits: 4 });
const percent = decimalText({ what: 'The discount', min: '0', max: '100', digits: 4, empty: '0' });

export const quoteLineForm = z
  .object({
    productId: optionalId('Choose a product from the list, or leave it empty.'),
    description: requiredText({ what: 'a description', max: 2000 }),
    quantity: decimalText({ what: 'The quantity', min: '-1000000', max: '1000000', notZero: true, digits: 4 }),
    price: lineAmount('The price'),
    cost: lineAmount('The cost'),
    discountPercent: percent,
    taxCategoryId: optionalId('Choose a tax category from the list, or leave it empty.'),
    section: optionalText({ what: 'the section', max: 100 }),
    isOptional: z.preprocess((value) => value ?? false, z.boolean('Say whether the line is optional.')),
    ...billingFields('-999999999'),
  })
  .superRefine((line, context) => {
    const message = billingProblem(line);
    if (message) context.addIssue({ code: 'custom', path: ['billingCycle'], message });
  });

export const quoteForm = z
  .object({
    title: requiredText({ what: 'a title', max: 100 }),
    taxRegionId: optionalId('Choose a tax region from the list, or leave it empty.'),
    lines: z
      .array(quoteLineForm, 'Add at least one line.')
      .min(1, 'Add at least one line.')
      .max(500, 'Keep a quote to 500 lines; split it in two.'),
    discountPercent: percent,
    discountAmount: decimalText({ what: 'The discount', min: '0', max: '999999999', digits: 2, empty: '0' }),
    validUntil: optionalDay('day until which the quote is valid'),
    terms: optionalText({ what: 'the terms', max: 10_000, multiline: true }),
    version: versionField,
  })
  .superRefine((quote, context) =>
    quoteWhole.check(quote, (path, message) => context.addIssue({ code: 'custom', path, message })),
  );

export type QuoteForm = z.output<typeof quoteForm>;
export type QuoteLineForm = z.output<typeof quoteLineForm>;

interface CheckedQuote {
  discountPercent: string;
  discountAmount: string;
  lines: readonly {
    quantity: string;
    price: string;
    discountPercent: string;
    billing: BillingKind;
    billingCycle: string | null;
    recurringPrice: string;
    isOptional: boolean;
  }[];
}

/** The discount on the whole: in percent or as an amount, and no more than what is paid once. */
export const quoteWhole: WholeCheck<CheckedQuote> = {
  fields: ['discountPercent', 'discountAmount', 'lines'],
  check: ({ lines, discountPercent, discountAmount }, refuse) => {
    if (new Decimal(discountAmount).isZero()) return;
    if (!new Decimal(discountPercent).isZero())
      return refuse(['discountAmount'], 'Give the discount in percent or as an amount, not both.');
    const { subtotal } = quoteTotals(lines.map((line) => ({ ...line, taxRate: null })));
    if (new Decimal(discountAmount).gt(subtotal))
      refuse(['discountAmount'], `The discount is more than what is paid once, ${subtotal}. Lower it.`);
  },
};
