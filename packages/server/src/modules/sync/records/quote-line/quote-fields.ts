import type { ModeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import {
  goesWithWinOnly,
  notGoingOut,
  nothingGoesOut,
  notTakenIn,
  sentAs,
} from '../../messages/synced-field.messages.ts';
import type { SyncedField } from '../synced-fields.rules.ts';

/** A field of the quote form: what it is called, and how ConnectWise gets it where that is not plainly. */
interface QuoteField {
  label: string;
  as?: string;
  /** Goes with the document and its note, which are attached once. */
  isOnce?: true;
}

/** Fields of a quote and, below `lines`, of its lines. They are no field table: lines go out as a whole, see `quote-line-to-product.ts`. */
const quoteFields = {
  title: { label: 'Title', isOnce: true },
  taxRegionId: {
    label: 'Tax region',
    as: 'the tax code that stands for it in the mapping, of the opportunity and its lines',
  },
  discountPercent: { label: 'Quote discount, %', as: 'lower prices of all lines' },
  discountAmount: { label: 'Quote discount, amount', as: 'lower prices of the lines that are paid once' },
  validUntil: { label: 'Valid until', as: 'words on the PDF', isOnce: true },
  terms: { label: 'Terms', as: 'words on the PDF', isOnce: true },
  'lines.section': { label: 'Section', as: 'words on the PDF', isOnce: true },
  'lines.isOptional': { label: 'Optional', as: 'whether the line is sent: an optional one stands on the PDF alone' },
  'lines.productId': { label: 'Product', as: 'the catalog item of the line' },
  'lines.description': { label: 'Description' },
  'lines.quantity': { label: 'Quantity' },
  'lines.price': { label: 'Price', as: 'the price after all discounts' },
  'lines.cost': { label: 'Cost' },
  'lines.discountPercent': { label: 'Discount %', as: 'a lower price of the line' },
  'lines.taxCategoryId': { label: 'Tax', as: 'whether the line is taxable; the rate is that of the tax code there' },
  'lines.billing': { label: 'Billing', as: 'what recurs of the line' },
  'lines.billingCycle': { label: 'Billing cycle', as: 'what recurs of the line' },
  'lines.billingCycles': { label: 'Number of cycles', as: 'what recurs of the line' },
  'lines.recurringPrice': { label: 'Recurring price', as: 'the price of a cycle after all discounts' },
  'lines.recurringCost': { label: 'Recurring cost', as: 'what recurs of the line' },
} as const satisfies Record<string, QuoteField>;

/** What of a quote passes in a mode; as lines of "what is synced". */
export const syncedQuoteFields = ({ pushOpen, pushWon, pushUpdate }: ModeCapabilities) =>
  Object.entries<QuoteField>(quoteFields).map(([field, { label, as, isOnce }]) => {
    const goesOut = pushOpen || pushWon;
    const isOngoing = goesOut && pushUpdate && !isOnce;
    return {
      record: 'document',
      field,
      label,
      in: 'never',
      out: isOngoing ? 'always' : goesOut ? 'on_create' : 'never',
      remoteName: null,
      remoteOptions: [],
      reason: [
        ...(goesOut && as ? [sentAs(as)] : []),
        ...(goesOut && isOnce ? [notGoingOut(attachedOnce, { isCreated: true })] : []),
        ...(goesOut ? (pushUpdate || isOnce ? [] : [goesWithWinOnly()]) : [nothingGoesOut()]),
        notTakenIn(madeHere),
      ].join(' '),
    } as const satisfies Omit<SyncedField, 'record'> & { record: 'document' };
  });

const attachedOnce = 'the document and its note are attached once, when the opportunity is won';
const madeHere = 'quotes are made here; lines that are edited in ConnectWise after a win are told in the log';
