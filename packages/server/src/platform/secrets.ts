import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** A named 256-bit key. */
export interface SecretKey {
  id: string;
  key: Buffer;
}

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets with AES-256-GCM as "v1:keyId:nonce:cipher" (base64url). The first key seals, all of them open: to rotate, put a new key
 * in front and seal again what `needsResealing`. The additional data (`${workspaceId}:connection.private_key`) is
 * authenticated, so a sealed value copied into another row or workspace does not open.
 */
export class SecretBox {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly sealing: SecretKey;

  constructor(keys: readonly SecretKey[]) {
    const [first] = keys;
    if (!first) throw new Error('SECRET_KEYS names no key. Give at least one as "id:base64key" with 32 random bytes.');
    for (const { id, key } of keys) {
      if (!/^[A-Za-z0-9_-]{1,40}$/.test(id))
        throw new Error(`"${id}" cannot name a key: use letters, digits, "_" and "-".`);
      if (key.length !== 32) throw new Error(`Key "${id}" has ${key.length} bytes; AES-256 needs 32.`);
    }
    this.sealing = first;
    this.keys = new Map(keys.map(({ id, key }) => [id, key]));
    if (this.keys.size !== keys.length) throw new Error('SECRET_KEYS names a key twice. Each key needs its own ID.');
  }

  seal(plain: string, aad: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealing.key, nonce);
    cipher.setAAD(this.bound(this.sealing.id, aad));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return [VERSION, this.sealing.id, nonce.toString('base64url'), body.toString('base64url')].join(':');
  }

  /** Throws when the key is gone, or the value was changed or belongs elsewhere; never says what was inside. */
  open(sealed: string, aad: string): string {
    const { keyId, nonce, body } = parts(sealed);
    const key = this.keys.get(keyId);
    if (!key)
      throw new Error(`A secret is sealed with key "${keyId}", which SECRET_KEYS does not hold. Add that key again.`);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce);
      decipher.setAAD(this.bound(keyId, aad));
      decipher.setAuthTag(body.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new Error(`A secret sealed with key "${keyId}" does not open: the key differs or the value was moved.`, {
        cause,
      });
    }
  }

  /** Signs a text for a purpose as "keyId.mac", with a key made of the first one for that purpose alone. */
  sign(text: string, purpose: string): string {
    const { id, key } = this.sealing;
    return `${id}.${mac(key, text, purpose).toString('base64url')}`;
  }

  /** Whether a signature is of this text, for this purpose and by one of the keys. */
  isSigned(text: string, purpose: string, signature: string): boolean {
    const [keyId, given, ...more] = signature.split('.');
    const key = this.keys.get(keyId ?? '');
    if (!key || !given || more.length > 0) return false;
    const [found, expected] = [Buffer.from(given, 'base64url'), mac(key, text, purpose)];
    // Only the one way of writing it counts, so that a link cannot be varied.
    return (
      found.length === expected.length && timingSafeEqual(found, expected) && given === expected.toString('base64url')
    );
  }

  /** The key that seals, and that a value is sealed with: a name, never the key. */
  get sealingKeyId(): string {
    return this.sealing.id;
  }

  /** Name and fingerprint of each key, the sealing one first: tells keys of one name apart, and nothing of them. */
  get keyNames(): string[] {
    return [...this.keys].map(([id, key]) => `${id}#${fingerprintOf({ id, key })}`);
  }

  /** Whether a value was sealed with a key that is no longer the first. */
  needsResealing(sealed: string): boolean {
    return parts(sealed).keyId !== this.sealing.id;
  }

  private bound(keyId: string, aad: string): Buffer {
    return Buffer.from(`${VERSION}:${keyId}:${aad}`, 'utf8');
  }
}

/** Tells keys of one name apart, and nothing of the key. */
export const fingerprintOf = ({ key }: SecretKey): string =>
  createHmac('sha256', key).update('causeway backup').digest('hex').slice(0, 16);

function mac(key: Buffer, text: string, purpose: string): Buffer {
  const own = Buffer.from(hkdfSync('sha256', key, '', `causeway:${purpose}`, 32));
  return createHmac('sha256', own).update(text, 'utf8').digest();
}

function parts(sealed: string): { keyId: string; nonce: Buffer; body: Buffer } {
  const [version, keyId, nonce, body, ...more] = sealed.split(':');
  if (version !== VERSION || !keyId || !nonce || !body || more.length > 0)
    throw new Error('A stored secret is not in the form "v1:keyId:nonce:cipher". Enter it again.');
  const read = { keyId, nonce: Buffer.from(nonce, 'base64url'), body: Buffer.from(body, 'base64url') };
  if (read.nonce.length !== NONCE_BYTES || read.body.length < TAG_BYTES)
    throw new Error('A stored secret is cut short. Enter it again.');
  return read;
}

/** Reads "id:base64key,id:base64key"; the first seals. */
export function parseSecretKeys(text: string): SecretKey[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const colon = part.indexOf(':');
      if (colon < 1) throw new Error('Each key is written "id:base64key".');
      return { id: part.slice(0, colon), key: Buffer.from(part.slice(colon + 1), 'base64') };
    });
}
