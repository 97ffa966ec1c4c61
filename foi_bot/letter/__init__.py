"""The letter: composed from a case as a tree of blocks, then written in every format alike."""
