"""Decision tables: units, three-valued conditions, summaries of readings, and the row that fires. Pure and exact."""
