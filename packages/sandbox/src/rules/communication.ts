import type { Draft, Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';

type Kind = 'Email' | 'Phone' | 'Fax';

export interface CommunicationItem {
  readonly id?: number;
  readonly type?: number;
  readonly value?: string;
  readonly extension?: string;
  readonly defaultFlag?: boolean;
  readonly domain?: string;
  readonly communicationType?: string;
}

/** Gives items their ids, kinds and domains, and leaves one default per kind: the newest claim wins (recorded). */
export function settleCommunication(draft: Draft, context: WriteContext, before: Stored | undefined): void {
  const old = new Map(((before?.communicationItems ?? []) as CommunicationItem[]).map((item) => [item.id, item]));
  const sent = (draft.communicationItems ?? []) as CommunicationItem[];
  const items = sent.map((item, at) => complete(item, at, context, old));
  const claims = new Map<string, number>();
  for (const [at, item] of items.entries()) {
    const kind = item.communicationType ?? '';
    const held = claims.get(kind);
    const isNewClaim = item.defaultFlag === true && old.get(item.id)?.defaultFlag !== true;
    if (item.defaultFlag === true && (held === undefined || isNewClaim)) claims.set(kind, at);
  }
  for (const [at, item] of items.entries()) {
    const kind = item.communicationType ?? '';
    if (!claims.has(kind)) claims.set(kind, at);
  }
  draft.communicationItems = items.map((item, at) => ({
    ...item,
    defaultFlag: claims.get(item.communicationType ?? '') === at,
  }));
}

function complete(
  item: CommunicationItem,
  at: number,
  context: WriteContext,
  old: ReadonlyMap<number | undefined, CommunicationItem>,
): CommunicationItem {
  const field = `communicationItems/${at}`;
  const type =
    item.type === undefined ? typeFor(item.communicationType, context) : context.find('communicationTypes', item.type);
  if (!type) context.problem('MissingRequiredField', `The ${field}/type field is required.`, `${field}/type`);
  if (!item.value) context.problem('MissingRequiredField', `The ${field}/value field is required.`, `${field}/value`);
  const kind = type ? kindOf(type) : item.communicationType;
  const known = item.id !== undefined && old.has(item.id);
  return {
    id: known ? item.id : context.store.nextItemId('communication'),
    type: type?.id,
    value: item.value,
    extension: item.extension,
    domain: kind === 'Email' ? domainOf(item.value) : undefined,
    communicationType: kind,
    defaultFlag: item.defaultFlag,
  };
}

export function kindOf(type: Stored): Kind {
  if (type.emailFlag === true) return 'Email';
  return type.faxFlag === true ? 'Fax' : 'Phone';
}

export function domainOf(email: string | undefined): string | undefined {
  const at = email?.lastIndexOf('@') ?? -1;
  return at < 0 ? undefined : email?.slice(at);
}

function typeFor(kind: string | undefined, context: WriteContext): Stored | undefined {
  const types = [...context.store.table('communicationTypes').all()].filter((type) => kindOf(type) === kind);
  return types.find((type) => type.defaultFlag === true) ?? types[0];
}
