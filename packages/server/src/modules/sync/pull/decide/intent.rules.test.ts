import { isBeingCreated } from './intent.rules.ts';

it.each([
  [
    'a company of that identifier and name',
    { id: 1, identifier: 'ACME', name: 'Acme' },
    { identifier: 'acme', name: 'Acme' },
    true,
  ],
  ['another company', { id: 1, identifier: 'ACME2', name: 'Acme' }, { identifier: 'acme', name: 'Acme' }, false],
  [
    'an opportunity of that name and company',
    { id: 1, name: 'Deal', company: { id: 5 } },
    { name: 'Deal', companyId: '5' },
    true,
  ],
  [
    'the same name at another company',
    { id: 1, name: 'Deal', company: { id: 6 } },
    { name: 'Deal', companyId: '5' },
    false,
  ],
  ['an intent that names nothing', { id: 1, name: 'Deal' }, { url: 'x' }, false],
])('%s', (_case, record, intent, expected) => expect(isBeingCreated(record, [intent])).toBe(expected));
