-- The record: one SQLite file. Schema version 1.
--
-- Four groups of tables, kept apart so that a rebuild replaces facts and links and keeps what people did:
--   inputs       what arrived, so that it can be read again, and the user's lists
--   facts        what each article says, one article at a time
--   links        what the articles tell together; always replaced as a whole, never older than the facts
--   corrections  what people changed; applied when the record is read, never to the facts themselves
--
-- Lists and objects are JSON texts: a span is [start, end) in code points of articles.text, a list of spans
-- [[start, end], ...], a reference to an entity {"entity", "name", "span"}. Days are YYYY-MM-DD. `position`
-- keeps text order within an article; `number` is a stable key for the full-text indexes.

-- ------------------------------------------------------------------------------------------- inputs

CREATE TABLE inputs (
    article  TEXT    NOT NULL,
    version  INTEGER NOT NULL,  -- 1, 2, ... for every changed text under one id; the highest is the current one
    digest   TEXT    NOT NULL,  -- of the body and the metadata, without the path
    sha256   TEXT    NOT NULL,  -- of the text that was made of it
    kind     TEXT    NOT NULL CHECK (kind IN ('text', 'html')),
    metadata TEXT    NOT NULL,  -- JSON: path, id, url, title, publisher, byline, published, notes as given
    body     BLOB    NOT NULL,  -- zlib over UTF-8
    PRIMARY KEY (article, version)
) STRICT;
CREATE INDEX inputs_by_digest ON inputs (digest);

-- What the user gave beside articles and what a rebuild needs again: "roles" and "topics", the lists as CSV.
CREATE TABLE settings (
    name    TEXT PRIMARY KEY NOT NULL,
    content TEXT NOT NULL
) STRICT;

-- -------------------------------------------------------------------------------------------- facts

CREATE TABLE articles (
    id                 TEXT PRIMARY KEY NOT NULL,
    number             INTEGER NOT NULL UNIQUE,
    url                TEXT,
    path               TEXT NOT NULL,
    publisher          TEXT,
    title              TEXT,
    byline             TEXT,
    published          TEXT,           -- the day, when it is known to the day
    published_earliest TEXT,
    published_latest   TEXT,
    published_status   TEXT NOT NULL,  -- stated, inferred, open
    published_zone     TEXT,
    published_evidence TEXT NOT NULL,  -- JSON list of strings
    published_spans    TEXT NOT NULL,  -- JSON list of spans
    language           TEXT NOT NULL,
    sha256             TEXT NOT NULL,
    text               TEXT NOT NULL
) STRICT;

-- How each article was read: a build skips it while nothing of this changes.
CREATE TABLE readings (
    article  TEXT PRIMARY KEY NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    pipeline TEXT NOT NULL,  -- the version of everything that reads
    read_as  TEXT NOT NULL   -- digest of the input with the corrections to its metadata
) STRICT;

CREATE TABLE components (
    id        INTEGER PRIMARY KEY,
    component TEXT NOT NULL,
    version   TEXT NOT NULL,
    model     TEXT  -- checksum of the model file
) STRICT;
CREATE UNIQUE INDEX components_once ON components (component, version, ifnull(model, ''));

-- What made an article's rows of a table.
CREATE TABLE provenance (
    article    TEXT    NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    table_name TEXT    NOT NULL,
    component  INTEGER NOT NULL REFERENCES components (id),
    PRIMARY KEY (article, position)
) STRICT;

CREATE TABLE passages (
    article  TEXT    NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    role     TEXT    NOT NULL,
    PRIMARY KEY (article, position)
) STRICT;

-- Whom and what one article names; `entities` holds them across the record.
CREATE TABLE article_entities (
    article  TEXT    NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    id       TEXT    NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    type     TEXT    NOT NULL,
    aliases  TEXT    NOT NULL,  -- JSON list of strings
    country  TEXT,
    sector   TEXT,
    PRIMARY KEY (article, id)
) STRICT;
CREATE INDEX article_entities_by_id ON article_entities (id);

