"""A dossier for other programs: JSON in format 1, with the schema that it keeps to."""

from tellings.export.format1 import schema, to_json, write_json

__all__ = ["schema", "to_json", "write_json"]
