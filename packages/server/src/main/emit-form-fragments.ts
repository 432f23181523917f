import { writeFileSync } from 'node:fs';
import { formFragments } from './form-fragments.ts';

for (const { path, text } of formFragments())
  writeFileSync(new URL(`../../../../web/src/features/${path}`, import.meta.url), text);
console.log('fragments of the forms written');
