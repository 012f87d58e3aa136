// discord.js as a judge of the loopback Discord: logs in, registers, posts, edits, opens a forum post, answers what people do.
// environment: API (…/api), TOKEN, CHANNEL, FORUM. Says one line of JSON per step on standard output; ends when standard input does.
import { ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, EmbedBuilder, Events, GatewayIntentBits, LabelBuilder, ModalBuilder, TextInputBuilder, TextInputStyle } from "discord.js";

const { API, TOKEN, CHANNEL, FORUM } = process.env;
const say = (step, more = {}) => console.log(JSON.stringify({ step, ...more }));
process.on("unhandledRejection", (fault) => { say("fault", { text: String(fault?.stack ?? fault) }); process.exit(1); });
process.stdin.resume().on("end", () => process.exit(0));

const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: API, version: "10", globalRequestsPerSecond: 1e6 } });
client.on(Events.ShardResume, (_, replayed) => say("resumed", { replayed }));
client.on(Events.ChannelUpdate, (_, channel) => say("channel", { name: channel.name }));
client.on(Events.Error, (fault) => say("fault", { text: String(fault) }));

client.once(Events.ClientReady, async () => {
  say("ready", { guilds: client.guilds.cache.size, channels: client.channels.cache.size });
  const commands = await client.application.commands.set([{
    name: "offers", description: "Offers", nameLocalizations: { fr: "offres" },
    options: [{ type: 3, name: "query", description: "What", autocomplete: true }],
  }]);
  const channel = await client.channels.fetch(CHANNEL);
  const message = await channel.send({
    content: "bonjour", nonce: "judge-1", enforceNonce: true, embeds: [new EmbedBuilder().setTitle("Offre").addFields({ name: "Lieu", value: "Lille" })],
    components: [new ActionRowBuilder().addComponents(new ButtonBuilder().setCustomId("more").setLabel("Encore").setStyle(ButtonStyle.Primary))],
    files: [{ attachment: Buffer.from("abc"), name: "a.txt" }], allowedMentions: { parse: [] },
  });
  const again = await channel.send({ content: "bonjour", nonce: "judge-1", enforceNonce: true });
  await message.edit("bonjour, changé");
  const latest = await channel.messages.fetch({ limit: 5 });
  const forum = await client.channels.fetch(FORUM);
  const post = await forum.threads.create({ name: "Une offre", message: { content: "texte" } });
  await post.setArchived(true);
  let refused;
  try { await channel.send("x".repeat(2001)); } catch (fault) { refused = fault.code; }
  say("posted", { commands: commands.size, once: again.id === message.id, latest: latest.size, post: post.id, refused });
});

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isAutocomplete()) {
    await interaction.respond([{ name: `${interaction.options.getFocused()}…`, value: "v" }]);
  } else if (interaction.isChatInputCommand() && interaction.options.getString("query") === "form") {
    const input = new TextInputBuilder().setCustomId("text").setStyle(TextInputStyle.Short);
    await interaction.showModal(new ModalBuilder().setCustomId("form").setTitle("Alerte").addLabelComponents(new LabelBuilder().setLabel("Recherche").setTextInputComponent(input)));
  } else if (interaction.isChatInputCommand()) {
    await interaction.deferReply({ flags: 64 });
    await interaction.editReply(`fait : ${interaction.options.getString("query")}`);
    await interaction.followUp({ content: "et encore", flags: 64 });
  } else if (interaction.isButton()) {
    await interaction.update({ content: "appuyé", components: [] });
  } else if (interaction.isModalSubmit()) {
    await interaction.reply({ content: `reçu : ${interaction.fields.getTextInputValue("text")}`, flags: 64 });
  }
  say("answered", { type: interaction.type });
});

await client.login(TOKEN);
