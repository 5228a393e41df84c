"""Words as people write them: what they mean, how plain they are, and how alike two texts are."""
