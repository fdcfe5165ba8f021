-- Times are milliseconds since 1970, durations nanoseconds.
CREATE TABLE series (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vantage_point TEXT NOT NULL,
  target TEXT NOT NULL,
  peer INTEGER NOT NULL,
  operation TEXT NOT NULL,
  used BIGINT NOT NULL,
  UNIQUE (vantage_point, target, peer, operation)
);
-- Each path once, since most outcomes have the path of those before them.
CREATE TABLE paths (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  hops TEXT NOT NULL,
  used BIGINT NOT NULL
);
CREATE TABLE outcomes (
  series BIGINT NOT NULL,
  measured BIGINT NOT NULL,
  sent BIGINT NOT NULL,
  lost BIGINT NOT NULL,
  rtt BIGINT,
  failure TEXT,
  path BIGINT
);
CREATE INDEX outcomes_of_series ON outcomes (series, measured);
CREATE TABLE documents (
  series BIGINT NOT NULL,
  measured BIGINT NOT NULL,
  path BIGINT,
  body BYTEA NOT NULL
);
CREATE INDEX documents_of_series ON documents (series, measured);
-- What outcomes become when they are old.
CREATE TABLE windows (
  series BIGINT NOT NULL,
  started BIGINT NOT NULL,
  outcomes BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  sent BIGINT NOT NULL,
  lost BIGINT NOT NULL,
  rtts BIGINT NOT NULL,
  rtt_least BIGINT,
  rtt_sum BIGINT NOT NULL,
  rtt_most BIGINT,
  PRIMARY KEY (series, started)
);
-- How far the deliveries of each agent have come.
CREATE TABLE receipts (
  vantage_point TEXT NOT NULL,
  spool TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  used BIGINT NOT NULL,
  PRIMARY KEY (vantage_point, spool)
);
CREATE TABLE schedules (
  name TEXT NOT NULL PRIMARY KEY,
  body BYTEA NOT NULL
);
