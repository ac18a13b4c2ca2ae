"""Tests of kaohe, reaching in where a user would."""

import os
import sys

# What is compiled is kept, also where the machine says otherwise (images of containers often do):
# two workers and every process the tests start would compile the same 700 modules again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
