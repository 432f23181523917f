import { clientSecretPlace } from '../../modules/auth/provider/provider-settings.service.ts';
import { factorPlace } from '../../modules/auth/second-factor/factor-check.ts';
import { keyPlaces } from '../../modules/connection/key-sealer.ts';
import { sealedFor } from '../../modules/sync/pull/callbacks/callback-entries.service.ts';
import { secretPlace } from '../../modules/webhooks/webhook-sender.ts';
import type { SealedColumn } from '../../platform/database/sealed-columns.queries.ts';
import type { Id } from '../../platform/ids.ts';

export interface SealedPlace {
  /** The column whose value is handed to `place`. */
  idColumn: string;
  place: (workspaceId: Id, id: Id) => string;
}

const ofWorkspace = (place: (workspaceId: Id) => string): SealedPlace => ({ idColumn: 'workspace_id', place });

/** What the values of each sealed column are bound to. The type asks for every column of that ending, so that none is forgotten. */
export const sealedPlaces: Readonly<Record<SealedColumn, SealedPlace>> = {
  'connection.public_key_sealed': ofWorkspace(keyPlaces.publicKey),
  'connection.private_key_sealed': ofWorkspace(keyPlaces.privateKey),
  'connection.client_id_sealed': ofWorkspace(keyPlaces.clientId),
  'callback_endpoint.secret_sealed': ofWorkspace(sealedFor),
  'identity_provider.client_secret_sealed': ofWorkspace(clientSecretPlace),
  'second_factor.secret_sealed': { idColumn: 'user_id', place: factorPlace },
  'second_factor.pending_sealed': { idColumn: 'user_id', place: factorPlace },
  'webhook.secret_sealed': { idColumn: 'id', place: secretPlace },
  'webhook.previous_secret_sealed': { idColumn: 'id', place: secretPlace },
};
