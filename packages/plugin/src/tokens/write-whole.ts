import { closeSync, fsyncSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { PluginError } from '../error.ts';

/**
 * Writes a file so that whoever reads its name sees all of it or none, for its owner alone.
 *
 * @throws {@link PluginError} `file-unwritable`
 */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.partial`;
  try {
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (cause) {
    try {
      unlinkSync(temporary);
    } catch {
      // It was never made.
    }
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new PluginError('file-unwritable', 'a file cannot be written', { problem: code }, { cause });
  }
}
