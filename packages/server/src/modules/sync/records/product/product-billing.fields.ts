import type { Billing } from '@causeway/shared/billing';
import type { BillingKind } from '@causeway/shared/vocabulary';
import type { CatalogItem } from '../../../../connectwise/wire/catalog.ts';
import type { ProductTable } from '../../../../platform/database/schema.ts';
import type { ProductEntity } from '../../../crm/products/product.entity.ts';
import { noBillingCycle } from '../../messages/not-sent.messages.ts';
import type { FieldTable, SyncedFieldsOf, WriteContext, Written } from '../fields/field-table.ts';
import { bothWays, neverEmpty, neverSent } from '../fields/fields.ts';
import { decimal, line } from '../text.rules.ts';
import { cycleIdOf } from './billing-cycle.rules.ts';

type ProductFieldTable = FieldTable<Omit<SyncedFieldsOf<ProductEntity>, 'customValues'>, CatalogItem, ProductTable>;

/** ConnectWise keeps cycle and amounts of an item that recurs no longer, and they are read of one that recurs alone. */
const saidWhile = { field: 'billing', is: 'recurring' };

/** The fields that say how a product is billed. What recurs stands beside the price, which is paid once. */
export const productBilling: Pick<ProductFieldTable, keyof Billing> = {
  billing: {
    label: 'Billing',
    column: 'billing',
    type: 'text',
    place: { kind: 'scalar', paths: ['recurringFlag'] },
    in: { read: (item): BillingKind => (isRecurring(item) ? 'recurring' : 'one_time') },
    out: neverEmpty('a catalog item is billed once or recurs'),
    write: ({ billing }) => ({ set: { recurringFlag: billing === 'recurring' } }),
  },
  billingCycle: {
    label: 'Billing cycle',
    column: 'billing_cycle',
    type: 'text',
    place: { kind: 'choice', paths: ['recurringBillCycle'], list: 'billing_cycle' },
    in: { read: (item) => (isRecurring(item) ? line(item.recurringBillCycle?.name, 'billing cycle') : null) },
    out: bothWays,
    saidWhile,
    write: writeCycle,
  },
  billingCycleId: {
    label: 'Billing cycle in ConnectWise',
    namedBy: 'billingCycle',
    column: 'billing_cycle_id',
    type: 'text',
    place: { kind: 'choice', paths: ['recurringBillCycle'], list: 'billing_cycle' },
    in: {
      read: (item) => (isRecurring(item) && item.recurringBillCycle ? String(item.recurringBillCycle.id) : null),
    },
    out: bothWays,
    saidWhile,
    write: writeCycle,
  },
  billingCycles: {
    label: 'Number of cycles',
    column: 'billing_cycles',
    type: 'int',
    place: { kind: 'several', paths: [] },
    in: { not: 'a catalog item has no number of cycles' },
    out: neverSent('a catalog item has no number of cycles; the lines of a quote carry it'),
  },
  recurringPrice: {
    label: 'Recurring price',
    column: 'recurring_price',
    type: 'numeric',
    place: { kind: 'scalar', paths: ['recurringRevenue'] },
    in: { read: (item) => decimal(isRecurring(item) ? item.recurringRevenue : 0) },
    out: bothWays,
    saidWhile,
    write: (product) => ({ set: { recurringRevenue: amountOf(product, product.recurringPrice) } }),
  },
  recurringCost: {
    label: 'Recurring cost',
    column: 'recurring_cost',
    type: 'numeric',
    place: { kind: 'scalar', paths: ['recurringCost'] },
    in: { read: (item) => decimal(isRecurring(item) ? item.recurringCost : 0) },
    out: bothWays,
    saidWhile,
    write: (product) => ({ set: { recurringCost: amountOf(product, product.recurringCost) } }),
  },
};

const isRecurring = (item: CatalogItem): boolean => item.recurringFlag === true;

/** What is billed once has no amount that recurs, rather than one of nothing. */
const amountOf = ({ billing }: Pick<Billing, 'billing'>, amount: string): number | undefined =>
  billing === 'recurring' ? Number(amount) : undefined;

function writeCycle(
  product: Pick<Billing, 'billing' | 'billingCycle' | 'billingCycleId'>,
  { lists }: WriteContext,
): Written {
  if (product.billing !== 'recurring' || !product.billingCycle) return { set: { recurringBillCycle: undefined } };
  const id = cycleIdOf(product, lists.billing_cycle);
  return id === null
    ? { not: noBillingCycle(product.billingCycle), lacks: 'billing_cycle' }
    : { set: { recurringBillCycle: { id } } };
}
