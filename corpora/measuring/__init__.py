"""The parts of `corpora/measure.py`."""
