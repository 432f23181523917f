import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { RecordDefinition } from '../model/record.ts';
import type { Stored } from '../model/stored.ts';
import { guidFor } from '../store/guid.ts';
import type { Renderer } from '../store/render.ts';
import type { CallbackEvent } from './event.ts';

/** The body of a delivery (recorded, §3.12): `Entity` is a JSON text of a summary, `null` on delete. */
export function messageBody(options: {
  event: CallbackEvent;
  entry: Stored;
  company: string;
  fromUrl: string;
  keyUrl: string;
  entity: string | null;
}): string {
  const { event, entry, company } = options;
  return JSON.stringify({
    MessageId: randomUUID(),
    FromUrl: options.fromUrl,
    CompanyId: company,
    MemberId: event.memberIdentifier,
    Action: event.action,
    Type: event.type,
    ID: event.id,
    ProductInstanceId: guidFor('product-instance', 1),
    PartnerId: guidFor('partner', 1),
    CallbackObjectRecId: entry.id,
    Entity: options.entity,
    Metadata: { key_url: options.keyUrl },
  });
}

/** The summary in `Entity`: without communication items and custom fields, as recorded. */
export function entityText(renderer: Renderer, definition: RecordDefinition, row: Stored): string {
  const { communicationItems, customFields, ...summary } = renderer.object(definition, row);
  return JSON.stringify(summary);
}

/** `x-content-signature`: base64 of HMAC-SHA256 over the raw body, keyed with the SHA-256 of the signing key. */
export function signatureOf(body: string, signingKey: string): string {
  const key = createHash('sha256').update(signingKey, 'utf8').digest();
  return createHmac('sha256', key).update(body, 'utf8').digest('base64');
}
