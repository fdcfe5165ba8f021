-- Times are milliseconds since 1970, durations nanoseconds.
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  vantage_point TEXT NOT NULL,
  target TEXT NOT NULL,
  peer INTEGER NOT NULL,
  operation TEXT NOT NULL,
  used INTEGER NOT NULL,
  UNIQUE (vantage_point, target, peer, operation)
);
-- Each path once, since most outcomes have the path of those before them.
CREATE TABLE paths (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  hops TEXT NOT NULL,
  used INTEGER NOT NULL
);
CREATE TABLE outcomes (
  series INTEGER NOT NULL,
  measured INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  rtt INTEGER,
  failure TEXT,
  path INTEGER
);
CREATE INDEX outcomes_of_series ON outcomes (series, measured);
CREATE TABLE documents (
  series INTEGER NOT NULL,
  measured INTEGER NOT NULL,
  path INTEGER,
  body BLOB NOT NULL
);
CREATE INDEX documents_of_series ON documents (series, measured);
-- What outcomes become when they are old.
CREATE TABLE windows (
  series INTEGER NOT NULL,
  started INTEGER NOT NULL,
  outcomes INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  rtts INTEGER NOT NULL,
  rtt_least INTEGER,
  rtt_sum INTEGER NOT NULL,
  rtt_most INTEGER,
  PRIMARY KEY (series, started)
) WITHOUT ROWID;
-- How far the deliveries of each agent have come.
CREATE TABLE receipts (
  vantage_point TEXT NOT NULL,
  spool TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (vantage_point, spool)
) WITHOUT ROWID;
CREATE TABLE schedules (
  name TEXT NOT NULL PRIMARY KEY,
  body BLOB NOT NULL
) WITHOUT ROWID;
