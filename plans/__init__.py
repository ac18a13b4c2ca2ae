"""The notices as data, a folder a year; they go along when the product is installed."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent
