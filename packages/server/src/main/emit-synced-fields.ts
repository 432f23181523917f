import { writeFileSync } from 'node:fs';
import { syncedFieldsPage } from '../modules/sync/records/synced-fields-page.ts';
import { registry } from '../modules/sync/registry.ts';

const page = new URL('../../../../../docs/synced-fields.md', import.meta.url);
writeFileSync(page, syncedFieldsPage(registry));
console.log('docs/synced-fields.md written');
