"""The double keeps its own promises here, and is held beside another Slack."""
