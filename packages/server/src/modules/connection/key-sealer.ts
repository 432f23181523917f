import type { Id } from '../../platform/ids.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import type { SealedKeys } from './connection.queries.ts';

export interface ApiKeys {
  publicKey: string;
  privateKey: string;
  clientId: string | null;
}

/** What each sealed column of a connection is bound to. */
export const keyPlaces = {
  publicKey: (workspaceId: Id) => `${workspaceId}:connection.public_key`,
  privateKey: (workspaceId: Id) => `${workspaceId}:connection.private_key`,
  clientId: (workspaceId: Id) => `${workspaceId}:connection.client_id`,
};

/** Seals and opens the keys of a connection; each is bound to its workspace and column, so it opens nowhere else. */
export class KeySealer {
  constructor(private readonly box: Pick<SecretBox, 'seal' | 'open'>) {}

  seal(workspaceId: Id, keys: ApiKeys): SealedKeys {
    return {
      publicKeySealed: this.box.seal(keys.publicKey, keyPlaces.publicKey(workspaceId)),
      privateKeySealed: this.box.seal(keys.privateKey, keyPlaces.privateKey(workspaceId)),
      clientIdSealed: keys.clientId === null ? null : this.box.seal(keys.clientId, keyPlaces.clientId(workspaceId)),
    };
  }

  open(workspaceId: Id, sealed: SealedKeys): ApiKeys {
    return {
      publicKey: this.box.open(sealed.publicKeySealed, keyPlaces.publicKey(workspaceId)),
      privateKey: this.box.open(sealed.privateKeySealed, keyPlaces.privateKey(workspaceId)),
      clientId:
        sealed.clientIdSealed === null ? null : this.box.open(sealed.clientIdSealed, keyPlaces.clientId(workspaceId)),
    };
  }
}

/** The end of a public key, enough to tell which one it is. */
export const keyHint = (publicKey: string): string => `…${publicKey.slice(-4)}`;
