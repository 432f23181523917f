import type { ConnectionState } from '@causeway/shared/vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Problem } from '../../platform/errors.ts';
import { ConnectionStateEnum } from '../../platform/graphql/enums.ts';
import { ProblemType } from '../../platform/graphql/problem.type.ts';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.ts';
import type { Id } from '../../platform/ids.ts';
import { apiVersionOf, apiVersionWarning } from './api-version.rules.ts';
import type { ConnectionRecord } from './connection-record.ts';

@ObjectType({
  description: 'A ConnectWise account. Keys are write-only: only the end of the public key is ever shown.',
})
export class Connection {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  siteUrl: string;

  @Field(() => String)
  host: string;

  @Field(() => String)
  loginCompany: string;

  @Field(() => Boolean)
  hasPrivateKey: boolean;

  @Field(() => String)
  publicKeyHint: string;

  @Field(() => String)
  clientIdSource: string;

  @Field(() => DateTimeScalar)
  keysSetAt: Date;

  @Field(() => String, { nullable: true })
  keysSetBy: string | null;

  @Field(() => ConnectionStateEnum)
  state: ConnectionState;

  @Field(() => String, { nullable: true })
  stateCode: string | null;

  @Field(() => String, { nullable: true })
  stateMessage: string | null;

  @Field(() => DateTimeScalar)
  stateSince: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  verifiedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Version of ConnectWise itself.' })
  version: string | null;

  @Field(() => String, {
    description: "Version of ConnectWise's API that is used, for example 2025.16; latest where none is named.",
  })
  apiVersion: string;

  @Field(() => String, {
    nullable: true,
    description: 'Set when ConnectWise does not know the version that Causeway is made for.',
  })
  apiVersionWarning: string | null;
}

@ObjectType({ description: 'A login company of a ConnectWise sandbox, with the keys that it takes.' })
export class SandboxAccount {
  @Field(() => String)
  loginCompany: string;

  @Field(() => String)
  publicKey: string;

  @Field(() => String)
  privateKey: string;
}

@InputType()
export class ConnectInput {
  @Field(() => String)
  siteUrl: string;

  @Field(() => String)
  loginCompany: string;

  @Field(() => String)
  publicKey: string;

  @Field(() => String)
  privateKey: string;

  @Field(() => String, { nullable: true, description: "Vendor's client ID; only where the operator has set none." })
  clientId?: string | null;
}

@ObjectType({
  description:
    'On failure nothing is stored and `problems` name the cause: host_unknown, unreachable, wrong_address, tls, wrong_company, wrong_keys, client_id_missing, no_permission, rate_limited, host_not_allowed, invalid_url.',
})
export class ConnectionPayload {
  @Field(() => Connection, { nullable: true })
  connection?: Connection | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@ObjectType()
export class ReferenceItem {
  @Field(() => String)
  kind: string;

  @Field(() => String)
  remoteId: string;

  @Field(() => String)
  label: string;

  @Field(() => Boolean)
  isActive: boolean;

  @Field(() => JsonScalar)
  flags: object;

  @Field(() => Int, { nullable: true })
  position: number | null;
}

@ObjectType({ description: 'A list of ConnectWise as a whole: when it was last read, and how many entries it has.' })
export class ReferenceList {
  @Field(() => String)
  kind: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null: never read, or empty.' })
  readAt: Date | null;

  @Field(() => Int)
  active: number;

  @Field(() => Int, {
    description: 'Entries that are inactive or no longer in ConnectWise; settings may still use them.',
  })
  inactive: number;
}

/** What of a connection is shown; made by naming each field, so that nothing else can slip in. */
export function connectionView(record: ConnectionRecord): Connection {
  return {
    id: record.id,
    siteUrl: record.siteUrl,
    host: record.host,
    loginCompany: record.loginCompany,
    hasPrivateKey: true,
    publicKeyHint: record.publicKeyHint,
    clientIdSource: record.clientIdSource,
    keysSetAt: record.keysSetAt,
    keysSetBy: record.keysSetByName,
    state: record.state,
    stateCode: record.stateCode,
    stateMessage: record.stateMessage,
    stateSince: record.stateSince,
    verifiedAt: record.verifiedAt,
    version: record.remoteVersion,
    apiVersion: apiVersionOf(record),
    apiVersionWarning: apiVersionWarning(record),
  };
}

@ObjectType({ description: 'What disconnecting would do, in sentences.' })
export class DisconnectPreview {
  @Field(() => [String])
  sentences: string[];

  @Field(() => [ProblemType])
  problems: Problem[];
}
