import type { ConnectionState } from '@causeway/shared/vocabulary';
import type { Id } from '../../platform/ids.ts';

/** A ConnectWise account of a workspace, without its keys. */
export interface ConnectionRecord {
  id: Id;
  workspaceId: Id;
  /** As the person typed it. */
  siteUrl: string;
  /** `https://api-na.myconnectwise.net/v4_6_release/apis/3.0`, no slash at the end. */
  apiBaseUrl: string;
  /** `https://na.myconnectwise.net`: where the web client and deep links live. */
  webBaseUrl: string;
  /** Host of the web client; with `loginCompany` it says which account this is. */
  host: string;
  loginCompany: string;
  publicKeyHint: string;
  clientIdSource: 'environment' | 'connection';
  keysSetAt: Date;
  keysSetBy: Id | null;
  keysSetByName: string | null;
  state: ConnectionState;
  stateCode: string | null;
  stateMessage: string | null;
  stateSince: Date;
  verifiedAt: Date | null;
  remoteVersion: string | null;
  /** Version of ConnectWise's API where another one than this product's own is used; `latest` when none is named. */
  apiVersion: string | null;
  throttledUntil: Date | null;
  syncStartedAt: Date | null;
  /** Since when a sync that was on before is off; null while it is on, and before it ever was. */
  syncStoppedAt: Date | null;
  /** Records that ConnectWise had before are skipped; null where everything comes in. */
  syncNewSince: Date | null;
  lastPullAt: Date | null;
  nextPullAt: Date | null;
}
