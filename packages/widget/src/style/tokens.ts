/** A colour for every use, as `#rrggbb`. A page sets others by custom properties: `--forecheck-surface` and so on. */
export type Tokens = Readonly<Record<TokenName, string>>;

export type TokenName =
  | 'surface'
  | 'raised'
  | 'text'
  | 'muted'
  | 'border'
  | 'control'
  | 'accent'
  | 'on-accent'
  | 'focus'
  | 'critical'
  | 'critical-wash'
  | 'warning'
  | 'warning-wash'
  | 'info'
  | 'info-wash'
  | 'done';

export const LIGHT: Tokens = {
  surface: '#ffffff',
  raised: '#f6f8fa',
  text: '#1b2430',
  muted: '#545f6d',
  border: '#dde3ea',
  control: '#7c8794',
  accent: '#0b5cad',
  'on-accent': '#ffffff',
  focus: '#0b5cad',
  critical: '#b00020',
  'critical-wash': '#fdf1f2',
  warning: '#8a5000',
  'warning-wash': '#fef6e7',
  info: '#0b57a8',
  'info-wash': '#eef5fc',
  done: '#1a6b3c',
};

export const DARK: Tokens = {
  surface: '#1c222b',
  raised: '#252d38',
  text: '#e9edf2',
  muted: '#a9b4c2',
  border: '#3a4553',
  control: '#8793a3',
  accent: '#8ec2ff',
  'on-accent': '#0b1f36',
  focus: '#8ec2ff',
  critical: '#ff9c9c',
  'critical-wash': '#3a2226',
  warning: '#ffc46b',
  'warning-wash': '#372c1b',
  info: '#8ec2ff',
  'info-wash': '#1f2f43',
  done: '#86d6a4',
};
