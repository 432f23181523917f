/** The lease ran out and another worker has taken over; nothing more may be written under it. */
export class LeaseLost extends Error {
  constructor() {
    super('This worker took too long and another one has taken over the push.');
    this.name = 'LeaseLost';
  }
}
