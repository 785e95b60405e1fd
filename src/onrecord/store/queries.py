"""All SQL of the record apart from its schema: one name for each question or change."""

from onrecord.store.codec import CODECS

__all__: list[str] = []  # used as `queries.NAME`

DATA_VERSION = "PRAGMA data_version"

# --- inputs and what needs doing -----------------------------------------------------------------

_CURRENT = "inputs.version = (SELECT max(version) FROM inputs AS other WHERE other.article = inputs.article)"
_INPUT = "inputs.article, inputs.kind, inputs.metadata, inputs.body"
IS_CURRENT = f"""
    SELECT 1 FROM inputs JOIN readings ON readings.article = inputs.article
    WHERE inputs.digest = ? AND readings.pipeline = ? AND {_CURRENT}"""
LAST_VERSION = "SELECT version, sha256 FROM inputs WHERE article = ? ORDER BY version DESC LIMIT 1"
PUT_INPUT = """
    INSERT OR REPLACE INTO inputs (article, version, digest, sha256, kind, metadata, body)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""
SET_INPUT_TEXT = "UPDATE inputs SET sha256 = ? WHERE article = ? AND version = ?"
INPUT_IDS = "SELECT DISTINCT article FROM inputs ORDER BY article"
INPUT = f"SELECT {_INPUT} FROM inputs WHERE article = ? AND {_CURRENT}"
INPUT_VERSIONS = "SELECT version, sha256, kind, metadata, body FROM inputs WHERE article = ? ORDER BY version"
SETTING = "SELECT content FROM settings WHERE name = ?"
PUT_SETTING = "INSERT OR REPLACE INTO settings (name, content) VALUES (?, ?)"
ARTICLE_CHANGES = """
    SELECT c.field, c."new" FROM corrections AS c JOIN anchors AS a ON a.correction = c.number
    WHERE a.table_name = 'articles' AND a.fact = ? AND c.action = 'set' AND NOT c.undone ORDER BY c.number"""
CORRECTED_ARTICLES = """
    SELECT DISTINCT a.fact, r.read_as FROM anchors AS a
    JOIN corrections AS c ON c.number = a.correction
    JOIN readings AS r ON r.article = a.fact
    WHERE a.table_name = 'articles' AND c.action = 'set' ORDER BY a.fact"""

# --- facts ---------------------------------------------------------------------------------------

DELETE_ARTICLE = "DELETE FROM articles WHERE id = ?"
PUT_READING = "INSERT INTO readings (article, pipeline, read_as) VALUES (?, ?, ?)"
PUT_COMPONENT = "INSERT OR IGNORE INTO components (component, version, model) VALUES (?, ?, ?)"
PUT_PROVENANCE = """
    INSERT INTO provenance (article, position, table_name, component)
    SELECT ?, ?, ?, id FROM components WHERE component = ? AND version = ? AND model IS ?"""
PROVENANCE = """
    SELECT provenance.table_name, components.component, components.version, components.model
    FROM provenance JOIN components ON components.id = provenance.component
    WHERE provenance.article = ? ORDER BY provenance.position"""
ALL_PROVENANCE = """
    SELECT DISTINCT provenance.table_name, components.component, components.version, components.model
    FROM provenance JOIN components ON components.id = provenance.component ORDER BY 1, 2, 3, 4"""
NEXT_NUMBER = {
    table: f"SELECT ifnull(max(number), 0) + 1 FROM {table}" for table in ("articles", "statements", "events")
}
PUT_REJECT = """
    INSERT INTO rejects (article, stage, reason, detail, whole) SELECT ?, ?, ?, ?, 1 WHERE NOT EXISTS (
        SELECT 1 FROM rejects WHERE whole AND article = ? AND stage = ? AND reason = ? AND detail = ?)"""
CLEAR_REJECTS = "DELETE FROM rejects WHERE article = ? OR (whole AND article = ?)"

ARTICLE_IDS = "SELECT id FROM articles ORDER BY id"
ARTICLES = f"SELECT {CODECS['articles'].select} FROM articles ORDER BY id"
ARTICLE = f"SELECT {CODECS['articles'].select} FROM articles WHERE id = ?"
REJECTS = f"SELECT {CODECS['rejects'].select} FROM rejects ORDER BY article, stage, reason, detail"
REJECTS_OF = f"SELECT {CODECS['rejects'].select} FROM rejects WHERE article = ? AND NOT whole ORDER BY number"

FACTS_OF = {
    table: f"SELECT {CODECS[table].select} FROM {table} WHERE article = ? ORDER BY position"
    for table in ("passages", "article_entities", "article_roles", "mentions", "timexes", "statements", "events")
}
"""An article's rows of a table, in text order."""

