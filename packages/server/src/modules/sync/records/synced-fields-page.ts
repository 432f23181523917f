import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import type { EntitySync } from './entity-sync.ts';
import { syncedFields } from './synced-fields.rules.ts';

const passages = { always: 'yes', on_create: 'with a new record', never: 'no' } as const;

/** `docs/synced-fields.md`: what is synced in the mode that lets everything pass, read off the field tables. */
export function syncedFieldsPage(records: readonly Pick<EntitySync, 'entity' | 'fields' | 'words'>[]): string {
  const rows = syncedFields(records, modeCapabilities.real_time);
  return [
    '# What is synced, field by field',
    '',
    'Written from the field tables in `packages/server/src/modules/sync/records` by `npm run emit-schema`; do not edit it by hand.',
    'It shows the mode **Real time**; the query `syncedFields` answers for the mode in force.',
    ...records.flatMap(({ entity, words }) => [
      '',
      `## ${capital(words.local)} ↔ ConnectWise ${words.remote}`,
      '',
      '| Field | Comes in | Goes out | Exceptions |',
      '|---|---|---|---|',
      ...rows
        .filter((row) => row.record === entity)
        .map((row) => `| ${row.label} | ${passages[row.in]} | ${passages[row.out]} | ${row.reason ?? ''} |`),
    ]),
    '',
  ].join('\n');
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
