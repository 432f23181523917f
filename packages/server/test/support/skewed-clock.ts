// Lets a process live at another time than the others: node --import ./skewed-clock.ts. Waits are as long as ever.
const offsetMs = Number(process.env.CLOCK_OFFSET_MS ?? 0);
const Real = Date;

class Skewed extends Real {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length === 0 ? [Real.now() + offsetMs] : given) as [number]));
  }

  static override now(): number {
    return Real.now() + offsetMs;
  }
}
globalThis.Date = Skewed as DateConstructor;
