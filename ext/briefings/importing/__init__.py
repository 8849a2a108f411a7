"""Turn a report (Word, PDF or text) into the draft of a briefing, and account for every sentence of it.

Pure: bytes and the site's terms in, a draft and a report out (`importer.import_document`). Nothing here writes a file,
reads a clock or guesses without saying so.
"""
