"""Run the command line as ``python -m counterpart``."""

from counterpart.cli import main

main(prog_name="counterpart")
