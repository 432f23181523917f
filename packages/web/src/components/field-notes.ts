import { msg, t } from '@lingui/core/macro';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/gql.ts';
import type { SyncedFieldsQuery as Data, EntityType } from '../graphql/graphql.ts';
import { customFieldKey } from './custom-fields.tsx';
import { words } from './language/language.ts';
import type { FieldNote, FieldNotes } from './record-fields.ts';

const SyncedFieldsQuery = graphql(`
  query SyncedFields { syncedFields { record field label in out reason remoteName remoteOptions } }
`);

/** The custom field that the sync keeps by itself. */
const CW_STATUS = 'cwStatus';

type SyncedField = Data['syncedFields'][number];
type Form = { groups: readonly { fields: readonly { name: string; label: string; required?: boolean }[] }[] };

/** What the form of a record says at each field: whether it passes to ConnectWise and back. Nothing while nothing is connected. */
export function useFieldNotes(
  record: EntityType,
  form: Form,
  customFields: readonly { name: string }[] = [],
): FieldNotes {
  const [{ data }] = useQuery({ query: SyncedFieldsQuery, requestPolicy: 'cache-and-network' });
  const synced = data?.syncedFields;
  return useMemo(() => {
    const ofRecord = synced?.filter((field) => field.record === record) ?? [];
    return fieldNotes(ofRecord, form, customFields);
  }, [synced, record, form, customFields]);
}

/**
 * A note for each field of a form. What the sync does not know stays in the CRM, and the note says so. A custom field that the sync keeps has
 * an entry under its label, since its name in the API is the sync's own.
 */
export function fieldNotes(
  synced: readonly SyncedField[],
  { groups }: Form,
  customFields: readonly { name: string }[] = [],
): FieldNotes {
  if (synced.length === 0) return {};
  const ofForm = groups.flatMap(({ fields }) => fields);
  const byName = new Map(synced.map((field) => [field.field, field]));
  // Only what lies in a custom field is known by its name: another field may be called like one that is not in the form.
  const inCustomFields = synced.filter(({ field, remoteName }) => Boolean(remoteName) || field === CW_STATUS);
  const byLabel = new Map(inCustomFields.map((field) => [field.label, field]));
  const noted = ofForm.map(({ name, required }) => [name, byName.get(name), required] as const);
  const added = customFields.map(({ name }) => {
    const key = customFieldKey(name);
    return [key, byName.get(key) ?? byLabel.get(name)] as const;
  });
  return Object.fromEntries(
    [...noted, ...added].map(([name, field, required]) => [
      name,
      { ...noteOf(field), ...detailOf(field, required ?? false), ...sendableOf(field) },
    ]),
  );
}

const directions: Record<SyncedField['in'], Record<SyncedField['out'], string>> = words({
  ALWAYS: {
    ALWAYS: '',
    ON_CREATE: msg`Comes from ConnectWise. Sent when the record is created.`,
    NEVER: msg`Comes from ConnectWise.`,
  },
  ON_CREATE: {
    ALWAYS: msg`Sent to ConnectWise. Comes in when the record is created.`,
    ON_CREATE: msg`Synced when the record is created, not afterwards.`,
    NEVER: msg`Comes from ConnectWise when the record is created.`,
  },
  NEVER: {
    ALWAYS: msg`Sent to ConnectWise.`,
    ON_CREATE: msg`Sent when the record is created.`,
    NEVER: msg`Stays in the CRM.`,
  },
});

/** What of its values ConnectWise takes, where it takes but some. */
function sendableOf(field: SyncedField | undefined): Pick<FieldNote, 'sendable'> {
  if (!field?.remoteName || field.out === 'NEVER' || field.remoteOptions.length === 0) return {};
  return { sendable: { options: field.remoteOptions, remoteName: field.remoteName } };
}

/** What passes both ways is the rule, and needs no word. */
function noteOf(field: SyncedField | undefined): Pick<FieldNote, 'note'> {
  const note = noteText(field);
  return note === '' ? {} : { note };
}

function noteText(field: SyncedField | undefined): string {
  if (!field) return t`Stays in the CRM: not synced with ConnectWise.`;
  const isInStep = Boolean(field.remoteName) && field.in === 'ALWAYS' && field.out === 'ALWAYS';
  if (isInStep) return t`Kept in step with "${field.remoteName ?? ''}" in ConnectWise.`;
  return [directions[field.in][field.out], field.remoteName && t`In ConnectWise it is "${field.remoteName}".`]
    .filter(Boolean)
    .join(' ');
}

/** With nothing kept back in either direction the reason can only be about an emptied value, and a required field has none. */
function detailOf(field: SyncedField | undefined, isRequired: boolean): Pick<FieldNote, 'detail'> {
  const isWhole = field?.in === 'ALWAYS' && field.out === 'ALWAYS';
  return field?.reason && !(isWhole && isRequired) ? { detail: field.reason } : {};
}
