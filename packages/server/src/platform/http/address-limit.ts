import type { EventEmitter } from 'node:events';
import { amount } from '../graphql/cost.ts';

/** Sockets from one address: an office behind one address has room, a program that leaks them is stopped. */
export const MAX_SOCKETS = 1_000;
/** Of those, sockets of nobody: just opened, or not signed in. */
export const MAX_ANONYMOUS_SOCKETS = 100;

export interface AddressLimits {
  sockets?: number;
  anonymous?: number;
}

interface Door {
  isKnown(): boolean;
}

/** How many sockets each address holds open. */
export class AddressLimit {
  private readonly open = new Map<string, Set<Door>>();
  private readonly sockets: number;
  private readonly anonymous: number;

  constructor({ sockets = MAX_SOCKETS, anonymous = MAX_ANONYMOUS_SOCKETS }: AddressLimits = {}) {
    this.sockets = sockets;
    this.anonymous = anonymous;
  }

  isFull(address: string): boolean {
    const doors = this.open.get(address);
    if (!doors) return false;
    if (doors.size >= this.sockets) return true;
    // Counted only when it could matter.
    return doors.size >= this.anonymous && [...doors].filter((door) => !door.isKnown()).length >= this.anonymous;
  }

  /** What is told to an address that has as many as it may. */
  get refusal(): string {
    return `This address has ${amount(this.sockets)} sockets open, or ${amount(this.anonymous)} that have not said who they are: more are not opened. Close some, or ask for several things over one socket.`;
  }

  /** Counts a socket until it is closed. */
  enter(address: string, socket: EventEmitter, isKnown: () => boolean): void {
    const doors = this.open.get(address) ?? new Set<Door>();
    const door = { isKnown };
    doors.add(door);
    this.open.set(address, doors);
    socket.once('close', () => {
      doors.delete(door);
      if (doors.size === 0 && this.open.get(address) === doors) this.open.delete(address);
    });
  }
}
