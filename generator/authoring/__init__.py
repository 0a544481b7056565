"""Helps for authors, all made from the declarations of the model: a file to start from, the guide, the schemas of
editors.
"""
