import { records, registry } from './registry.ts';

describe('R1: the synced records', () => {
  it('come in parents first', () =>
    expect(registry.map((sync) => [sync.entity, sync.words.local])).toEqual([
      ['company', 'client'],
      ['contact', 'contact'],
      ['product', 'product'],
      ['opportunity', 'opportunity'],
    ]));
  it('go out under the same names; lines and documents go with their opportunity', () =>
    expect((['client', 'contact', 'product', 'opportunity'] as const).map((crm) => records.ofCrm(crm).entity)).toEqual(
      registry.map((sync) => sync.entity),
    ));
});
