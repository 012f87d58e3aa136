// Sends the benchmark's mails with nodemailer's pool: node nodemailer.mjs '{"port":…,"connections":…,"count":…,"warmUp":…,"template":"…","key":null|"…"}'
import { readFileSync } from 'node:fs';
import nodemailer from 'nodemailer';

const plan = JSON.parse(process.argv[2]);
const template = JSON.parse(readFileSync(plan.template, 'utf8'));
const transport = nodemailer.createTransport({
  host: '127.0.0.1',
  port: plan.port,
  secure: false,
  ignoreTLS: true,
  pool: true,
  maxConnections: plan.connections,
  maxMessages: Infinity,
  dkim: plan.key ? { domainName: 'example.org', keySelector: 'r1', privateKey: readFileSync(plan.key, 'utf8') } : undefined,
});

function mail(i) {
  const token = `t${i.toString(36).padStart(24, '0')}`;
  const fill = text => text.replaceAll('{{token}}', token).replaceAll('{{name}}', `Lectrice ${i}`);
  return {
    from: { name: 'Les offres', address: 'offres@example.org' },
    to: { name: `Lectrice ${i}`, address: `reader${i}@example.org` },
    envelope: { from: `b+${token}@example.org`, to: `reader${i}@example.org` },
    subject: template.subject,
    messageId: `<${token}@example.org>`,
    date: new Date('2026-08-10T07:30:00Z'),
    text: fill(template.text),
    html: fill(template.html),
    headers: {
      'List-Id': 'Les offres <offres.example.org>',
      'List-Unsubscribe': { prepared: true, value: `<https://example.org/unsubscribe/${token}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  };
}

async function send(from, count) {
  let next = from;
  const lane = async () => {
    while (next < from + count) await transport.sendMail(mail(next++));
  };
  await Promise.all(Array.from({ length: plan.connections * 4 }, lane));
}

await send(0, plan.warmUp);
const cpu = process.cpuUsage();
const start = process.hrtime.bigint();
await send(plan.warmUp, plan.count);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const used = process.cpuUsage(cpu);
transport.close();
console.log(JSON.stringify({ seconds, cpuSeconds: (used.user + used.system) / 1e6, peakBytes: process.resourceUsage().maxRSS * 1024 }));
