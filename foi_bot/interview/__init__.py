"""The interview: which questions the Act makes necessary for this request, in which order."""
