// discord.js doing what DiscordWorker.cs does: the same plan, the same lines of JSON.
import fs from "node:fs";
import { ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, EmbedBuilder, Events, GatewayIntentBits, REST, Routes } from "discord.js";

const plan = JSON.parse(process.argv[2]);
const options = { api: plan.api, version: "10", globalRequestsPerSecond: plan.mode === "unlimited" ? 1e9 : 50 };

function message(number, nonce) {
  return {
    content: "Une nouvelle offre", nonce, enforce_nonce: true, allowed_mentions: { parse: [] },
    embeds: [new EmbedBuilder().setTitle(`Chargé·e de projet ${number}`).setDescription("Accompagner les associations du territoire.").setURL(`https://example.org/offres/${number}`).setColor(0x2e7d32)
      .addFields({ name: "Lieu", value: "Lille", inline: true }, { name: "Contrat", value: "CDI", inline: true }).toJSON()],
    components: [new ActionRowBuilder().addComponents(
      new ButtonBuilder().setStyle(ButtonStyle.Link).setLabel("Postuler").setURL("https://example.org/postuler"),
      new ButtonBuilder().setStyle(ButtonStyle.Secondary).setLabel("Garder").setCustomId(`save:${number}`)).toJSON()],
  };
}

const rest = new REST(options).setToken(plan.token);
const post = (each, run) => Promise.all(plan.channels.map(async (channel) => {
  for (let number = 0; number < each; number++) await rest.post(Routes.channelMessages(channel), { body: message(number, `${run}${number}-${channel.slice(-8)}`) });
}));

if (plan.mode === "listen") {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: options });
  const start = performance.now();
  client.on(Events.InteractionCreate, (interaction) => interaction.reply({ content: "ok", flags: 64 }));
  client.once(Events.ClientReady, () => {
    const seconds = (performance.now() - start) / 1000;
    setTimeout(() => {
      const rss = Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
      console.log(JSON.stringify({ seconds, rss }));
    }, 5000);
  });
  process.stdin.resume().on("end", () => process.exit(0));
  await client.login(plan.token);
} else {
  await post(plan.warmUp, "w");
  const cpu = process.cpuUsage();
  const start = performance.now();
  await post(plan.posts, "p");
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  console.log(JSON.stringify({ seconds, cpuSeconds: (used.user + used.system) / 1e6 }));
  process.exit(0);
}
