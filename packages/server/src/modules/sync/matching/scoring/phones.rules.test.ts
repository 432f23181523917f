import {
  isSamePhone,
  type PhoneText,
  phoneKey,
  type Region,
  regionOfCountry,
  regionOfTimeZone,
} from './phones.rules.ts';

const key = (phone: string, home: Region | null = 'US', more: Partial<PhoneText> = {}) =>
  phoneKey({ phone, ...more }, home);
const isSame = (a: PhoneText, b: PhoneText, home: Region | null = 'US'): boolean => {
  const [one, other] = [phoneKey(a, home), phoneKey(b, home)];
  return one !== null && other !== null && isSamePhone(one, other);
};

describe('phone numbers', () => {
  it.each<[string, Region | null, string, string | null, string | null]>([
    ['+1 (813) 555-0100', 'US', '8135550100', '1', null],
    ['(813) 555-0100', 'US', '8135550100', null, null],
    ['1-813-555-0100', 'US', '8135550100', null, null],
    ['18135550100', null, '8135550100', '1', null],
    ['813.555.0100 x9', 'US', '8135550100', null, '9'],
    ['813-555-0100 ext. 12', 'US', '8135550100', null, '12'],
    ['813-555-0100 ext. 12', null, '8135550100', null, '12'],
    ['tel:+18135550100;ext=5', 'US', '8135550100', null, '5'],
    ['Tel. 813-555-0100 (main)', 'US', '8135550100', null, null],
    ['0044 20 7946 0958', 'US', '2079460958', '44', null],
    ['011 44 20 7946 0958', 'US', '2079460958', '44', null],
    ['442079460958', 'US', '2079460958', '44', null],
    ['020 7946 0958', 'GB', '2079460958', null, null],
    ['+49 (0)30 1234567', 'US', '301234567', '49', null],
    ['030 / 1234-567', 'DE', '301234567', null, null],
    ['030 1234567', 'US', '301234567', null, null],
    ['030 1234567', null, '301234567', null, null],
    ['06 6981 2345', 'IT', '669812345', null, null],
    ['(03) 9123 4567', 'AU', '391234567', null, null],
    ['011 15 2345-6789', 'AR', '91123456789', null, null],
    ['555-0100', 'US', '5550100', null, null],
    ['555 123 4567', 'US', '5551234567', null, null],
    ['0000000000', 'US', '0000000', null, null],
  ])('reads %s in %s', (phone, home, national, callingCode, extension) =>
    expect(key(phone, home)).toEqual({ national, callingCode, extension }),
  );

  it.each(['555', '', 'call me', 'ext. 12', '12 34'])('finds none in %j', (phone) => expect(key(phone)).toBeNull());
  it('finds none in nothing', () => expect(phoneKey({ phone: null }, 'US')).toBeNull());

  it.each<[string, PhoneText, PhoneText, boolean]>([
    ['two notations', { phone: '+49 30 1234567' }, { phone: '030 1234567', country: 'Germany' }, true],
    ['a country on one side', { phone: '030 1234567' }, { phone: '030 1234567', country: 'Germany' }, true],
    ['a code on one side', { phone: '+44 20 7946 0958' }, { phone: '020 7946 0958' }, true],
    [
      'two countries',
      { phone: '8135550100', country: 'United States' },
      { phone: '08135 550100', country: 'Germany' },
      false,
    ],
    ['two codes', { phone: '+1 813 555 0100' }, { phone: '+49 8135 550100' }, false],
    ['two extensions', { phone: '813-555-0100 x9' }, { phone: '813-555-0100', extension: '12' }, false],
    ['the same extension, apart', { phone: '813-555-0100 x9' }, { phone: '8135550100', extension: ' 9 ' }, true],
    ['an extension on one side', { phone: '813-555-0100' }, { phone: '8135550100', extension: '9' }, true],
    ['other digits', { phone: '813-555-0100' }, { phone: '813-555-0101' }, false],
  ])('compares %s', (_case, a, b, same) => expect([isSame(a, b), isSame(b, a)]).toEqual([same, same]));

  it.each([
    ['United States', 'US'],
    ['U.S.A.', 'US'],
    ['united kingdom', 'GB'],
    ['UK', 'GB'],
    ['de', 'DE'],
    ['Czech Republic', 'CZ'],
    ['Atlantis', null],
  ])('knows the country %s as %s', (name, region) => expect(regionOfCountry(name)).toBe(region));

  it.each([
    ['America/New_York', 'US'],
    ['Europe/Berlin', 'DE'],
    ['Asia/Kolkata', 'IN'],
    ['UTC', null],
    ['nowhere', null],
    [null, null],
  ])('takes the time zone %s to be of %s', (zone, region) => expect(regionOfTimeZone(zone)).toBe(region));
});
