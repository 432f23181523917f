import type { ReactElement } from 'react';
import { useFieldNotes } from '../../components/field-notes.ts';
import { SyncNotes } from '../../components/sync-notes.tsx';

/** The fields of the form, those of the lines below `lines`. */
const quoteForm = {
  groups: [
    {
      fields: [
        { name: 'title', label: 'Title' },
        { name: 'taxRegionId', label: 'Tax region' },
        { name: 'discountPercent', label: 'Quote discount, %' },
        { name: 'discountAmount', label: 'Quote discount, amount' },
        { name: 'validUntil', label: 'Valid until' },
        { name: 'terms', label: 'Terms' },
      ],
    },
    {
      fields: [
        { name: 'lines.productId', label: 'Product' },
        { name: 'lines.description', label: 'Description' },
        { name: 'lines.quantity', label: 'Quantity' },
        { name: 'lines.price', label: 'Price' },
        { name: 'lines.cost', label: 'Cost' },
        { name: 'lines.discountPercent', label: 'Discount %' },
        { name: 'lines.taxCategoryId', label: 'Tax' },
        { name: 'lines.section', label: 'Section' },
        { name: 'lines.isOptional', label: 'Optional' },
        { name: 'lines.billing', label: 'Billing' },
        { name: 'lines.billingCycle', label: 'Billing cycle' },
        { name: 'lines.billingCycles', label: 'Number of cycles' },
        { name: 'lines.recurringPrice', label: 'Recurring price' },
        { name: 'lines.recurringCost', label: 'Recurring cost' },
      ],
    },
  ],
};

const fields = quoteForm.groups.flatMap((group) => group.fields);

/** What of a quote passes to ConnectWise, and how: one line below the form, each field of it when it is opened. */
export function QuoteSyncNotes(): ReactElement {
  const notes = useFieldNotes('DOCUMENT', quoteForm);
  return (
    <SyncNotes
      title="What of this quote goes to ConnectWise"
      intro="One quote of an opportunity goes to ConnectWise: the accepted one; before the win, where the sync mode sends open opportunities, else the newest that is not declined."
      fields={fields}
      notes={notes}
    />
  );
}
