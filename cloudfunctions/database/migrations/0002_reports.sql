-- Cases: sealed content, sealed identity apart from it, a hash chain of steps, evidence in pieces.

create table case_serials (
  school_id int not null references schools,
  year int not null,
  last int not null,
  primary key (school_id, year)
);

create table cases (
  school_id int not null references schools,
  id uuid not null,
  number text not null,
  request_key text not null,
  reporter_key text,
  receipt_key text not null,
  kind text not null,
  acts text[] not null default '{}',
  about text not null,
  grade int,
  state text not null,
  level text not null default 'unset',
  is_named boolean not null,
  is_urgent boolean not null,
  handler_post_id uuid references posts,
  handler_name text,
  content_sealed bytea not null,
  notify_sealed bytea,
  data_key_wrapped bytea not null,
  key_version int not null,
  file_count int not null default 0,
  events int not null default 0,
  head text not null,
  filed_at timestamptz not null,
  first_looked_at timestamptz,
  investigation_started_at timestamptz,
  closed_at timestamptz,
  last_at timestamptz not null,
  due_at timestamptz,
  reporter_seen_seq int not null default 0,
  handler_seen_seq int not null default 0,
  reporter_wrote_seq int not null default 0,
  school_wrote_seq int not null default 0,
  primary key (school_id, id),
  constraint cases_id_key unique (id),
  constraint cases_number_key unique (school_id, number),
  constraint cases_request_key unique (request_key),
  constraint cases_receipt_key unique (receipt_key),
  constraint cases_kind_check check (kind in ('bullying', 'danger', 'other')),
  constraint cases_state_check check (state in ('filed', 'accepted', 'investigating', 'waiting_reporter', 'closed')),
  constraint cases_level_check check (level in ('unset', 'mild', 'serious', 'severe', 'illegal'))
);
comment on column cases.reporter_key is 'HMAC of the reporter''s user id under the master key: finds one''s own reports, names nobody. Null without an account.';
comment on column cases.receipt_key is 'HMAC of the receipt code under the master key.';
comment on column cases.notify_sealed is 'The reporter''s user id, sealed: only the report function can tell where a notice goes.';
comment on column cases.due_at is 'When the clock now running lapses; null once closed.';
create index cases_queue on cases (school_id, state, last_at desc);
create index cases_reporter on cases (reporter_key);
create index cases_due on cases (due_at) where due_at is not null;

create table case_identities (
  school_id int not null,
  case_id uuid not null,
  reporter_key text,
  identity_sealed bytea not null,
  data_key_wrapped bytea not null,
  key_version int not null,
  primary key (school_id, case_id),
  constraint case_identities_case_fkey foreign key (school_id, case_id) references cases (school_id, id)
);
comment on table case_identities is 'Who reported, under a data key of its own. Handlers have no policy here.';

create table case_events (
  school_id int not null,
  case_id uuid not null,
  seq int not null,
  kind text not null,
  at timestamptz not null,
  is_internal boolean not null,
  digest text not null,
  previous_hash text not null,
  hash text not null,
  primary key (school_id, case_id, seq),
  constraint case_events_case_fkey foreign key (school_id, case_id) references cases (school_id, id)
);
comment on column case_events.digest is 'SHA-256 of the step''s content with its salt; the content itself is sealed elsewhere.';

create table case_event_contents (
  school_id int not null,
  case_id uuid not null,
  seq int not null,
  is_internal boolean not null,
  content_sealed bytea not null,
  primary key (school_id, case_id, seq),
  constraint case_event_contents_event_fkey foreign key (school_id, case_id, seq) references case_events (school_id, case_id, seq)
);
comment on column case_event_contents.is_internal is 'True: a note among handlers; no policy shows it to the reporter.';

create table uploads (
  id uuid primary key,
  owner_key text not null,
  size_bytes int not null,
  chunk_bytes int not null,
  received int[] not null default '{}',
  data_key_wrapped bytea not null,
  key_version int not null,
  status text not null default 'receiving',
  mime text,
  clean_bytes int,
  sealed_sha256 text,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint uploads_status_check check (status in ('receiving', 'finished', 'claimed', 'dropped'))
);
comment on column uploads.owner_key is 'HMAC of the user id under the master key; "anyone" without a session.';
comment on column uploads.clean_bytes is 'Size once metadata is gone; size_bytes is what the phone announced.';
comment on column uploads.sealed_sha256 is 'SHA-256 of the encrypted whole, which the step that claims it repeats: a swapped file is noticed.';
comment on table uploads is 'Evidence on its way; each piece lies encrypted in the file store.';
create index uploads_age on uploads (created_at) where status in ('receiving', 'finished');

create table case_files (
  school_id int not null,
  case_id uuid not null,
  id uuid not null,
  seq int not null,
  position int not null,
  mime text not null,
  size_bytes int not null,
  storage_key text not null,
  data_key_wrapped bytea not null,
  key_version int not null,
  primary key (school_id, case_id, id),
  constraint case_files_case_fkey foreign key (school_id, case_id) references cases (school_id, id)
);
comment on column case_files.seq is 'The step that brought it.';
