"""The demonstration: a made-up county, the bot and a stand-in for WeCom, started together."""
