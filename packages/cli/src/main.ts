import { callCommand } from './call-command.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await callCommand(process.argv.slice(2), processTerminal());