FACTS = {
    **{
        table: f"SELECT {CODECS[table].select} FROM {table} {{where}} ORDER BY article, position"
        for table in ("passages", "mentions", "timexes")
    },
    "statements": f"""
        SELECT {CODECS["statements"].select}, l.topics, l.utterance, l.said_in, l.about
        FROM statements LEFT JOIN statement_links AS l ON l.statement = statements.id
        {{where}} ORDER BY statements.article, statements.position""",
    "events": f"""
        SELECT {CODECS["events"].select}, m.happening
        FROM events LEFT JOIN happening_events AS m ON m.event = events.id
        {{where}} ORDER BY events.article, events.position""",
}
"""All articles' rows of a table with what links add, by article and text order."""

WHERE_ID = {table: f"WHERE {table}.id = ?" for table in FACTS}
WHERE_ARTICLE = {table: f"WHERE {table}.article = ?" for table in FACTS}

# --- links ---------------------------------------------------------------------------------------

LINKED = "SELECT version FROM linked"
PUT_LINKED = "INSERT INTO linked (one, version) VALUES (1, ?)"
UNLINK = "DELETE FROM linked"
_LINK_TABLES = (  # those that refer to others first
    "linked",
    "accounts",
    "statement_links",
    "topics",
    "utterances",
    "relations",
    "happening_events",
    "happenings",
    "roles",
    "entity_of",
    "entities",
    "copies",
)
CLEAR_LINKS = tuple(f"DELETE FROM {table}" for table in _LINK_TABLES)
PUT_ENTITY_OF = "INSERT INTO entity_of (article_entity, entity) VALUES (?, ?)"
PUT_HAPPENING_EVENT = "INSERT INTO happening_events (happening, position, event) VALUES (?, ?, ?)"
PUT_STATEMENT_LINK = """
    INSERT INTO statement_links (statement, utterance, topics, said_in, about) VALUES (?, ?, ?, ?, ?)"""

ENTITY_OF = "SELECT article_entity, entity FROM entity_of ORDER BY article_entity"
UNLINKED_ENTITIES = f"""
    SELECT article_entities.article, {CODECS["article_entities"].select} FROM article_entities
    WHERE id NOT IN (SELECT article_entity FROM entity_of) ORDER BY id, article"""
ALL_ARTICLE_ROLES = f"""
    SELECT article_roles.article, {CODECS["article_roles"].select} FROM article_roles ORDER BY article, position"""
HAPPENING_EVENTS = "SELECT happening, event FROM happening_events ORDER BY happening, position"
LINKS = {
    table: f"SELECT {CODECS[table].select} FROM {table} ORDER BY {order}"
    for table, order in (
        ("copies", 'article, "of", kind'),
        ("entities", "id"),
        ("roles", "number"),
        ("happenings", "id"),
        ("relations", "happening, relation, other, evidence"),
        ("utterances", "id"),
        ("topics", "id"),
        ("accounts", "id"),
    )
}

# --- corrections ---------------------------------------------------------------------------------

