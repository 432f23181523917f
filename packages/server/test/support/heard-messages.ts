/** A module of messages whose functions note that they were called, so that a test can name those that it never rendered. */
export function heard<M extends Record<string, unknown>>(module: M): { say: M; unheard(): string[] } {
  const called = new Set<string>();
  const say = Object.fromEntries(
    Object.entries(module).map(([name, value]) => [
      name,
      typeof value === 'function'
        ? (...given: unknown[]): unknown => {
            called.add(name);
            return value(...given);
          }
        : value,
    ]),
  );
  return {
    say: say as M, // The same functions under the same names.
    unheard: () =>
      Object.entries(module).flatMap(([name, value]) =>
        typeof value === 'function' && !called.has(name) ? [name] : [],
      ),
  };
}
