import { type Id, isId } from '../../../../platform/ids.ts';
import type { SecretBox } from '../../../../platform/secrets.ts';

/** What a link names; both IDs are in it, so that nothing is looked up before the signature was checked. */
export interface LinkName {
  workspaceId: Id;
  linkId: Id;
}

type Signer = Pick<SecretBox, 'sign' | 'isSigned'>;

/** What a link is for: one that was signed for something else opens nothing. */
type Purpose = 'document-link' | 'quote-link';

/** `name.keyId.mac`: the two IDs, and their signature. */
export function linkToken(
  signer: Signer,
  { workspaceId, linkId }: LinkName,
  purpose: Purpose = 'document-link',
): string {
  const name = Buffer.concat([bytesOf(workspaceId), bytesOf(linkId)]).toString('base64url');
  return `${name}.${signer.sign(name, purpose)}`;
}

/** Null for anything that was not signed here. */
export function readLinkToken(signer: Signer, token: string, purpose: Purpose = 'document-link'): LinkName | null {
  const dot = token.indexOf('.');
  const name = token.slice(0, Math.max(0, dot));
  if (!signer.isSigned(name, purpose, token.slice(dot + 1))) return null;
  const hex = Buffer.from(name, 'base64url').toString('hex');
  const [workspaceId, linkId] = [idOf(hex.slice(0, 32)), idOf(hex.slice(32))];
  return isId(workspaceId) && isId(linkId) ? { workspaceId, linkId } : null;
}

const bytesOf = (id: Id): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

const idOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
