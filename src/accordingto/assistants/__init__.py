"""A case for assistants: questions with answers that carry their evidence, over the Model Context Protocol."""
