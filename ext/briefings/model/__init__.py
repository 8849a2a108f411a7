"""The content model: pure Python, without Sphinx or docutils.

Read in this order: `vocabulary` (the words), `schema` (front matter), `frontmatter` and `body` (how a file is
read), `page` (one file to one entry), `library` (all entries together), `views` (what each page shows).
"""
