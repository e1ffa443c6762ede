// One of the processes of S1: a sender, or a crowd of receivers. Started by `workloads/fan-out/remote.ts`.
import { createPlainSender } from './references/plain-broadcast.ts';
import { createCrowd } from './workloads/fan-out/crowd.ts';
import { createFullClients } from './workloads/fan-out/full-clients.ts';
import { createRelaySender } from './workloads/fan-out/relay-sender.ts';
import { offer, type Role, sharedMs } from './workloads/fan-out/remote.ts';

const role = process.argv[2] as Role;
switch (role) {
  case 'relay':
    offer(createRelaySender(sharedMs));
    break;
  case 'plain':
    offer(createPlainSender());
    break;
  case 'crowd':
    offer(createCrowd());
    break;
  case 'clients':
    offer(createFullClients());
    break;
}
