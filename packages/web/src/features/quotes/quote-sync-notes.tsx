import { Accordion, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldNotes } from '../../components/field-notes.ts';
import type { FieldNotes } from '../../components/record-fields.ts';

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

/** What the form says at each field of a quote: whether it passes to ConnectWise, and how. */
export const useQuoteNotes = (): FieldNotes => useFieldNotes('DOCUMENT', quoteForm);

/** The same of the lines, whose fields have no room for it, and of the discount on the whole. */
export function QuoteSyncNotes({ notes }: { notes: FieldNotes }): ReactElement | null {
  const told = quoteForm.groups
    .flatMap(({ fields }) => fields)
    .filter(({ name }) => name !== 'title' && name !== 'taxRegionId' && notes[name]?.note);
  if (told.length === 0) return null;
  return (
    <Accordion variant="contained">
      <Accordion.Item value="synced">
        <Accordion.Control>What of the lines and discounts goes to ConnectWise</Accordion.Control>
        <Accordion.Panel>
          <Text size="sm" c="dimmed">
            One quote of an opportunity goes to ConnectWise: the accepted one; before the win, where the sync mode sends
            open opportunities, else the newest that is not declined.
          </Text>
          <ul aria-label="What of the lines and discounts goes to ConnectWise">
            {told.map(({ name, label }) => (
              <Text key={name} component="li" size="sm">
                {label}: {notes[name]?.note}
              </Text>
            ))}
          </ul>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
