import fc from 'fast-check';
import { Agreement } from './agreement.ts';
import { heal } from './heal.ts';
import { beginning, history, type Operation } from './operation.ts';
import { Performer } from './perform.ts';
import { Story } from './story.ts';
import { verdict } from './verdict.ts';
import { entities, type Mode, remoteTable } from './words.ts';
import { openWorld, type World } from './world.ts';

/** A counterexample is looked for so long. */
const SHRINK_FOR_MS = 120_000;

export interface Outcome {
  isConverged: boolean;
  operations: number;
  /** The shortest history that fails, in words, and what is wrong after it. */
  report: string;
}

/** The history of a seed, before anything is made shorter. */
export const stepsOf = (seed: number, most: number): Operation[] =>
  fc.sample(history(most), { seed, numRuns: 1, unbiased: true })[0] ?? [];

interface Begun {
  story: Story;
  agreement: Agreement;
  performer: Performer;
}

/** Takes the steps that every history begins with; the answer brings both systems to where they led. */
async function begin(world: World, mode: Mode): Promise<() => Promise<Begun>> {
  await world.fresh(mode);
  const story = new Story();
  for (const entity of entities)
    for (const { id } of world.app.sandbox.store.list(remoteTable[entity])) story.wasThere.add(`${entity} ${id}`);
  for (const key of story.wasThere) story.madeThere.add(key);
  const agreement = new Agreement(world, mode);
  const performer = new Performer(world, story, agreement);
  for (const step of beginning) await performer.perform(step);
  const bringBack = await world.keep();
  return async () => {
    await bringBack();
    const [told, agreed] = [story.copy(), agreement.copy()];
    return { story: told, agreement: agreed, performer: new Performer(world, told, agreed, performer.made) };
  };
}

type Planted = (world: World, story: Story) => Promise<unknown>;

/** Runs histories on a system that is used again until one fails. */
export class Histories {
  private world: World | null = null;
  /** Every history begins in the same way, so each mode goes through it once. */
  private readonly begun = new Map<Mode, () => Promise<Begun>>();

  /** Every fifth seed is about the mode in which only wins go out. */
  modeOf(seed: number): Mode {
    return seed % 5 === 0 ? 'PULL_NEW_PUSH_WON' : 'REAL_TIME';
  }

  /** `path` replays one of the shorter histories of a seed; `planted` happens when all is healed. */
  async run(
    seed: number,
    most: number,
    { path, planted }: { path?: string | undefined; planted?: Planted } = {},
  ): Promise<Outcome> {
    const mode = this.modeOf(seed);
    let operations = 0;
    let report = '';
    const property = fc.asyncProperty(history(most), async (steps) => {
      operations ||= steps.length;
      const { story, wrong } = await this.take(mode, steps, planted);
      if (wrong.length === 0) return;
      report = [`Seed ${seed} (${mode}), the shortest history that was found:`]
        .concat(story.lines.map((line, at) => `  ${at + 1}. ${line}`))
        .concat('After it, with all faults over:', ...wrong.map((line) => `  - ${line}`))
        .join('\n');
      throw new Error('It does not converge.');
    });
    const checked = await fc.check(property, {
      seed,
      numRuns: 1,
      unbiased: true,
      ...(path ? { path } : {}),
      ...(process.env.HISTORIES_SHRINK === '0' && !planted
        ? { endOnFailure: true }
        : { interruptAfterTimeLimit: SHRINK_FOR_MS, markInterruptAsFailure: false }),
    });
    if (checked.failed && report === '') throw checked.errorInstance;
    const replay = `Replay it with: npm run histories -- --seed ${seed} --steps ${most} --path ${checked.counterexamplePath}`;
    return { isConverged: !checked.failed, operations, report: checked.failed ? `${report}\n${replay}` : report };
  }

  async close(): Promise<void> {
    await this.world?.close();
  }

  /** One history from the start to the verdict; `afterwards` happens when all is healed. */
  async take(
    mode: Mode,
    steps: readonly Operation[],
    afterwards: Planted = async () => undefined,
  ): Promise<{ story: Story; wrong: string[] }> {
    this.world ??= await openWorld();
    const { world } = this;
    const begun = this.begun.get(mode) ?? (await begin(world, mode));
    this.begun.set(mode, begun);
    const { story, agreement, performer } = await begun();
    try {
      const started = Date.now();
      for (const step of steps) await performer.perform(step);
      const performed = Date.now();
      await heal(world, agreement);
      if (process.env.HISTORIES_TELL)
        process.stderr.write(
          `\n${mode}\n${story.lines.join('\n')}\n${performed - started} ms for the steps, ${Date.now() - performed} ms to heal\n`,
        );
      await afterwards(world, story);
      return { story, wrong: await verdict(world, mode, story, agreement) };
    } catch (error) {
      return {
        story,
        wrong: [`The product failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
      };
    }
  }
}
