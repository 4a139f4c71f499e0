"""Words for readers: texts, names, numbers and terms in the language of the reader."""
