import { isTransient, retrying, retryTransient } from './transient.ts';

const failing = (times: number, error: Error) => {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls <= times) throw error;
    return calls;
  };
};

describe('transient errors of a job store', () => {
  it.each([
    ['deadlock detected', true],
    ['WriteConflict error: this operation conflicted', true],
    ['could not serialize access due to concurrent update', true],
    ['E11000 duplicate key error collection: causeway.jobs', true],
    ['connect ECONNREFUSED 127.0.0.1:27017', false],
    ['relation "job" does not exist', false],
  ])('%s: %s', (message, transient) => {
    expect(isTransient(new Error(message))).toBe(transient);
  });

  it('tries again until it works', async () => {
    expect(await retryTransient(failing(3, new Error('deadlock detected')))).toBe(4);
  });

  it('gives up after the last attempt, and at once on any other error', async () => {
    await expect(retryTransient(failing(9, new Error('deadlock detected')), 2)).rejects.toThrow('deadlock detected');
    let calls = 0;
    const act = async () => {
      calls += 1;
      throw new Error('no such table');
    };
    await expect(retryTransient(act)).rejects.toThrow('no such table');
    expect(calls).toBe(1);
  });

  it('wraps every asynchronous method of an object and leaves the others alone', async () => {
    class Store {
      private calls = 0;
      async lock(name: string): Promise<string> {
        this.calls += 1;
        if (this.calls < 3) throw new Error('deadlock detected');
        return `${name} after ${this.calls}`;
      }
      size(): number {
        return this.calls;
      }
    }
    const store = retrying(new Store());
    expect(await store.lock('pull')).toBe('pull after 3');
    expect(store.size()).toBe(3);
  });
});
