import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** What a person types at the terminal, without showing it; absent when nobody is there, or they leave it with Ctrl-C. */
export function askSecret(question: string): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return Promise.resolve(undefined);
  stderr.write(question);
  // An editor of lines with an output that swallows them: backspace works, and nothing is shown.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const editor = createInterface({ input: stdin, output, terminal: true });
  return new Promise((resolve) => {
    editor.once('close', () => {
      stderr.write('\n');
      resolve(undefined);
    });
    editor.question('', (answer) => {
      resolve(answer);
      editor.close();
    });
  });
}
