import { readFileSync } from 'node:fs';
import { securityEventKinds } from './security-event.queries.ts';

describe('The events of the security log', () => {
  it.each(securityEventKinds)('are in the document of what is written down: %s', (kind) => {
    const document = readFileSync(new URL('../../../../../../docs/sign-in.md', import.meta.url), 'utf8');
    const [, table = ''] = document.split('## What is written down');
    expect(table).toContain(`\`${kind}\``);
  });
});
