-- The life of a case: who stands aside, who was asked in, and the one case that is being handed on.
alter table cases
  add column excluded_user_ids uuid[] not null default '{}';
comment on column cases.excluded_user_ids is 'People who stand aside: none of them sees the case again, in any post.';

-- A handler's row would leave their sight in the very step that hands it on; the report function names that one case.
create function app.handing_on() returns uuid language sql stable return app.setting('handing_on')::uuid;

drop policy cases_handler on cases;
create policy cases_handler on cases for all to anxin_report
  using (school_id = any ((select app.schools('handler'))::int[]) and not is_hidden_from_school
    and not (select app.user_id()) = any (excluded_user_ids));
drop policy cases_bureau on cases;
create policy cases_bureau on cases for all to anxin_report
  using (held_by = 'bureau' and (select app.at_bureau('bureau_officer'))
    and not (select app.user_id()) = any (excluded_user_ids));
create policy cases_handing_on on cases for all to anxin_report using (id = (select app.handing_on()));

-- The bureau's officers see each other, to pass a case on.
drop policy posts_report on posts;
create policy posts_report on posts for select to anxin_report
  using (school_id = any ((select app.schools('handler'))::int[])
    or (role in ('handler', 'school_admin', 'school_head') and school_id = (select app.setting('filing_school')::int))
    or (role = 'bureau_officer' and school_id is null
      and ((select app.setting('filing_school')) is not null or (select app.at_bureau('bureau_officer')))));
comment on policy posts_report on posts is 'filing_school is set by the report function while it tells a school, or those above it, of a case, and while it looks for names of its people in one.';

-- The reporter's say, and what they took back before anybody had read it.
alter table cases
  add column reopened_count int not null default 0,
  add column withdrawn_seqs int[] not null default '{}';
comment on column cases.reopened_count is 'How often the reporter was not satisfied and it was taken up again: once; after that the bureau reviews.';
comment on column cases.withdrawn_seqs is 'Steps that the reporter took back unread: kept, sealed, and shown to no desk.';

drop policy case_event_contents_desk on case_event_contents;
create policy case_event_contents_desk on case_event_contents to anxin_report
  using (exists (select 1 from cases c where c.school_id = case_event_contents.school_id and c.id = case_id
    and not seq = any (c.withdrawn_seqs)
    and (c.school_id = any ((select app.schools('handler'))::int[]) and not c.is_hidden_from_school
        and not (select app.user_id()) = any (c.excluded_user_ids)
      or c.held_by = 'bureau' and (select app.at_bureau('bureau_officer'))
        and not (select app.user_id()) = any (c.excluded_user_ids)
      or c.id = (select app.handing_on()))));

-- A file is seen by whoever sees the words of the step that brought it: proof in a note is the desk's alone.
drop policy case_files_seen on case_files;
create policy case_files_seen on case_files to anxin_report
  using (exists (select 1 from case_event_contents k
    where k.school_id = case_files.school_id and k.case_id = case_files.case_id and k.seq = case_files.seq));
