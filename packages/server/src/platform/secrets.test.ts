import { randomBytes } from 'node:crypto';
import { parseSecretKeys, SecretBox } from './secrets.ts';

const a = { id: 'a', key: randomBytes(32) };
const b = { id: 'b', key: randomBytes(32) };
const aad = 'workspace-1:connection.private_key';

describe('SecretBox', () => {
  it('opens what it sealed, never the same text twice', () => {
    const box = new SecretBox([a]);
    const sealed = box.seal('prívate kéy', aad);
    expect(sealed).toMatch(/^v1:a:[\w-]{16}:[\w-]+$/);
    expect(sealed).not.toBe(box.seal('prívate kéy', aad));
    expect(box.open(sealed, aad)).toBe('prívate kéy');
    expect(box.open(box.seal('', aad), aad)).toBe('');
  });

  it('does not open a value that was moved to another workspace or field', () => {
    const box = new SecretBox([a]);
    const sealed = box.seal('secret', aad);
    expect(() => box.open(sealed, 'workspace-2:connection.private_key')).toThrow(/was moved/);
    expect(() => box.open(sealed, 'workspace-1:connection.public_key')).toThrow(/was moved/);
  });

  it('does not open a value that was changed, or sealed by another key of the same name', () => {
    const sealed = new SecretBox([a]).seal('secret', aad);
    const flipped = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(() => new SecretBox([a]).open(flipped, aad)).toThrow(/does not open/);
    expect(() => new SecretBox([{ id: 'a', key: b.key }]).open(sealed, aad)).toThrow(/does not open/);
  });

  it('rotates: the new key seals, the old one still opens until all is sealed again', () => {
    const old = new SecretBox([a]).seal('secret', aad);
    const both = new SecretBox([b, a]);
    expect(both.open(old, aad)).toBe('secret');
    expect(both.needsResealing(old)).toBe(true);
    const renewed = both.seal(both.open(old, aad), aad);
    expect(both.needsResealing(renewed)).toBe(false);
    expect(new SecretBox([b]).open(renewed, aad)).toBe('secret');
    expect(() => new SecretBox([b]).open(old, aad)).toThrow(/sealed with key "a", which SECRET_KEYS does not hold/);
  });

  it.each(['', 'plain', 'v1:a:b', 'v2:a:b:c', 'v1:a:c2hvcnQ:c2hvcnQ'])('refuses "%s" as a stored secret', (text) => {
    expect(() => new SecretBox([a]).open(text, aad)).toThrow(/Enter it again/);
  });

  it('refuses keys that are too short, unnamed or doubled', () => {
    expect(() => new SecretBox([])).toThrow(/names no key/);
    expect(() => new SecretBox([{ id: 'x', key: Buffer.alloc(16) }])).toThrow(/16 bytes; AES-256 needs 32/);
    expect(() => new SecretBox([a, { id: 'a', key: b.key }])).toThrow(/twice/);
    expect(() => parseSecretKeys('nocolon')).toThrow(/id:base64key/);
  });
});
