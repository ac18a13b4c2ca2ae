"""The AI bot (智能机器人) in callback mode: JSON in, streams and cards out."""
