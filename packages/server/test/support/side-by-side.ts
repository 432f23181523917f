import { setTimeout as pause } from 'node:timers/promises';

type Act = () => Promise<void>;

export interface StoryBeside {
  begin: Act;
  /** Called when its last step is over, also when the beginning failed. */
  end: Act;
  /** For the beginning and for each step. */
  timeoutMs: number;
}

/** Adds a step to a story: a test of its own, which fails with what the step threw. */
export type AddStep = (title: string, act: Act) => void;

/**
 * Tells the stories of a file side by side: for those that mostly wait and share nothing. All begin with the first test of the file, whichever
 * test was asked for; the steps of one story follow each other, the next one also when the one before failed. Call it at the top of the file.
 */
export function sideBySide(): (story: StoryBeside) => AddStep {
  const stories: Act[] = [];
  let told: Promise<PromiseSettledResult<void>[]> = Promise.resolve([]);

  beforeAll(() => {
    told = Promise.allSettled(stories.map((tell) => tell()));
  });
  // Each beginning, step and end has a limit of its own.
  afterAll(async () => {
    for (const end of await told) if (end.status === 'rejected') throw end.reason;
  }, 900_000);

  return ({ begin, end, timeoutMs }) => {
    const steps: { title: string; act: Act; over: PromiseWithResolvers<void> }[] = [];
    stories.push(async () => {
      const begun = inTime(begin, 'the beginning', timeoutMs);
      await begun.catch(() => undefined);
      for (const { title, act, over } of steps)
        await begun.then(() => inTime(act, `"${title}"`, timeoutMs)).then(over.resolve, over.reject);
      await inTime(end, 'the end', timeoutMs);
    });
    return (title, act) => {
      const over = Promise.withResolvers<void>();
      // Its test may not have come to it yet.
      over.promise.catch(() => undefined);
      steps.push({ title, act, over });
      // The first one waits for the beginning too.
      it(title, () => over.promise, timeoutMs * 2);
    };
  };
}

/** A step that hangs must not keep those after it from being told. */
async function inTime(act: Act, what: string, timeoutMs: number): Promise<void> {
  const over = new AbortController();
  const late = pause(timeoutMs, undefined, { signal: over.signal }).then(
    () => {
      throw new Error(`${what} was not over within ${timeoutMs} ms.`);
    },
    () => undefined,
  );
  try {
    await Promise.race([act(), late]);
  } finally {
    over.abort();
  }
}
