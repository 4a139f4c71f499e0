"""The documentation: pages in Markdown, and what builds and checks them."""
