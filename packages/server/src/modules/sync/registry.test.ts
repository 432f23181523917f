import type { EntityType } from '@causeway/shared/vocabulary';
import { recordUrl } from '../connection/record-url.rules.ts';
import { localPath, records, registry, remoteScreenOf } from './registry.ts';

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

describe('where a record is found', () => {
  const account = { webBaseUrl: 'https://na.myconnectwise.net', loginCompany: 'Tampa & Sons' };
  const addressOf = (entity: EntityType) => recordUrl(account, remoteScreenOf(entity), '123');

  it.each([
    ['company', '/clients/1', 'CompanyFv'],
    ['contact', '/contacts/1', 'ContactFv'],
    ['opportunity', '/opportunities/1', 'OpportunityFv'],
  ] as const)('opens a %s here and in ConnectWise', (entity, path, screen) => {
    expect(localPath(entity, '1')).toBe(path);
    expect(addressOf(entity)).toBe(
      `https://na.myconnectwise.net/v4_6_release/services/system_io/router/openrecord.rails?locale=en_US&recordType=${screen}&recid=123&companyName=Tampa+%26+Sons`,
    );
  });

  it('knows no screen of ConnectWise for a product', () =>
    expect([localPath('product', '1'), addressOf('product')]).toEqual(['/products/1', null]));

  it.each(['tax_code', 'document'] as const)('knows no page of its own for a %s', (entity) =>
    expect([localPath(entity, '1'), addressOf(entity)]).toEqual([null, null]),
  );

  it('knows no page of what is not there', () =>
    expect([localPath('company', null), localPath(null, '1')]).toEqual([null, null]));
});
