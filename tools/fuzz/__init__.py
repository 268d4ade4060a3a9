"""Hostile input for every source reader and for the readers themselves, under a limit of time and memory an input.

python -m tools.fuzz --inputs 200000
"""
