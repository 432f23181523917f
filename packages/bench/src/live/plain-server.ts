import { EventEmitter, on } from 'node:events';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

/**
 * The way that the documents of graphql-ws show: one stream a subscriber, and GraphQL's own executor for each event and subscriber. What its parent
 * process hands over are messages of the product, whose rows it tells anew.
 */
const schema = buildSchema(`
  type AuditEvent {
    id: ID! at: String! cursor: String! direction: String! entity: String! operation: String! status: String! name: String remoteId: String
    description: String! durationMs: Int
  }
  type Query { none: Int }
  type Subscription { auditEventAdded: AuditEvent! }
`);
const news = new EventEmitter().setMaxListeners(0);
const field = schema.getSubscriptionType()?.getFields().auditEventAdded;
if (field)
  field.subscribe = async function* stream() {
    for await (const [row] of on(news, 'row')) yield { auditEventAdded: row };
  };

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
useServer({ schema }, server);
server.on('listening', () => {
  const address = server.address();
  process.stdout.write(`ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}\n`);
});
process.on('message', (messages: string[]) => {
  for (const text of messages) news.emit('row', JSON.parse(text).payload.data.auditEventAdded);
});
