import { CliError } from '../error.ts';
import type { Terminal } from '../terminal.ts';

/** Never an argument: the list of processes shows those to everybody on the machine. */
const VARIABLE = 'FORECHECK_PASSPHRASE';

/**
 * The passphrase that new keys get: from the environment, or typed twice. Absent when neither it is there nor `isWanted`.
 *
 * @throws {@link CliError} `passphrase-missing`, `passphrase-mismatched`
 */
export async function choosePassphrase(terminal: Terminal, isWanted: boolean): Promise<string | undefined> {
  const given = process.env[VARIABLE];
  if (given) return given;
  if (!isWanted) return undefined;
  const first = await terminal.askSecret('Passphrase for the new keys: ');
  if (first === undefined) throw missing();
  const second = await terminal.askSecret('Once more: ');
  if (first === '' || first !== second) {
    throw new CliError('passphrase-mismatched', 'the passphrase is empty, or was not typed the same way twice');
  }
  return first;
}

/**
 * The passphrase of a key that has one.
 *
 * @throws {@link CliError} `passphrase-missing`
 */
export async function askPassphrase(terminal: Terminal, file: string): Promise<string> {
  const given = process.env[VARIABLE] || (await terminal.askSecret(`Passphrase of ${file}: `));
  if (!given) throw missing();
  return given;
}

function missing(): CliError {
  return new CliError('passphrase-missing', `a passphrase is needed, ${VARIABLE} has none and nobody is there to ask`);
}
