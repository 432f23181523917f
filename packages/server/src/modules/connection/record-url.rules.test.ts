import { recordUrl } from './record-url.rules.ts';

const account = { webBaseUrl: 'https://na.myconnectwise.net', loginCompany: 'Tampa & Sons' };

describe('recordUrl', () => {
  it.each([
    ['company', 'CompanyFv'],
    ['contact', 'ContactFv'],
    ['opportunity', 'OpportunityFv'],
  ] as const)('opens a %s in the web client', (entity, recordType) => {
    expect(recordUrl(account, entity, '123')).toBe(
      `https://na.myconnectwise.net/v4_6_release/services/system_io/router/openrecord.rails?locale=en_US&recordType=${recordType}&recid=123&companyName=Tampa+%26+Sons`,
    );
  });

  it.each(['product', 'tax_code', 'document'] as const)('knows no address for a %s', (entity) => {
    expect(recordUrl(account, entity, '123')).toBeNull();
  });
});
