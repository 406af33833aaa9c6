-- Evidence is heard and watched too: how long a recording lasts is told before it is fetched.
alter table uploads add column duration_seconds int;
alter table case_files add column duration_seconds int;
comment on column uploads.duration_seconds is 'Of a voice or a film, rounded up; null for pictures and where the file does not tell.';
comment on column case_files.duration_seconds is 'Of a voice or a film, rounded up; null for pictures and where the file does not tell.';
