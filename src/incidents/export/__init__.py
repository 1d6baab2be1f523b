"""What incidents are written as: pure functions from records to tables and documents, one module a form."""
