import { newRecoveryCodes, plainRecoveryCode } from './recovery-code.rules.ts';
import { digitsOf, newSecret, otpAddress, stepOf } from './totp.rules.ts';

/** The secret of RFC 6238, appendix B, "12345678901234567890". */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at second %i', (seconds, code) => {
    const step = Math.floor(seconds / 30);
    for (const [off, found] of [
      [0, step],
      [30, step],
      [-30, step],
      [60, null],
      [-60, null],
    ] as const)
      expect(stepOf(code, RFC_SECRET, new Date((seconds + off) * 1_000))).toBe(found);
  });

  it('name workspace and person in the address, whatever they are called', () => {
    const address = new URL(otpAddress(newSecret(), { workspace: 'A: B & C', email: 'ana+x@example.com' }));
    expect([address.host, decodeURIComponent(address.pathname)]).toEqual([
      'totp',
      '/Causeway A  B & C:ana+x@example.com',
    ]);
    expect(address.searchParams.get('issuer')).toBe('Causeway A  B & C');
  });

  it.each([
    ['123 456', '123456'],
    [' 123456 ', '123456'],
    ['12345', null],
    ['ABCD-EFGH-JKMN', null],
  ])('%j is read as %j', (typed, digits) => {
    expect(digitsOf(typed)).toBe(digits);
  });
});

describe('recovery codes', () => {
  it('are ten that differ, and are known however they are typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^[A-HJ-KM-NP-TV-Z2-9]{4}-[A-HJ-KM-NP-TV-Z2-9]{4}-[A-HJ-KM-NP-TV-Z2-9]{4}$/);
      expect(plainRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(code.replaceAll('-', ''));
      expect(digitsOf(code)).toBeNull();
    }
    expect(plainRecoveryCode('ABCD-EFGH')).toBeNull();
  });
});
