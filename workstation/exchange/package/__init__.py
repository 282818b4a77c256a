"""The package of a second opinion: one file ``.consilia``, encrypted for its recipients and signed by its sender.

The format is described in docs/second-opinion.md.
"""
