import { isRefusedByBrowsers } from './refused-ports.ts';

/** What `fetch` says of a port before it sends anything; the signal ends the request where the port is allowed. */
const isBadPort = async (port: number): Promise<boolean> => {
  try {
    await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD', signal: AbortSignal.timeout(2_000) });
    return false;
  } catch (error) {
    return /bad port/.test(String((error as { cause?: unknown }).cause));
  }
};

describe('isRefusedByBrowsers', () => {
  it('names the ports that fetch refuses', async () => {
    const named = Array.from({ length: 65_535 }, (_, at) => at + 1).filter(isRefusedByBrowsers);
    expect(named.length).toBeGreaterThan(80);
    for (const port of named) expect([port, await isBadPort(port)]).toEqual([port, true]);
  });

  it('allows the usual ports', () => {
    for (const port of [80, 443, 4000, 4010, 5173, 8080, 8580]) expect(isRefusedByBrowsers(port)).toBe(false);
  });
});
