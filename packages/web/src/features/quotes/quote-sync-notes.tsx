import { msg, t } from '@lingui/core/macro';
import { Table, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useFieldNotes } from '../../components/field-notes.ts';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { words } from '../../components/language/language.ts';
import classes from './quote-sync-notes.module.css';

/** The fields of the form, those of the lines below `lines`. */
const quoteForm: { groups: readonly { fields: readonly { name: string; label: string }[] }[] } = words({
  groups: [
    {
      fields: [
        { name: 'title', label: msg`Title` },
        { name: 'taxRegionId', label: msg`Tax region` },
        { name: 'discountPercent', label: msg`Quote discount, %` },
        { name: 'discountAmount', label: msg`Quote discount, amount` },
        { name: 'validUntil', label: msg`Valid until` },
        { name: 'terms', label: msg`Terms` },
      ],
    },
    {
      fields: [
        { name: 'lines.productId', label: msg`Product` },
        { name: 'lines.description', label: msg`Description` },
        { name: 'lines.quantity', label: msg`Quantity` },
        { name: 'lines.price', label: msg`Price` },
        { name: 'lines.cost', label: msg`Cost` },
        { name: 'lines.discountPercent', label: msg`Discount %` },
        { name: 'lines.taxCategoryId', label: msg`Tax` },
        { name: 'lines.section', label: msg`Section` },
        { name: 'lines.isOptional', label: msg`Optional` },
        { name: 'lines.billing', label: msg`Billing` },
        { name: 'lines.billingCycle', label: msg`Billing cycle` },
        { name: 'lines.billingCycles', label: msg`Number of cycles` },
        { name: 'lines.recurringPrice', label: msg`Recurring price` },
        { name: 'lines.recurringCost', label: msg`Recurring cost` },
      ],
    },
  ],
});

const fields = quoteForm.groups.flatMap((group) => group.fields);

/** What of a quote passes to ConnectWise, how and why: one calm line below the form until it is opened. */
export function QuoteSyncNotes(): ReactElement | null {
  const notes = useFieldNotes('DOCUMENT', quoteForm);
  const told = fields.filter(({ name }) => notes[name]?.note);
  if (told.length === 0) return null;
  const title = t`What of this quote goes to ConnectWise`;
  return (
    <details className={classes.notes}>
      <summary>
        {title}
        <IconChevronDown size={16} aria-hidden />
      </summary>
      <Text size="sm" c="dimmed" mb="sm">
        {t`One quote of an opportunity goes to ConnectWise: the accepted one; before the win, where the sync mode sends open opportunities, else the newest that is not declined.`}
        <EnglishOnly />
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
