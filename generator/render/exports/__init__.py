"""The registers of the handbook as workbooks."""
