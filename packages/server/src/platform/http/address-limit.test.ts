import { EventEmitter } from 'node:events';
import { AddressLimit } from './address-limit.ts';

describe('sockets of one address', () => {
  it('are counted until they close, those of nobody apart', () => {
    const limit = new AddressLimit({ sockets: 3, anonymous: 2 });
    const [a, b, c] = [new EventEmitter(), new EventEmitter(), new EventEmitter()];
    let isSignedIn = false;
    limit.enter('192.0.2.1', a, () => isSignedIn);
    limit.enter('192.0.2.1', b, () => false);
    expect(limit.isFull('192.0.2.1')).toBe(true);
    expect(limit.isFull('192.0.2.2')).toBe(false);
    isSignedIn = true;
    expect(limit.isFull('192.0.2.1')).toBe(false);
    limit.enter('192.0.2.1', c, () => true);
    expect(limit.isFull('192.0.2.1')).toBe(true);
    a.emit('close');
    expect(limit.isFull('192.0.2.1')).toBe(false);
  });
});
