"""How the shipped model is made: data readers, windows, one model, one loop, export."""
