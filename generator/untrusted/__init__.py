"""Files that come from outside: what they are by their bytes, opened so that they can do no harm, converted by a
LibreOffice that runs nothing and asks nobody. Whoever reads a file that somebody sent opens it here.
"""
