// Opens a segment that the server compiled and judges an order whenever the form changes. Nothing is sent anywhere.
import { activate, evaluate, openSegment } from './core/index.js';

const response = await fetch('rules.fcseg');
const bytes = new Uint8Array(await response.arrayBuffer());
const digest = hex(await crypto.subtle.digest('SHA-256', bytes));
const ruleset = activate({ manifest: digest, segments: [digest] }, [{ digest, view: openSegment(bytes) }]);

const sex = /** @type {HTMLSelectElement} */ (document.getElementById('sex'));
const answer = /** @type {HTMLElement} */ (document.getElementById('answer'));
sex.addEventListener('change', judge);
judge();

function judge() {
  const evaluation = evaluate(ruleset, {
    id: 'E1',
    asOf: Date.now(),
    phase: 'prompt',
    insuredPerson: sex.value === '' ? {} : { sex: sex.value },
    items: [{ id: '1', code: 'XL02BBA326A001010102180', quantity: 1 }],
  });
  const lines = [
    ...evaluation.alerts.map((alert) => alert.message['zh-CN']),
    ...evaluation.undetermined.map((entry) => `${entry.name['zh-CN']}：缺少 ${entry.missing.join('、')}`),
  ];
  answer.textContent = `${evaluation.decision}: ${lines.join(' ') || '无提醒'}`;
}

function hex(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
