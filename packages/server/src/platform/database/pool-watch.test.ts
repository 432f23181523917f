import { PoolWatch } from './pool-watch.ts';

describe('PoolWatch', () => {
  const watch = () => {
    const pool = { ready: true, serverUp: true, returnedSoFar: 0 };
    const lost: number[] = [];
    let now = 0;
    const made = new PoolWatch({
      pool: {
        isReady: async () => pool.ready,
        isServerUp: async () => pool.serverUp,
        get returnedSoFar() {
          return pool.returnedSoFar;
        },
      },
      onLost: (stuckMs) => void lost.push(stuckMs),
      now: () => now,
    });
    const lookFor = async (ms: number, meanwhile: () => void = () => undefined) => {
      for (const end = now + ms; now < end; now += 5_000) {
        meanwhile();
        await made.look();
      }
    };
    return { pool, lost, lookFor };
  };

  it('says once that a pool is lost which serves nobody for a minute while PostgreSQL answers', async () => {
    const { pool, lost, lookFor } = watch();
    await lookFor(60_000);
    pool.ready = false;
    await lookFor(60_000);
    expect(lost).toEqual([]);
    await lookFor(10_000);
    expect(lost).toEqual([60_000]);
  });

  it('waits for a PostgreSQL that is away, however long', async () => {
    const { pool, lost, lookFor } = watch();
    Object.assign(pool, { ready: false, serverUp: false });
    await lookFor(600_000);
    expect(lost).toEqual([]);
  });

  it('waits for a pool that is busy: connections still come back', async () => {
    const { pool, lost, lookFor } = watch();
    pool.ready = false;
    await lookFor(600_000, () => {
      pool.returnedSoFar++;
    });
    expect(lost).toEqual([]);
  });

  it('begins to count anew when the pool served in between', async () => {
    const { pool, lost, lookFor } = watch();
    for (let round = 0; round < 5; round++) {
      pool.ready = false;
      await lookFor(50_000);
      pool.ready = true;
      await lookFor(5_000);
    }
    expect(lost).toEqual([]);
  });
});
