"""The checks on any letter, whoever wrote it: what can be known from its words alone.

A rule's module here is named as its rule on a case is (`foi_bot/checks/RULE.py`), and keeps to what
words can show; where they cannot, it says so (`CannotTell`).
"""