CORRECTIONS = f"SELECT {CODECS['corrections'].select} FROM corrections ORDER BY number"
NEXT_CORRECTION = "SELECT ifnull(max(number), 0) + 1 FROM corrections"
PUT_CORRECTION = CODECS["corrections"].insert()
UNDO = "UPDATE corrections SET undone = 1 WHERE number = ?"
IS_UNDONE = "SELECT undone FROM corrections WHERE number = ?"
PUT_ANCHOR = """
    INSERT INTO anchors (correction, part, table_name, held_by, fact, article, sha256, spans, words, now)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
ANCHORS_OF = """
    SELECT correction, part, held_by, fact, sha256, spans, words FROM anchors
    WHERE article = ? ORDER BY correction, part"""
ALL_ANCHORS = """
    SELECT a.correction, a.part, a.held_by, a.fact, a.sha256, a.spans, a.words, a.article, a.now, c.undone
    FROM anchors AS a JOIN corrections AS c ON c.number = a.correction ORDER BY a.correction, a.part"""
ATTACH = "UPDATE anchors SET now = ? WHERE correction = ? AND part = ?"
ACTIVE = """
    SELECT c.action, c.field, c."new", a.table_name, a.held_by, a.now
    FROM corrections AS c JOIN anchors AS a ON a.correction = c.number AND a.part = 'target'
    WHERE NOT c.undone AND c.action IN ('set', 'reject', 'withdraw') AND a.now IS NOT NULL ORDER BY c.number"""
DECISIONS = """
    SELECT "left", "right", verdict, who, why FROM decisions
    WHERE "left" IS NOT NULL AND "right" IS NOT NULL ORDER BY number"""

HAPPENING_OF = "SELECT happening FROM happening_events WHERE event = ?"
SMALLEST_EVENT = "SELECT min(event) FROM happening_events WHERE happening = ?"
RECORD_ENTITY_OF = "SELECT entity FROM entity_of WHERE article_entity = ?"
SMALLEST_ENTITY = "SELECT min(article_entity) FROM entity_of WHERE entity = ?"
ARTICLES_OF_ENTITY = "SELECT article FROM article_entities WHERE id = ? ORDER BY article"
ENTITY_IN_ARTICLE = """
    SELECT id, name FROM article_entities WHERE article = ?1 AND (
        id = ?2 OR id IN (SELECT article_entity FROM entity_of WHERE entity = ?2)) ORDER BY position LIMIT 1"""
NAMES_IN_ARTICLE = """
    SELECT a.id, a.name, e.name, e.aliases FROM article_entities a
    LEFT JOIN entity_of o ON o.article_entity = a.id LEFT JOIN entities e ON e.id = o.entity
    WHERE a.article = ? ORDER BY a.position"""
NAME_OF_ENTITY = """
    SELECT name FROM entities WHERE id = ?1 UNION ALL SELECT name FROM article_entities WHERE id = ?1 LIMIT 1"""
OWNER = {
    table: f"SELECT article FROM {table} WHERE id = ?" for table in ("statements", "events", "timexes", "mentions")
}
IS_IN = {table: f"SELECT 1 FROM {table} WHERE id = ?" for table in ("articles", "happenings", "entities")}
SHA256_OF = "SELECT sha256, text FROM articles WHERE id = ?"
PLACES = {
    "statements": "SELECT id, source, cue, content FROM statements WHERE article = ?",
    "events": "SELECT id, trigger FROM events WHERE article = ?",
    "timexes": """SELECT id, json_array(json_array("start", "end")) FROM timexes WHERE article = ?""",
    "mentions": """SELECT id, json_array(json_array("start", "end")) FROM mentions WHERE article = ?""",
    "article_entities": """
        SELECT entity, json_group_array(json_array("start", "end")) FROM mentions
        WHERE article = ? AND entity IS NOT NULL GROUP BY entity""",
}
"""The facts of an article with their places, as JSON lists of spans."""
FACTS_IN_ARTICLE = {
    table: f"SELECT id FROM {table} WHERE article = ?" for table in ("statements", "events", "article_entities")
}
WITHIN = "SELECT id, within FROM statements WHERE within IS NOT NULL"
VOICES = "SELECT id, statement, performed_by FROM events WHERE statement IS NOT NULL OR performed_by IS NOT NULL"

# --- search --------------------------------------------------------------------------------------

SEARCH = {
    table: f"""
        SELECT {table}.id, {table}.{owner}, snippet({table}_fts, 1, '\x02', '\x03', ' … ', 24)
        FROM {table}_fts JOIN {table} ON {table}.number = {table}_fts.rowid
        WHERE {table}_fts MATCH ? ORDER BY bm25({table}_fts), {table}.id"""
    for table, owner in (("statements", "article"), ("events", "article"), ("articles", "id"))
}

# --- checks --------------------------------------------------------------------------------------

INTEGRITY = "PRAGMA integrity_check(20)"
FOREIGN_KEYS = "PRAGMA foreign_key_check"
FTS = {
    "articles": ("title", "text"),
    "statements": ("speaker_name", "text"),
    "events": ("names", "text"),
}
"""The indexed columns of each table that can be searched."""
FTS_FRESH = """
    CREATE VIRTUAL TABLE temp.fresh USING fts5 (
        {columns}, tokenize = 'porter unicode61 remove_diacritics 2')"""
FTS_FILL = "INSERT INTO temp.fresh (rowid, {columns}) SELECT number, {columns} FROM main.{table}"
FTS_WORDS_KEPT = "CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab (main, {table}_fts, row)"
FTS_WORDS_FRESH = "CREATE VIRTUAL TABLE temp.fresh_words USING fts5vocab (temp, fresh, row)"
FTS_DIFFERENCE = """
    SELECT term FROM (SELECT term, doc, cnt FROM temp.kept_words EXCEPT SELECT term, doc, cnt FROM temp.fresh_words)
    UNION SELECT term FROM (
        SELECT term, doc, cnt FROM temp.fresh_words EXCEPT SELECT term, doc, cnt FROM temp.kept_words)
    ORDER BY term LIMIT 5"""
FTS_DROP = ("DROP TABLE temp.kept_words", "DROP TABLE temp.fresh_words", "DROP TABLE temp.fresh")
INVALID_JSON = "SELECT rowid FROM {table} WHERE {column} IS NOT NULL AND NOT json_valid({column})"
