import type { Id } from '../../platform/ids.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import type { SealedKeys } from './connection.queries.ts';

export interface ApiKeys {
  publicKey: string;
  privateKey: string;
  clientId: string | null;
}

/** Seals and opens the keys of a connection; each is bound to its workspace and column, so it opens nowhere else. */
export class KeySealer {
  constructor(private readonly box: Pick<SecretBox, 'seal' | 'open'>) {}

  seal(workspaceId: Id, keys: ApiKeys): SealedKeys {
    return {
      publicKeySealed: this.box.seal(keys.publicKey, `${workspaceId}:connection.public_key`),
      privateKeySealed: this.box.seal(keys.privateKey, `${workspaceId}:connection.private_key`),
      clientIdSealed:
        keys.clientId === null ? null : this.box.seal(keys.clientId, `${workspaceId}:connection.client_id`),
    };
  }

  open(workspaceId: Id, sealed: SealedKeys): ApiKeys {
    return {
      publicKey: this.box.open(sealed.publicKeySealed, `${workspaceId}:connection.public_key`),
      privateKey: this.box.open(sealed.privateKeySealed, `${workspaceId}:connection.private_key`),
      clientId:
        sealed.clientIdSealed === null
          ? null
          : this.box.open(sealed.clientIdSealed, `${workspaceId}:connection.client_id`),
    };
  }
}

/** The end of a public key, enough to tell which one it is. */
export const keyHint = (publicKey: string): string => `…${publicKey.slice(-4)}`;
