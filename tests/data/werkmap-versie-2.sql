-- A workspace as version 2 made it (PRAGMA user_version = 2), with what it recorded.
CREATE TABLE origineel (
    sha256 TEXT NOT NULL,
    grootte INTEGER NOT NULL,
    PRIMARY KEY (sha256)
) STRICT;
CREATE TABLE invoer (
    id INTEGER NOT NULL,
    wortel INTEGER NOT NULL,
    ouder INTEGER,
    bron TEXT NOT NULL,
    pad TEXT NOT NULL,
    naam TEXT NOT NULL,
    sha256 TEXT,
    formaat TEXT NOT NULL,
    item TEXT NOT NULL,
    gezien TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(wortel) REFERENCES invoer (id),
    FOREIGN KEY(ouder) REFERENCES invoer (id)
) STRICT;
CREATE INDEX ix_invoer_ouder ON invoer (ouder);
CREATE UNIQUE INDEX invoer_eens ON invoer (pad, coalesce(sha256, '')) WHERE ouder IS NULL;
CREATE INDEX ix_invoer_wortel ON invoer (wortel);
CREATE TABLE instelling (
    sleutel TEXT NOT NULL,
    waarde TEXT NOT NULL,
    PRIMARY KEY (sleutel)
) STRICT;
CREATE TABLE verdict (
    id INTEGER NOT NULL,
    bestuur TEXT NOT NULL,
    actie INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    naam TEXT NOT NULL,
    feiten TEXT NOT NULL,
    voldoende INTEGER,
    conclusie TEXT,
    verlengen INTEGER,
    gegeven TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE jurysheet (
    id INTEGER NOT NULL,
    bestuur TEXT NOT NULL,
    sheet TEXT NOT NULL,
    naam TEXT NOT NULL,
    jurylid TEXT,
    datum TEXT,
    bevindingen TEXT NOT NULL,
    beslissend INTEGER NOT NULL,
    gegeven TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE correctie (
    id INTEGER NOT NULL,
    over TEXT NOT NULL,
    plek TEXT NOT NULL,
    waarde TEXT NOT NULL,
    reden TEXT NOT NULL,
    wie TEXT NOT NULL,
    gegeven TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE logboek (
    id INTEGER NOT NULL,
    wat TEXT NOT NULL,
    over TEXT NOT NULL,
    gegeven TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE TABLE extractie (
    sha256 TEXT NOT NULL,
    versie TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (sha256, versie),
    FOREIGN KEY(sha256) REFERENCES origineel (sha256)
) STRICT;
CREATE TABLE toekenningen (
    id INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    naam TEXT NOT NULL,
    rijen TEXT NOT NULL,
    gegeven TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(sha256) REFERENCES origineel (sha256)
) STRICT;
CREATE TRIGGER toekenningen_update BEFORE UPDATE ON toekenningen BEGIN SELECT RAISE(ABORT, 'toekenningen is append-only'); END;
CREATE TRIGGER toekenningen_delete BEFORE DELETE ON toekenningen BEGIN SELECT RAISE(ABORT, 'toekenningen is append-only'); END;
CREATE TRIGGER toekenningen_replace BEFORE INSERT ON toekenningen WHEN EXISTS (SELECT 1 FROM toekenningen WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'toekenningen is append-only'); END;
CREATE TRIGGER verdict_update BEFORE UPDATE ON verdict BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;
CREATE TRIGGER verdict_delete BEFORE DELETE ON verdict BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;
CREATE TRIGGER verdict_replace BEFORE INSERT ON verdict WHEN EXISTS (SELECT 1 FROM verdict WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'verdict is append-only'); END;
CREATE TRIGGER jurysheet_update BEFORE UPDATE ON jurysheet BEGIN SELECT RAISE(ABORT, 'jurysheet is append-only'); END;
CREATE TRIGGER jurysheet_delete BEFORE DELETE ON jurysheet BEGIN SELECT RAISE(ABORT, 'jurysheet is append-only'); END;
CREATE TRIGGER jurysheet_replace BEFORE INSERT ON jurysheet WHEN EXISTS (SELECT 1 FROM jurysheet WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'jurysheet is append-only'); END;
CREATE TRIGGER correctie_update BEFORE UPDATE ON correctie BEGIN SELECT RAISE(ABORT, 'correctie is append-only'); END;
CREATE TRIGGER correctie_delete BEFORE DELETE ON correctie BEGIN SELECT RAISE(ABORT, 'correctie is append-only'); END;
CREATE TRIGGER correctie_replace BEFORE INSERT ON correctie WHEN EXISTS (SELECT 1 FROM correctie WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'correctie is append-only'); END;
CREATE TRIGGER logboek_update BEFORE UPDATE ON logboek BEGIN SELECT RAISE(ABORT, 'logboek is append-only'); END;
CREATE TRIGGER logboek_delete BEFORE DELETE ON logboek BEGIN SELECT RAISE(ABORT, 'logboek is append-only'); END;
CREATE TRIGGER logboek_replace BEFORE INSERT ON logboek WHEN EXISTS (SELECT 1 FROM logboek WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'logboek is append-only'); END;

INSERT INTO instelling VALUES ('ronde', 'pj2-tussentijds');
INSERT INTO correctie VALUES (1, '23077', '15.kpi.behaald', '65', 'telefoon', 'an', '2024-05-03T10:12:00+02:00');
INSERT INTO logboek VALUES (1, 'ontvangen', 'ab', '2024-05-03T10:12:00+02:00');
PRAGMA application_id = 1396788556;
PRAGMA user_version = 2;
