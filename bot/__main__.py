"""`python -m bot` is `kaohe`."""

from bot.cli import main

main()
