import { Table, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useFieldNotes } from '../../components/field-notes.ts';
import classes from './quote-sync-notes.module.css';

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

/** What of a quote passes to ConnectWise, how and why: one calm line below the form until it is opened. */
export function QuoteSyncNotes(): ReactElement | null {
  const notes = useFieldNotes('DOCUMENT', quoteForm);
  const told = fields.filter(({ name }) => notes[name]?.note);
  if (told.length === 0) return null;
  const title = 'What of this quote goes to ConnectWise';
  return (
    <details className={classes.notes}>
      <summary>
        {title}
        <IconChevronDown size={16} aria-hidden />
      </summary>
      <Text size="sm" c="dimmed" mb="sm">
        One quote of an opportunity goes to ConnectWise: the accepted one; before the win, where the sync mode sends
        open opportunities, else the newest that is not declined.
      </Text>
      <Table aria-label={title} verticalSpacing={6}>
        <Table.Tbody>
          {told.map(({ name, label }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={500} w="30%" style={{ verticalAlign: 'top' }}>
                {label}
              </Table.Th>
              <Table.Td>{[notes[name]?.note, notes[name]?.detail].filter(Boolean).join(' ')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}
