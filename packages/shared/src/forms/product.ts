import { z } from 'zod';
import { usualCycles } from '../billing.ts';
import { type BillingKind, type ProductKind, productKinds } from '../vocabulary.ts';
import { billingFields, billingProblem } from './billing.ts';
import { customFieldValues } from './custom-field.ts';
import type { WholeCheck } from './edit.ts';
import { chosenId, decimalText, versionField } from './fields.ts';
import { flag, lines, neededText, ruled, rulesOf, text } from './plain-fields.ts';

/** Prices and costs of products: up to four digits after the point, as ConnectWise keeps them. */
export const priceField = (what: string) => decimalText({ what, min: '0', max: '999999999', digits: 4 });
export const quantityField = decimalText({ what: 'The quantity', min: '0', above: true, max: '1000000', digits: 4 });

export const bundleLineForm = z.object({ productId: chosenId('Choose a product.'), quantity: quantityField });

const kindRule = z.preprocess(
  (value) => (typeof value === 'string' ? value.toLowerCase() : value),
  z.enum(productKinds, 'Choose whether this is a product or a bundle.'),
);
const billing = billingFields('0');
const decimal = { kind: 'text', inputMode: 'decimal' } as const;

export const productGroups = {
  product: {
    legend: 'Product',
    fields: {
      kind: ruled('Kind', {
        rule: kindRule,
        api: 'ProductKind',
        isRequired: true,
        input: {
          kind: 'either',
          options: [
            { value: 'product', label: 'Product' },
            { value: 'bundle', label: 'Bundle' },
          ],
        },
      }),
      name: neededText('Name', { max: 75 }),
      sku: text('SKU', { max: 75 }),
      unit: text('Unit', { max: 50, placeholder: 'each, hour, month' }),
      price: ruled('Price', { rule: priceField('The price'), api: 'decimal', isRequired: true, input: decimal }),
      cost: ruled('Cost', { rule: priceField('The cost'), api: 'decimal', isRequired: true, input: decimal }),
      isTaxable: flag('Taxable', { startsAs: true }),
      isActive: flag('Active: offered on new quotes', { startsAs: true }),
    },
  },
  billing: {
    legend: 'Billing',
    fields: {
      billing: ruled('Billed', {
        rule: billing.billing,
        api: 'BillingKind',
        input: {
          kind: 'either',
          options: [
            { value: 'one_time', label: 'Once' },
            { value: 'recurring', label: 'Each cycle' },
          ],
        },
      }),
      billingCycle: ruled('Cycle', {
        rule: billing.billingCycle,
        api: 'text',
        mayBeNull: true,
        input: { kind: 'text', placeholder: 'Monthly', suggestions: usualCycles },
        about: 'What people call the cycle, such as "Monthly"; null when it is paid once.',
      }),
      billingCycleId: ruled('Cycle in ConnectWise', {
        rule: billing.billingCycleId,
        api: 'text',
        mayBeNull: true,
        input: { kind: 'kept' },
        about: "The cycle's ID in ConnectWise, where it came from there.",
      }),
      recurringPrice: ruled('Recurring price', {
        rule: billing.recurringPrice,
        api: 'decimal',
        input: { ...decimal, startsAs: '0' },
        description: 'Each cycle; the price above is that of the set-up',
        about: 'Each cycle; `price` is what is paid once.',
      }),
      recurringCost: ruled('Recurring cost', {
        rule: billing.recurringCost,
        api: 'decimal',
        input: { ...decimal, startsAs: '0' },
      }),
      billingCycles: ruled('Number of cycles', {
        rule: billing.billingCycles,
        api: 'whole',
        mayBeNull: true,
        input: { kind: 'text', placeholder: 'No end', inputMode: 'numeric' },
        about: 'After so many cycles it ends; null when it goes on.',
      }),
    },
  },
  grouping: {
    legend: 'Grouping and description',
    fields: {
      category: text('Category', { max: 50 }),
      subcategory: text('Subcategory', { max: 50 }),
      type: text('Type', { max: 50 }),
      productClass: text('Class', { max: 50 }),
      description: lines('Description', {
        max: 6000,
        maxRows: 12,
        description: 'What the client reads on a quote',
      }),
    },
  },
};

/** The plain fields of a product; what a bundle holds is beside them. */
export const productFields = {
  ...productGroups.product.fields,
  ...productGroups.billing.fields,
  ...productGroups.grouping.fields,
};

/** `kind` is taken in either case ("BUNDLE" from GraphQL, "bundle" inside) and given in lower case. */
export const productForm = z
  .object({
    ...rulesOf(productFields),
    bundleLines: z.preprocess(
      (value) => value ?? [],
      z.array(bundleLineForm).max(200, 'Keep a bundle to 200 products.'),
    ),
    customFields: customFieldValues,
    version: versionField,
  })
  .superRefine((product, context) =>
    productWhole.check(product, (path, message) => context.addIssue({ code: 'custom', path, message })),
  );

export type ProductForm = z.output<typeof productForm>;

/** What a product and its parts must be together. */
export const productWhole: WholeCheck<{
  kind: ProductKind;
  bundleLines: readonly { productId: string }[];
  billing: BillingKind;
  billingCycle: string | null;
}> = {
  fields: ['kind', 'bundleLines', 'billing', 'billingCycle'],
  check: ({ kind, bundleLines, ...billing }, refuse) => {
    const unbilled = billingProblem(billing);
    if (unbilled) refuse(['billingCycle'], unbilled);
    if (kind === 'product' && bundleLines.length > 0)
      refuse(['bundleLines'], 'Only a bundle can hold other products. Remove them, or make this a bundle.');
    if (kind === 'bundle' && bundleLines.length === 0)
      refuse(['bundleLines'], 'Add at least one product to the bundle.');
    const seen = new Set<string>();
    bundleLines.forEach((line, index) => {
      if (seen.has(line.productId))
        refuse(
          ['bundleLines', index, 'productId'],
          'This product is in the bundle already. Raise its quantity instead.',
        );
      seen.add(line.productId);
    });
  },
};
