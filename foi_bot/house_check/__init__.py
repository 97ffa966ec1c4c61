"""`foi-bot house check`: whether every letter can be written with a house pack, and rightly.

answering: a case answered to its end. cases: a case for every kind of letter. watched: wording that
remembers what was asked of it. judged: the letters, the checks over them, and where in the pack
what is wrong stands. child: what of this runs in a child process.
"""
