import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const harbor: MantineColorsTuple = [
  '#eef5fa',
  '#d9e8f2',
  '#b3d0e5',
  '#8ab6d6',
  '#649ec8',
  '#478cbe',
  '#327cb1',
  '#236a9c',
  '#1f5f8f',
  '#164a72',
];

/** Cool greys for the dark scheme: text first, then lines, fields and cards, the page last. */
const dark: MantineColorsTuple = [
  '#d9dde1',
  '#b6bcc3',
  '#939ba3',
  '#666e77',
  '#3d444b',
  '#32373d',
  '#1f2328',
  '#1b1e22',
  '#15171a',
  '#0f1113',
];

/** Calm blue on neutral greys; small text keeps a contrast of at least 4.5 to 1 in both schemes. */
export const theme = createTheme({
  primaryColor: 'harbor',
  primaryShade: { light: 8, dark: 7 },
  colors: { harbor, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  components: {
    // Words stay in the case that they are written in.
    Badge: { defaultProps: { tt: 'none' } },
    Card: { defaultProps: { withBorder: true, padding: 'lg' } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.25 } } },
    // Its placeholder for the first focus is no part of a menu; without it the first item is focused, as people who use the keyboard expect.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    SegmentedControl: { styles: { root: { flexWrap: 'wrap' } } },
    Tooltip: {
      defaultProps: {
        openDelay: 250,
        withArrow: true,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
  },
});

/** Mantine's own dimmed grey and the text on its light colours miss the AA contrast; these meet it. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#566069',
    '--mantine-color-placeholder': '#6a737c',
    '--mantine-color-error': '#c02626',
    '--mantine-color-teal-light': '#e6f5ef',
    '--mantine-color-teal-light-color': '#076a4c',
    '--mantine-color-green-light-color': '#1f6b30',
    '--mantine-color-yellow-light': '#fff4d6',
    '--mantine-color-yellow-light-color': '#8a4300',
    '--mantine-color-orange-light-color': '#a33c02',
    '--mantine-color-red-light-color': '#b02525',
    '--app-page': '#f7f8fa',
    '--app-line': '#e3e6ea',
    '--app-hover': '#f1f4f7',
  },
  dark: {
    '--mantine-color-dimmed': '#a8b0b8',
    '--mantine-color-placeholder': '#8f979f',
    '--mantine-color-error': '#ff8f8f',
    '--app-page': '#15171a',
    '--app-line': '#32373d',
    '--app-hover': '#25292e',
  },
});
