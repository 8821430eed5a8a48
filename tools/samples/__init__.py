"""Samples: the mails and documents of `samples/`, as people would have sent them.

Every bestuur is real, everything that it reports here is made up, save for the figures
that Sint-Pieters-Leeuw published. What is read from a document is held against
`samples/verwacht.json`, which is written by hand from what is typed here.
"""
