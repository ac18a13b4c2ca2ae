"""The AI bot (智能机器人) in callback mode: chats, encrypted JSON callbacks, streams, media."""
