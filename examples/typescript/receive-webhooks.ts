// Receives Causeway's webhooks: checks that a message is from Causeway and is not old, takes each once, and answers at once.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';

const secret = process.env.WEBHOOK_SECRET ?? '';
const port = Number(process.env.PORT ?? 8090);
const MAX_AGE_SECONDS = 5 * 60;

interface Message {
  type: string;
  version: number;
  timestamp: string;
  data: { sentence: string; workspace: string; url: string };
}

/** The message, or null when it is not from Causeway. `body` are the bytes as they came: parsing and writing them again changes them. */
function verified(headers: IncomingHttpHeaders, body: string): Message | null {
  const id = String(headers['webhook-id'] ?? '');
  const timestamp = String(headers['webhook-timestamp'] ?? '');
  if (!(Math.abs(Date.now() / 1_000 - Number(timestamp)) < MAX_AGE_SECONDS)) return null;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  // While the secret is being replaced there are two signatures, with a space between them.
  const isOurs = String(headers['webhook-signature'] ?? '')
    .split(' ')
    .map((signature) => Buffer.from(signature.replace(/^v1,/, ''), 'base64'))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  return isOurs ? JSON.parse(body) : null;
}

/** A message may come twice. Keep these in your database when a restart must not forget them. */
const seen = new Set<string>();

const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const message = verified(request.headers, Buffer.concat(parts).toString('utf8'));
  if (!message) return response.writeHead(401).end('This message is not signed with the secret, or is too old.');
  // Answer first; whatever takes long comes after.
  response.writeHead(204).end();
  const id = String(request.headers['webhook-id']);
  if (seen.has(id)) return;
  seen.add(id);
  console.log(`${message.timestamp} ${message.type} ${message.data.sentence}`);
});
server.listen(port, () => console.log(`listening on port ${port}`));
