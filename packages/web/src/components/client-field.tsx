import { type ReactElement, useState } from 'react';
import { ClientPicker } from './client-picker.tsx';
import type { FieldInput } from './record-fields.ts';
import type { Choice } from './record-picker.tsx';

type Props = { input: FieldInput; start: Choice | null; onChoose: (clientId: string) => void };

/** The client of a record in its form. The form holds the ID alone; the name that is shown is kept here. */
export function ClientField({ input, start, onChoose }: Props): ReactElement {
  const [client, setClient] = useState<Choice | null>(start);
  return (
    <ClientPicker
      {...input}
      value={client}
      onChange={(choice) => {
        setClient(choice);
        onChoose(choice?.id ?? '');
      }}
    />
  );
}

/** The client that a record has, or the one that a new record is made for. */
export function clientChoice(
  record: { client: { id: string; name: string } } | null,
  given: { id: string; name: string } | null | undefined,
): Choice | null {
  const client = record?.client ?? given;
  return client ? { id: client.id, label: client.name } : null;
}
