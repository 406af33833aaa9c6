-- Evidence is heard and watched too: how long a recording lasts is told before it is fetched.
alter table uploads add column duration_seconds int;
alter table case_files add column duration_seconds int;
comment on column uploads.duration_seconds is 'Of a voice or a film, rounded up; null for pictures and where the file does not tell.';
comment on column case_files.duration_seconds is 'Of a voice or a film, rounded up; null for pictures and where the file does not tell.';

-- What WeChat's machine thinks of the words, for the handler's eye alone; it turns away and holds up nobody.
alter table cases add column content_flag text;
alter table cases add constraint cases_content_flag_check check (content_flag in ('pass', 'review', 'risky'));
comment on column cases.content_flag is 'The platform''s content check; null where it was not asked or did not answer.';
