"""The tables of a dossier, as first written. Later changes are migrations, not edits here.

Every record is stored whole as JSON in `record`; the columns beside it are what one searches,
joins and sorts by. `number` keeps the order in which records were given. Spans are code points.
"""

from __future__ import annotations

APPLICATION_ID = 0x54454C4C  # "TELL": `file` and this module know a dossier by it

_TOKENS = "tokenize = 'porter unicode61 remove_diacritics 2'"

DOCUMENTS = (
    """
    CREATE TABLE documents (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        title TEXT,
        outlet TEXT,
        published TEXT,
        language TEXT,
        text TEXT NOT NULL,
        record TEXT NOT NULL CHECK (json_valid(record)) -- all but the text
    ) STRICT
    """,
    "CREATE INDEX documents_sha256 ON documents (sha256)",
    "CREATE INDEX documents_path ON documents (path, id)",
    """
    CREATE TABLE refusals (
        path TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        advice TEXT NOT NULL
    ) STRICT
    """,
)

READINGS = (
    """
    CREATE TABLE readings (
        document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        reader TEXT NOT NULL,
        record TEXT NOT NULL CHECK (json_valid(record)) -- all but claims and event mentions
    ) STRICT
    """,
    """
    CREATE TABLE claims (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES readings (document) ON DELETE CASCADE,
        source TEXT, -- the innermost
        content TEXT NOT NULL,
        start INTEGER,
        "end" INTEGER,
        kind TEXT NOT NULL,
        commitment TEXT NOT NULL,
        author_stance TEXT NOT NULL,
        record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT
    """,
    "CREATE INDEX claims_document ON claims (document)",
    "CREATE INDEX claims_source ON claims (source)",
    """
    CREATE TABLE event_mentions (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document TEXT NOT NULL REFERENCES readings (document) ON DELETE CASCADE,
        type TEXT NOT NULL,
        source TEXT, -- of its voice; NULL: the document itself
        factuality TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT
    """,
    "CREATE INDEX event_mentions_document ON event_mentions (document)",
    "CREATE INDEX event_mentions_type ON event_mentions (type)",
)

COMPARISON = (
    # One row says that there is a comparison, even one that found nothing.
    "CREATE TABLE comparison (number INTEGER PRIMARY KEY CHECK (number = 1)) STRICT",
    """
    CREATE TABLE actors (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT
    """,
    """
    CREATE TABLE actor_names (
        document TEXT NOT NULL,
        name TEXT NOT NULL,
        actor TEXT NOT NULL REFERENCES actors (id),
        PRIMARY KEY (document, name)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX actor_names_actor ON actor_names (actor)",
    """
    CREATE TABLE events (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        type TEXT NOT NULL,
        first TEXT,
        last TEXT,
        place TEXT,
        record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT
    """,
    """
    CREATE TABLE event_members (
        event TEXT NOT NULL REFERENCES events (id),
        mention TEXT NOT NULL REFERENCES event_mentions (id),
        PRIMARY KEY (event, mention)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX event_members_mention ON event_members (mention)",
    """
    CREATE TABLE origins (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT
    """,
    """
    CREATE TABLE accounts (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        event TEXT NOT NULL REFERENCES events (id),
        source TEXT, -- of its voice; NULL: the document itself
        actor TEXT REFERENCES actors (id),
        origin TEXT NOT NULL REFERENCES origins (id),
        record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT
    """,
    "CREATE INDEX accounts_event ON accounts (event)",
    "CREATE INDEX accounts_actor ON accounts (actor)",
    "CREATE INDEX accounts_origin ON accounts (origin)",
    """
    CREATE TABLE findings (
        number INTEGER PRIMARY KEY,
        event TEXT REFERENCES events (id),
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT
    """,
    "CREATE INDEX findings_event ON findings (event)",
    "CREATE INDEX findings_kind ON findings (kind)",
    """
    CREATE TABLE copies (
        number INTEGER PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents (id),
        "of" TEXT NOT NULL REFERENCES documents (id),
        share REAL NOT NULL,
        record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT
    """,
    "CREATE INDEX copies_document ON copies (document)",
    'CREATE INDEX copies_of ON copies ("of")',
)

# External content: the words are stored once, in the tables; triggers keep the indexes in step.
SEARCH = (
    f"""
    CREATE VIRTUAL TABLE documents_words USING fts5 (
        title, text, content = 'documents', content_rowid = 'number', {_TOKENS}
    )
    """,
    """
    CREATE TRIGGER documents_words_add AFTER INSERT ON documents BEGIN
        INSERT INTO documents_words (rowid, title, text) VALUES (new.number, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER documents_words_remove AFTER DELETE ON documents BEGIN
        INSERT INTO documents_words (documents_words, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
    END
    """,
    f"""
    CREATE VIRTUAL TABLE claims_words USING fts5 (
        source, content, content = 'claims', content_rowid = 'number', {_TOKENS}
    )
    """,
    """
    CREATE TRIGGER claims_words_add AFTER INSERT ON claims BEGIN
        INSERT INTO claims_words (rowid, source, content)
        VALUES (new.number, new.source, new.content);
    END
    """,
    """
    CREATE TRIGGER claims_words_remove AFTER DELETE ON claims BEGIN
        INSERT INTO claims_words (claims_words, rowid, source, content)
        VALUES ('delete', old.number, old.source, old.content);
    END
    """,
)

FIRST = DOCUMENTS + READINGS + COMPARISON + SEARCH

# The words of actors: the names they go by, which stand in the record.
ACTORS_SEARCH = (
    """
    CREATE VIEW actors_named AS
    SELECT number, name, json_extract(record, '$.aliases') AS aliases FROM actors
    """,
    f"""
    CREATE VIRTUAL TABLE actors_words USING fts5 (
        name, aliases, content = 'actors_named', content_rowid = 'number', {_TOKENS}
    )
    """,
    "INSERT INTO actors_words (actors_words) VALUES ('rebuild')",
    """
    CREATE TRIGGER actors_words_add AFTER INSERT ON actors BEGIN
        INSERT INTO actors_words (rowid, name, aliases)
        VALUES (new.number, new.name, json_extract(new.record, '$.aliases'));
    END
    """,
    """
    CREATE TRIGGER actors_words_remove AFTER DELETE ON actors BEGIN
        INSERT INTO actors_words (actors_words, rowid, name, aliases)
        VALUES ('delete', old.number, old.name, json_extract(old.record, '$.aliases'));
    END
    """,
)

# What is known of a document may be stated anew.
TITLES_SEARCH = (
    """
    CREATE TRIGGER documents_words_change AFTER UPDATE OF title, text ON documents BEGIN
        INSERT INTO documents_words (documents_words, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
        INSERT INTO documents_words (rowid, title, text) VALUES (new.number, new.title, new.text);
    END
    """,
)

# What people give: it is kept when the comparison is made again.
GIVEN = (
    """
    CREATE TABLE decisions (
        pair TEXT PRIMARY KEY, -- the places of both mentions: a later word replaces an earlier one
        record TEXT NOT NULL CHECK (json_valid(record))
    ) STRICT
    """,
    "CREATE TABLE given (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
)

# The same text in other formats: it is stored, and read, once.
WRAPPINGS = (
    "ALTER TABLE documents ADD COLUMN words_sha256 TEXT",
    "UPDATE documents SET words_sha256 = words_hex(text, record)",
    "CREATE INDEX documents_words_sha256 ON documents (words_sha256)",
    """
    CREATE TABLE wrappings (
        path TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL,
        document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX wrappings_sha256 ON wrappings (sha256)",
)
