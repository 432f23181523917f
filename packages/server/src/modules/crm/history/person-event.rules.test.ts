import { type PersonChange, personEvent, referencesIn, sameLines } from './person-event.rules.ts';

const names = new Map([
  ['stage-1', 'Qualify'],
  ['stage-2', 'Proposal'],
]);
const told = (change: Partial<PersonChange>) =>
  personEvent({ entity: 'opportunity', id: 'id', name: 'Network', kind: 'updated', ...change }, 'Ana Reyes', names);

describe('what the log says of a change by a person', () => {
  it.each<[string, Partial<PersonChange>, string | null]>([
    ['a new record', { kind: 'created' }, 'Created in the CRM.'],
    ['a saved form without a change', { before: { city: 'Graz' }, after: { city: 'Graz' } }, null],
    [
      'edited fields',
      { entity: 'company', before: { addressLine1: 'A', city: null }, after: { addressLine1: 'B', city: 'Graz' } },
      'Edited: address, city.',
    ],
    [
      'edited fields as the form calls them',
      {
        entity: 'contact',
        before: { title: 'A', email: null, phoneExtension: '1', isActive: true },
        after: { title: 'B', email: 'a@b.example', phoneExtension: null, isActive: false },
      },
      'Edited: job title, e-mail, extension, active.',
    ],
    ['an abbreviation', { entity: 'product', before: { sku: 'A' }, after: { sku: 'B' } }, 'Edited: SKU.'],
    ['what stands on no form', { before: { validUntil: 'A' }, after: { validUntil: 'B' } }, 'Edited: valid until.'],
    ['a price that is only written another way', { before: { price: '10.0000' }, after: { price: '10' } }, null],
    ['a phone with a leading zero', { before: { phone: '010' }, after: { phone: '10' } }, 'Edited: phone.'],
    [
      'a field of the workspace',
      { before: { customValues: { Seats: 3 } }, after: { customValues: { Seats: 4 } } },
      'Edited: Seats.',
    ],
    [
      'a field of the workspace with a name of its own',
      {
        before: { city: 'Graz', customValues: { 'CoM 444': 'a' } },
        after: { city: 'Wien', customValues: { 'CoM 444': 'b' } },
      },
      'Edited: city, CoM 444.',
    ],
    [
      'a move',
      { before: { stageId: 'stage-1' }, after: { stageId: 'stage-2' } },
      'Moved from "Qualify" to "Proposal".',
    ],
    [
      'a win that accepts a quote',
      { kind: 'won', before: { stageId: 'stage-1' }, after: { stageId: 'stage-2' }, note: 'Quote "Q" accepted.' },
      'Marked as won, from "Qualify" to "Proposal". Quote "Q" accepted.',
    ],
    [
      'a custom field that was emptied',
      { before: { customValues: { 'Site code': 'c1', Tier: 'Gold' } }, after: { customValues: { Tier: 'Gold' } } },
      'Edited: Site code.',
    ],
    ['a deletion', { kind: 'deleted' }, 'Deleted.'],
  ])('%s', (_, change, description) => {
    expect(told(change)?.description ?? null).toBe(description);
  });

  it('names the records that fields point to, and who did it', () => {
    const change = { before: { stageId: 'stage-1', notes: 'x' }, after: { stageId: 'stage-2', notes: 'x' } };
    expect(referencesIn(change)).toEqual(['stage-1', 'stage-2']);
    expect(told(change)).toMatchObject({
      actor: 'Ana Reyes',
      operation: 'update',
      changes: [{ field: 'stage', from: 'Qualify', to: 'Proposal' }],
    });
  });
});

it('compares lines by what they hold', () => {
  expect(sameLines([{ quantity: '1.0000', productId: 'a' }], [{ quantity: '1', productId: 'a' }])).toBe(true);
  expect(sameLines([{ quantity: '1' }], [{ quantity: '2' }])).toBe(false);
  expect(sameLines([{ quantity: '1' }], [])).toBe(false);
});
