"""The command ``briefings``: one module per verb, each with a click command called ``command``.

A verb reads its options, calls the package, and prints. Whatever stops it is a `Stopped` with a sentence; `main` prints
that and gives the exit code. Nothing asks a question when nobody sits at a terminal.

Exit codes of every verb: 0 done, 1 something has to be corrected first (nothing was changed), 2 the command was used
wrongly, 3 something outside of the content went wrong.
"""
