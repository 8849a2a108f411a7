"""PDFs: a page of the site becomes a sheet (plain JSON), and a sheet becomes a tagged PDF through one Typst design.

``writing`` turns documents and rows into blocks, ``sheets`` puts blocks together, ``typeset`` makes the PDF of one
sheet, ``make`` decides what is made in a build and tells pages what they can offer.
"""