CREATE TABLE article_roles (
    article       TEXT    NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    entity        TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    country       TEXT,
    sector        TEXT,
    "from"        TEXT,
    "to"          TEXT,
    evidence      TEXT,  -- the article that states it, null for a roles file
    span          TEXT,  -- JSON span
    PRIMARY KEY (article, position),
    FOREIGN KEY (article, entity) REFERENCES article_entities (article, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE mentions (
    id       TEXT PRIMARY KEY NOT NULL,
    article  TEXT    NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    type     TEXT    NOT NULL,
    entity   TEXT,
    text     TEXT    NOT NULL,
    UNIQUE (article, position),
    FOREIGN KEY (article, entity) REFERENCES article_entities (article, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE timexes (
    id       TEXT PRIMARY KEY NOT NULL,
    article  TEXT    NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    "start"  INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    type     TEXT    NOT NULL,
    value    TEXT    NOT NULL,
    mod      TEXT,
    date     TEXT,
    earliest TEXT,
    latest   TEXT,
    zone     TEXT,
    basis    TEXT,  -- JSON object
    text     TEXT    NOT NULL,
    UNIQUE (article, position)
) STRICT;

CREATE TABLE statements (
    id             TEXT PRIMARY KEY NOT NULL,
    number         INTEGER NOT NULL UNIQUE,
    article        TEXT    NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL,
    kind           TEXT    NOT NULL,
    source         TEXT    NOT NULL,  -- JSON list of spans, as cue and content
    cue            TEXT    NOT NULL,
    content        TEXT    NOT NULL,
    speaker        TEXT,              -- JSON reference, as principal, relayed_by and addressee
    principal      TEXT,
    side           TEXT,
    channel        TEXT,
    terms          TEXT    NOT NULL,
    terms_span     TEXT,
    relayed_by     TEXT,
    addressee      TEXT,
    usage          TEXT,
    within         TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
    confidence     REAL    NOT NULL,
    said_date      TEXT,
    said_earliest  TEXT,
    said_latest    TEXT,
    said_zone      TEXT,
    said_basis     TEXT,
    text           TEXT    NOT NULL,  -- the words of the content, else of the cue, else of the source
    speaker_entity TEXT GENERATED ALWAYS AS (json_extract(speaker, '$.entity')) VIRTUAL,
    speaker_name   TEXT GENERATED ALWAYS AS (json_extract(speaker, '$.name')) VIRTUAL,
    UNIQUE (article, position),
    FOREIGN KEY (article, speaker_entity) REFERENCES article_entities (article, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX statements_by_within ON statements (within) WHERE within IS NOT NULL;

CREATE TABLE events (
    id           TEXT PRIMARY KEY NOT NULL,
    number       INTEGER NOT NULL UNIQUE,
    article      TEXT    NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    root         TEXT,
    act          TEXT,
    mode         TEXT,
    contexts     TEXT    NOT NULL,  -- JSON list of strings
    form         TEXT,
    status       TEXT    NOT NULL,
    trigger      TEXT    NOT NULL,  -- JSON list of spans
    actors       TEXT    NOT NULL,  -- JSON list of {entity, text, spans, code, sector, role, rule}
    recipients   TEXT    NOT NULL,
    participants TEXT    NOT NULL,
    place        TEXT,              -- JSON reference
    amounts      TEXT    NOT NULL,  -- JSON list of {text, span, value, unit}
    duration     TEXT,              -- JSON object {text, span, minutes}
    initiator    TEXT,              -- JSON object like an actor
    level        TEXT,
    date         TEXT,
    earliest     TEXT,
    latest       TEXT,
    zone         TEXT,
    basis        TEXT,
    statement    TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,  -- the voice; null: the reporter's
    performed_by TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
    background   INTEGER NOT NULL,
    confidence   REAL    NOT NULL,
    text         TEXT    NOT NULL,  -- the words of the trigger
    names        TEXT    NOT NULL,  -- who takes part and where, for the search
    UNIQUE (article, position)
) STRICT;
CREATE INDEX events_by_statement ON events (statement) WHERE statement IS NOT NULL;
CREATE INDEX events_by_performed_by ON events (performed_by) WHERE performed_by IS NOT NULL;

-- What was refused: `whole` articles by id or path, or facts of an article (then `article` is its id).
CREATE TABLE rejects (
    number   INTEGER PRIMARY KEY,
    article  TEXT    NOT NULL,
    whole    INTEGER NOT NULL,
    stage    TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    detail   TEXT    NOT NULL
) STRICT;
CREATE INDEX rejects_by_article ON rejects (article);

-- -------------------------------------------------------------------------------------------- links

CREATE TABLE copies (
    article TEXT NOT NULL REFERENCES articles (id),
    "of"    TEXT NOT NULL REFERENCES articles (id),
    kind    TEXT NOT NULL,
    spans   TEXT NOT NULL,  -- JSON list of spans of `article`
    PRIMARY KEY (article, "of", kind)
) STRICT;

CREATE TABLE entities (
    id      TEXT PRIMARY KEY NOT NULL,
    name    TEXT NOT NULL,
    type    TEXT NOT NULL,
    aliases TEXT NOT NULL,
    country TEXT,
    sector  TEXT
) STRICT;

-- Which of `entities` an article's entity is.
CREATE TABLE entity_of (
    article_entity TEXT PRIMARY KEY NOT NULL,
    entity         TEXT NOT NULL REFERENCES entities (id)
) STRICT;
CREATE INDEX entity_of_by_entity ON entity_of (entity);

CREATE TABLE roles (
    number  INTEGER PRIMARY KEY,
    entity  TEXT NOT NULL,
    role    TEXT NOT NULL,
    country TEXT,
    sector  TEXT,
    "from"  TEXT,
    "to"    TEXT,
    article TEXT REFERENCES articles (id),
    span    TEXT
) STRICT;

CREATE TABLE happenings (
    id                  TEXT PRIMARY KEY NOT NULL,
    title               TEXT NOT NULL,
    root                TEXT,
    form                TEXT,
    status              TEXT NOT NULL,
    status_history      TEXT NOT NULL,  -- JSON list of {status, article}
    date                TEXT,
    earliest            TEXT,
    latest              TEXT,
    zone                TEXT,
    basis               TEXT,
    participants        TEXT NOT NULL,  -- JSON list like events.actors
    articles            TEXT NOT NULL,  -- JSON list of ids
    independent_sources INTEGER NOT NULL,
    conflicts           TEXT NOT NULL   -- JSON list of {field, values}
) STRICT;

CREATE TABLE happening_events (
    happening TEXT    NOT NULL REFERENCES happenings (id),
    position  INTEGER NOT NULL,
    event     TEXT    NOT NULL REFERENCES events (id),
    PRIMARY KEY (happening, position)
) STRICT;
CREATE UNIQUE INDEX happening_of_event ON happening_events (event);

CREATE TABLE relations (
    happening TEXT NOT NULL REFERENCES happenings (id),
    relation  TEXT NOT NULL,  -- before, after, during
    other     TEXT NOT NULL REFERENCES happenings (id),
    evidence  TEXT NOT NULL,  -- JSON object {article, span}
    PRIMARY KEY (happening, relation, other, evidence)
) STRICT;

CREATE TABLE utterances (
    id         TEXT PRIMARY KEY NOT NULL,
    speaker    TEXT NOT NULL,
    statements TEXT NOT NULL,  -- JSON list of ids
    longest    TEXT NOT NULL,
    variants   TEXT NOT NULL   -- JSON list of {statement, text, changes}
) STRICT;

CREATE TABLE topics (
    id         TEXT PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    statements TEXT NOT NULL  -- JSON list of ids
) STRICT;

CREATE TABLE statement_links (
    statement TEXT PRIMARY KEY NOT NULL REFERENCES statements (id),
    utterance TEXT REFERENCES utterances (id),
    topics    TEXT NOT NULL,  -- JSON list of ids
    said_in   TEXT REFERENCES happenings (id),
    about     TEXT NOT NULL   -- JSON list of ids
) STRICT;

CREATE TABLE accounts (
    id           TEXT PRIMARY KEY NOT NULL,
    happening    TEXT NOT NULL REFERENCES happenings (id),
    side         TEXT NOT NULL,
    channels     TEXT NOT NULL,  -- JSON list of strings
    topic        TEXT REFERENCES topics (id),
    statements   TEXT NOT NULL,  -- JSON list of ids
    "match"      TEXT NOT NULL,  -- both, differs, one_side
    matched_with TEXT NOT NULL,  -- JSON list of ids
    paraphrase   INTEGER NOT NULL
) STRICT;
CREATE INDEX accounts_by_happening ON accounts (happening);

-- One row while the links fit the facts, none after facts or corrections changed.
CREATE TABLE linked (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    version TEXT NOT NULL  -- of what linked
) STRICT;

-- -------------------------------------------------------------------------------------- corrections

-- Rows are added, never changed or taken away; undoing one marks it.
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    at     TEXT NOT NULL,
    who    TEXT NOT NULL,
    why    TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('set', 'reject', 'same', 'different', 'withdraw')),
    target TEXT NOT NULL,
    field  TEXT,
    "old"  TEXT,
    "new"  TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections BEGIN
    SELECT raise(ABORT, 'corrections are never deleted; undo them');
END;
CREATE TRIGGER corrections_keep BEFORE UPDATE ON corrections
WHEN (old.number, old.id, old.at, old.who, old.why, old.action, old.target, old.field, old."old", old."new")
    IS NOT (new.number, new.id, new.at, new.who, new.why, new.action, new.target, new.field, new."old", new."new")
BEGIN
    SELECT raise(ABORT, 'corrections are never changed; undo them');
END;

-- What a correction hangs on. A happening is held by its smallest event, a record's entity by its smallest
-- article entity; both find their way back after a rebuild by id, else by words and overlapping span.
CREATE TABLE anchors (
    correction INTEGER NOT NULL REFERENCES corrections (number),
    part       TEXT NOT NULL CHECK (part IN ('target', 'other')),
    table_name TEXT NOT NULL,  -- what the person meant: statements, events, entities, happenings, ...
    held_by    TEXT NOT NULL,  -- the table of the fact that holds it
    fact       TEXT NOT NULL,  -- that fact's id when the correction was made
    article    TEXT,           -- its article, that article's text hash, the fact's spans and words there
    sha256     TEXT,
    spans      TEXT NOT NULL,
    words      TEXT NOT NULL,
    now        TEXT,           -- the fact's id in the present facts; null: it no longer attaches
    PRIMARY KEY (correction, part)
) STRICT;
CREATE INDEX anchors_by_article ON anchors (article);
CREATE INDEX anchors_by_now ON anchors (now);

-- ----------------------------------------------------------------------------------- full-text search

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content = 'articles', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;

CREATE VIRTUAL TABLE statements_fts USING fts5 (
    speaker_name, text, content = 'statements', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, speaker_name, text) VALUES (new.number, new.speaker_name, new.text);
END;
CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, speaker_name, text)
    VALUES ('delete', old.number, old.speaker_name, old.text);
END;

CREATE VIRTUAL TABLE events_fts USING fts5 (
    names, text, content = 'events', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER events_fts_insert AFTER INSERT ON events BEGIN
    INSERT INTO events_fts (rowid, names, text) VALUES (new.number, new.names, new.text);
END;
CREATE TRIGGER events_fts_delete AFTER DELETE ON events BEGIN
    INSERT INTO events_fts (events_fts, rowid, names, text) VALUES ('delete', old.number, old.names, old.text);
END;

-- ----------------------------------------------------------------------------------- views for reading
-- For people with an SQL browser. They leave out what a person rejected or withdrew; values that a person
-- set are in `corrections` and show in everything that onrecord itself prints or exports.

CREATE VIEW hidden AS
SELECT now AS id FROM anchors JOIN corrections ON number = correction
WHERE action IN ('reject', 'withdraw') AND NOT undone AND part = 'target' AND table_name = held_by
    AND now IS NOT NULL;

CREATE VIEW said AS
SELECT s.id, s.speaker_name AS speaker, s.side, s.channel, s.terms, s.said_date, s.kind, s.text,
    h.title AS said_in, a.publisher, a.title AS article_title, s.article
FROM statements AS s
JOIN articles AS a ON a.id = s.article
LEFT JOIN statement_links AS l ON l.statement = s.id
LEFT JOIN happenings AS h ON h.id = l.said_in
WHERE s.id NOT IN (SELECT id FROM hidden) AND s.article NOT IN (SELECT id FROM hidden)
ORDER BY s.article, s.position;

CREATE VIEW happened AS
SELECT e.id, e.date, e.status, e.root, e.form, e.names, e.text AS trigger_words,
    v.speaker_name AS voice, m.happening, a.publisher, a.title AS article_title, e.article
FROM events AS e
JOIN articles AS a ON a.id = e.article
LEFT JOIN statements AS v ON v.id = e.statement
LEFT JOIN happening_events AS m ON m.event = e.id
WHERE e.id NOT IN (SELECT id FROM hidden) AND e.article NOT IN (SELECT id FROM hidden)
ORDER BY e.article, e.position;

CREATE VIEW timeline AS
SELECT id, date, earliest, latest, status, title, form, root, independent_sources,
    json_array_length(articles) AS n_articles
FROM happenings
ORDER BY earliest IS NULL, earliest, latest IS NULL, latest, id;

CREATE VIEW made_by AS
SELECT p.article, p.table_name, c.component, c.version, c.model
FROM provenance AS p JOIN components AS c ON c.id = p.component
ORDER BY p.article, p.position;

-- Identity decisions by people, between the facts that they hang on now.
CREATE VIEW decisions AS
SELECT c.number, c.action AS verdict, t.table_name, t.now AS "left", o.now AS "right", c.who, c.why
FROM corrections AS c
JOIN anchors AS t ON t.correction = c.number AND t.part = 'target'
JOIN anchors AS o ON o.correction = c.number AND o.part = 'other'
WHERE c.action IN ('same', 'different') AND NOT c.undone
ORDER BY c.number;
