// Compares the GraphQL schema with the last released one, and refuses what breaks programs that others wrote: a field, argument or value has to be
// deprecated in one release before a later one may take it out. "--release" writes down the schema as released; two files are compared instead
// when they are named.
import { copyFileSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const shared = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages', 'shared');
const current = join(shared, 'schema.graphql');
const released = join(shared, 'schema.released.graphql');

/** What breaks, as sentences; empty when every program goes on. */
async function breakingChanges(before, after) {
  const changes = await diff(buildSchema(before), buildSchema(after), [DiffRule.suppressRemovalOfDeprecatedField]);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .filter(({ type, meta }) => !(type.endsWith('REMOVED') && isDeprecated(meta)))
    .map(({ message, path }) => `${path ?? 'schema'}: ${message}`);
}

const isDeprecated = (meta) =>
  meta?.isEnumValueDeprecated || meta?.isRemovedFieldDeprecated || meta?.isInputFieldDeprecated || false;

if (process.argv.includes('--release')) {
  copyFileSync(current, released);
  console.log('packages/shared/schema.released.graphql written');
  process.exit(0);
}
const [before = released, after = current] = process.argv.slice(2);
const breaking = await breakingChanges(readFileSync(before, 'utf8'), readFileSync(after, 'utf8'));
for (const line of breaking) console.error(line);
if (breaking.length > 0) {
  console.error(
    `\n${breaking.length} change${breaking.length === 1 ? '' : 's'} would break programs written for the last release. Keep what was there and mark it with a deprecationReason; it may go in the release after. A release is written down by "node scripts/schema-compatibility.mjs --release".`,
  );
  process.exit(1);
}
console.log('The schema breaks no program written for the last release.');
