"""The web app: the only public port. It talks to the bot over loopback."""
