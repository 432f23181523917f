import { config } from 'zod/v4';

// The page's policy forbids making code at run time, which zod would otherwise try. vite.config.ts puts this module in the place of "zod",
// so that it is said before the first schema is made, and zod is loaded with the first form rather than with the app.
config({ jitless: true });

export * from 'zod/v4';
