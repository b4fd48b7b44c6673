"""How well Tellings reads, aligns and compares: measures, floors, the gate."""
