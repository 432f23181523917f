import { writeFileSync } from 'node:fs';
import { accessRules } from './access-rules.ts';
import { permissionsOf, rolesPage } from './permissions.ts';
import { buildProductSchema } from './print-schema.ts';

const page = new URL('../../../../../docs/roles.md', import.meta.url);
writeFileSync(page, rolesPage(permissionsOf(await buildProductSchema(), accessRules)));
console.log('docs/roles.md written');
