"""Many copies -> the tables that records are kept in, brought up to date whenever copies are added."""
