"""Where a demonstration listens: the ports asked for, or the next free ones."""

import socket
from dataclasses import dataclass
from typing import Final

from typer import echo

from bot.wrong import Wrong

HOST: Final = "127.0.0.1"


@dataclass(frozen=True)
class Ports:
    """Where the bot and the simulator listen."""

    bot: int
    simulator: int

    def free(self) -> "Ports":
        """These, or the next free ones, which is said."""
        return Ports(_free_from(self.bot), _free_from(self.simulator, self.bot))


def url(port: int) -> str:
    """The address of what listens there."""
    return f"http://{HOST}:{port}"


def _free_from(port: int, *taken: int) -> int:
    """The port itself or the next free one."""
    for candidate in range(port, port + 100):
        if candidate not in taken and _is_free(candidate):
            if candidate != port:
                echo(f"{port} 端口已被占用，改用 {candidate}。")
            return candidate
    raise Wrong(f"从 {port} 起的100个端口都被占用了。请用 --port、--bot-port 换一处。")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
