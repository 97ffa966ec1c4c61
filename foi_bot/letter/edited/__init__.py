"""The way back from Word: what somebody changed in a letter of ours, told by whose words it was."""
