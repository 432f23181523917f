import { config } from 'zod';

// The page's policy forbids making code at run time, which zod would otherwise try. It must be said before the first schema is made.
config({ jitless: true });
