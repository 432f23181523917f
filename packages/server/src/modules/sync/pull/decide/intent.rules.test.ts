import { companySync } from '../../records/company/company.sync.ts';
import { contactSync } from '../../records/contact/contact.sync.ts';
import { opportunitySync } from '../../records/opportunity/opportunity.sync.ts';
import { productSync } from '../../records/product/product.sync.ts';
import { isBeingCreated } from './intent.rules.ts';

const company = (identifier: string) => companySync.naturalKeyOf({ id: 1, identifier, name: 'Acme' });
const deal = (companyId: number) => opportunitySync.naturalKeyOf({ id: 1, name: 'Deal', company: { id: companyId } });
const ada = (companyId: number) =>
  contactSync.naturalKeyOf({ id: 1, firstName: 'Ada', lastName: 'Byron', company: { id: companyId } });

it.each([
  ['a company of that identifier and name', company('ACME'), { identifier: 'acme', name: 'Acme' }, true],
  ['another company', company('ACME2'), { identifier: 'acme', name: 'Acme' }, false],
  ['an opportunity of that name and company', deal(5), { name: 'Deal', companyId: '5' }, true],
  ['the same name at another company', deal(6), { name: 'Deal', companyId: '5' }, false],
  [
    'a contact of that company, whatever else the push knows of it',
    ada(5),
    { companyId: 5, email: 'a@b.c', firstName: 'Ada', lastName: 'Byron' },
    true,
  ],
  [
    'a contact of another company',
    ada(6),
    { companyId: 5, email: 'a@b.c', firstName: 'Ada', lastName: 'Byron' },
    false,
  ],
  [
    'a catalog item of that identifier',
    productSync.naturalKeyOf({ id: 1, identifier: 'X-1' }),
    { identifier: 'x-1' },
    true,
  ],
  ['an intent that names nothing', deal(5), { url: 'x' }, false],
])('%s', (_case, record, intent, expected) => expect(isBeingCreated(record, [intent])).toBe(expected));
