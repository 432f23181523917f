import { createRequire } from 'node:module';
import { isRefusedByBrowsers } from './refused-ports.ts';

const { badPorts } = createRequire(import.meta.url)('undici/lib/web/fetch/constants.js') as { badPorts: string[] };

describe('isRefusedByBrowsers', () => {
  it('refuses exactly the ports that fetch refuses', () => {
    const refused = Array.from({ length: 65_535 }, (_, at) => String(at + 1)).filter((port) =>
      isRefusedByBrowsers(Number(port)),
    );
    expect(refused).toEqual(badPorts);
  });
});
