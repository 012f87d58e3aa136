"""discord.py as a judge of the loopback Discord: logs in, registers, posts, edits, answers what people do, resumes.

environment: API (…/api/v10), GATEWAY (ws://…), TOKEN, CHANNEL, FORUM. Says one line of JSON per step; ends when standard input does.
"""
import asyncio
import json
import os
import sys
import threading

import discord
import yarl
from discord import app_commands

discord.http.Route.BASE = os.environ["API"]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["GATEWAY"] + "/")


def say(step, **more):
    print(json.dumps({"step": step, **more}), flush=True)


class Judge(discord.Client):
    def __init__(self):
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self):
        registered = await self.tree.sync()
        say("registered", commands=len(registered))

    async def on_ready(self):
        channel = self.get_channel(int(os.environ["CHANNEL"]))
        embed = discord.Embed(title="Offre")
        embed.add_field(name="Lieu", value="Lille")
        message = await channel.send("bonjour", embed=embed, nonce="judge-2")
        await message.edit(content="bonjour, changé")
        forum = self.get_channel(int(os.environ["FORUM"]))
        made = await forum.create_thread(name="Une offre", content="texte")
        refused = None
        try:
            await channel.send("x" * 2001)
        except discord.HTTPException as fault:
            refused = fault.code
        say("posted", message=str(message.id), post=str(made.thread.id), refused=refused)

    async def on_resumed(self):
        say("resumed")

    async def on_guild_channel_update(self, _, after):
        say("channel", name=after.name)

    async def on_error(self, event, *_):
        say("fault", text=f"{event}: {sys.exc_info()[1]!r}")


judge = Judge()


@judge.tree.command(name="offers", description="Offers")
async def offers(interaction: discord.Interaction, query: str):
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(content=f"fait : {query}")
    await interaction.followup.send("et encore", ephemeral=True)
    say("answered")


@judge.tree.error
async def on_tree_error(_, fault):
    say("fault", text=repr(fault))


threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
judge.run(os.environ["TOKEN"], log_handler=None)
