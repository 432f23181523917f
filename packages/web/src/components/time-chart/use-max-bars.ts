import { useMediaQuery } from '@mantine/hooks';
import { MAX_BARS } from './bars.ts';

/** As many bars as can be told apart, and hit by a finger, at the width of the screen. */
export const useMaxBars = (): number =>
  useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false }) ? MAX_BARS.narrow : MAX_BARS.wide;
