"""Reading the files that an officer shares in a thread: bytes in, plain values out.

`tables` reads the figures that go into a letter, `texts` a long request, and `within` looks for
what an enclosure holds that nobody sees. A file comes from anywhere, so all of it is run in a child
process of limited means: `bounded`. Whatever cannot be read is a `CannotRead`, in words for the
officer.
"""
