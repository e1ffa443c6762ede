import type { TidyRule } from '../repository-files.ts';

// Region, birth date from 1900 to 2099, sequence, check character: the form of a resident identity number, whether
// or not its check character is right. A made-up number may be somebody's.
const IDENTITY_NUMBER =
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g;

// Written so that this file does not match itself.
const MACHINE_PATH = /(?<![\w.@)\]}/-])(?:\/(?:work|root|home\/\w+|Users\/\w+)\/|[A-Z]:\\Users\\)/g;

const fakeNumber = ['110101', '19900307', '0000'].join('');

export const identityNumberRule: TidyRule = {
  name: 'no file holds anything that looks like an identity number',
  covers: () => true,
  find: ({ text }) => [...text.matchAll(IDENTITY_NUMBER)].map(({ index }) => `line ${lineAt(text, index)}`),
  offenders: [
    { path: 'packages/pos/src/identity.test.ts', text: `const number = '${fakeNumber}';` },
    { path: 'test/conformance/a.json', text: `{ "id": "${fakeNumber.slice(0, 17)}X" }` },
  ],
};

export const machinePathRule: TidyRule = {
  name: 'no file names a folder of the machine that it was written on',
  covers: () => true,
  find: ({ text }) =>
    [...text.matchAll(MACHINE_PATH)].map(
      ({ index }) => `line ${lineAt(text, index)}: \`${text.slice(index, index + 30)}\``,
    ),
  offenders: [
    { path: 'README.md', text: `Run it in ${['', 'work', 'main'].join('/')}.` },
    { path: 'scripts/a.ts', text: `const folder = '${['', 'home', 'me', 'src'].join('/')}';` },
    { path: 'docs/a.md', text: `${['C:', 'Users', 'me'].join('\\')}` },
  ],
};

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
