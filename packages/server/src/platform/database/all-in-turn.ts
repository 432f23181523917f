/**
 * Waits for statements that were handed to one transaction together. Its connection runs them in the order given, and the next one is made
 * ready while PostgreSQL works on the one before. Throws the first error, but not before all have ended: a statement that is still under way
 * when its transaction is rolled back would run outside of it.
 */
export async function allInTurn(statements: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(statements);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
