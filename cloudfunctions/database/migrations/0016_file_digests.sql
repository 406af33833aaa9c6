-- What the bytes of a file are, so that the step which brings it says so, and the phone that opens it can check.
alter table uploads add column digest_sealed bytea;
comment on column uploads.digest_sealed is 'SHA-256 of the file without metadata, sealed under the upload''s own key: in plain text it would tell whoever holds the same file that it was sent in. Null in what was finished before.';
