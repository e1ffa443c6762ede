// Our own core as an external program: the smallest that `forecheck conform --command` can talk to.
//
//   forecheck conform --command "node --conditions=@forecheck/source test/conformance/examples/self.ts"
import { createInterface } from 'node:readline';
import { coreImplementation } from '@forecheck/testkit';

const core = coreImplementation();

for await (const line of createInterface({ input: process.stdin })) {
  const { id, sources, encounter } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ id, evaluation: core.evaluate({ sources, encounter }) }));
  } catch (error) {
    console.log(JSON.stringify({ id, error: String(error) }));
  }
}
