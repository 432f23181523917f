import { idsInChanges, plainChanges, plainValue } from './plain-values.rules.ts';

const id = (n: number) => `0000000${n}-0000-7000-8000-000000000000`;
const names = new Map([
  [id(1), 'Firewall'],
  [id(2), 'Licence'],
]);

describe('values of a change as people read them', () => {
  it.each<[unknown, unknown]>([
    [null, null],
    [undefined, null],
    ['', ''],
    ['text', 'text'],
    [12, 12],
    [false, false],
    [id(1), 'Firewall'],
    [[], null],
    [
      [
        { productId: id(1), quantity: '2' },
        { productId: id(2), quantity: '1' },
      ],
      '2 × Firewall, 1 × Licence',
    ],
    [[{ productId: id(3), quantity: '2' }], '2 × a record that is not here any more'],
    [{ id: 5 }, 'ID 5'],
    [{ id: 5, name: 'Qualify', _info: {} }, 'Qualify'],
    [{ name: 'Main' }, 'Main'],
    [
      [
        { type: { id: 1 }, communicationType: 'Email', value: 'ann@harbor.example', defaultFlag: true },
        { type: { id: 2 }, communicationType: 'Phone', value: '813 555 0100', extension: '12' },
      ],
      'Email ann@harbor.example, Phone 813 555 0100 ext. 12',
    ],
    [{ recurringRevenue: 22, billCycleId: 2 }, 'recurringRevenue 22, billCycleId 2'],
    [[{ id: 3, value: 'Gold' }], '3: Gold'],
  ])('%j is %j', (value, expected) => expect(plainValue(value, names)).toEqual(expected));

  it('finds every record that is named', () => {
    const changes = [
      { field: 'stageId', from: id(1), to: id(2) },
      { field: 'bundleLines', from: null, to: [{ productId: id(3), quantity: '2' }] },
    ];
    expect(idsInChanges(changes)).toEqual([id(1), id(2), id(3)]);
    expect(plainChanges(changes, names)).toEqual([
      { field: 'stageId', from: 'Firewall', to: 'Licence' },
      { field: 'bundleLines', from: null, to: '2 × a record that is not here any more' },
    ]);
  });
});
