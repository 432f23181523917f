import { MantineProvider } from '@mantine/core';
import { useForm } from '@mantine/form';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { FormFieldOf } from './form-field.tsx';
import type { FieldNote, FormField } from './record-fields.ts';

const kinds: [string, FormField<'field', object, null>, () => HTMLElement][] = [
  ['text', { kind: 'text', name: 'field', label: 'Field' }, () => screen.getByRole('textbox', { name: 'Field' })],
  [
    'text of several lines',
    { kind: 'lines', name: 'field', label: 'Field', maxRows: 4 },
    () => screen.getByRole('textbox', { name: 'Field' }),
  ],
  [
    'switch',
    { kind: 'flag', name: 'field', label: 'Field', startsAs: false },
    () => screen.getByRole('checkbox', { name: 'Field' }),
  ],
  [
    'choice',
    { kind: 'choice', name: 'field', label: 'Field', options: () => [{ value: 'a', label: 'A' }], none: 'None' },
    () => screen.getByRole('combobox', { name: 'Field' }),
  ],
];

describe('a field of a record', () => {
  it.each(kinds)('of the kind %s tells its note to who reads and to who hears it', (_kind, field, find) => {
    show({ ...field, description: 'The company ID in ConnectWise.' }, { note: 'Not sent to ConnectWise.' });
    const note = screen.getByText('The company ID in ConnectWise. Not sent to ConnectWise.');
    expect(find().getAttribute('aria-describedby')?.split(' ')).toContain(note.id);
  });

  it.each(kinds)('of the kind %s is closed with its reason', async (_kind, field, find) => {
    const user = userEvent.setup();
    const values = show(field, { readOnlyBecause: 'ConnectWise sets it.' });
    const before = JSON.stringify(values());
    await user.click(find());
    await user.keyboard('typed{ArrowDown}{Enter}');
    expect(JSON.stringify(values())).toBe(before);
    expect(find().getAttribute('aria-describedby')?.split(' ')).toContain(screen.getByText('ConnectWise sets it.').id);
  });

  it('is open without a reason', async () => {
    const user = userEvent.setup();
    const values = show({ kind: 'text', name: 'field', label: 'Field' }, { note: 'Sent to ConnectWise.' });
    await user.type(screen.getByRole('textbox', { name: 'Field' }), 'typed');
    expect(values()).toEqual({ field: 'typed' });
  });
});

type AloneProps = { field: FormField<'field', object, null>; note: FieldNote; onValues: (values: unknown) => void };

function Alone({ field, note, onValues }: AloneProps): ReactElement {
  const form = useForm<Record<string, unknown>>({ initialValues: { field: field.kind === 'flag' ? false : '' } });
  onValues(form.values);
  return (
    <FormFieldOf field={field} form={form} record={null} data={null} notes={{ field: note }} errorAt={() => null} />
  );
}

/** Draws one field alone; answers with what its form holds. */
function show(field: AloneProps['field'], note: FieldNote): () => unknown {
  let values: unknown;
  render(
    <MantineProvider env="test">
      <Alone
        field={field}
        note={note}
        onValues={(next) => {
          values = next;
        }}
      />
    </MantineProvider>,
  );
  return () => values;
}
