"""A Slack that runs on this machine, and the people in it: for the demonstration and the tests.

`fetch` gets the program (local-slack, by others), `workspace` starts and stops it, `people` acts
in it as a person would. Nothing here is used when the bot serves a real workspace.
"""
