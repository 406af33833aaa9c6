-- The third wall: grants and row-level security, FORCED on every table. A query that forgets its where still shows nothing.

do $$
declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations' loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;
grant usage on all sequences in schema public to anxin_operator, anxin_account, anxin_identity;

-- anxin_identity: what must be known before we know who asks (sessions, codes, sign-in), and nothing else.
grant select, insert, update on users, sessions, web_sign_ins, binding_codes, guardianships, consents to anxin_identity;
grant select on schools, classes, students to anxin_identity;
grant select, insert on posts to anxin_identity;
grant select, update on staff_invitations, sign_in_links to anxin_identity;
grant select, insert, update on attempts to anxin_identity, anxin_report, anxin_account;
create policy users_identity on users to anxin_identity using (true) with check (true);
create policy sessions_identity on sessions to anxin_identity using (true) with check (true);
create policy web_sign_ins_identity on web_sign_ins to anxin_identity using (true) with check (true);
create policy binding_codes_identity on binding_codes to anxin_identity using (true) with check (true);
create policy guardianships_identity on guardianships to anxin_identity using (true) with check (true);
create policy consents_identity on consents to anxin_identity using (true) with check (true);
create policy schools_identity on schools for select to anxin_identity using (true);
create policy classes_identity on classes for select to anxin_identity using (true);
create policy students_identity on students for select to anxin_identity using (true);
create policy posts_identity on posts to anxin_identity using (true) with check (true);
create policy staff_invitations_identity on staff_invitations to anxin_identity using (true) with check (true);
create policy sign_in_links_identity on sign_in_links to anxin_identity using (true) with check (true);
create policy attempts_counting on attempts to anxin_identity, anxin_report, anxin_account using (true) with check (true);

-- Public facts: every function reads them.
grant select on schools, terms, hotlines to anxin_account, anxin_report, anxin_jobs;
create policy schools_read on schools for select to anxin_account, anxin_report, anxin_jobs using (true);
create policy terms_read on terms for select to anxin_account, anxin_report, anxin_jobs using (true);
create policy hotlines_read on hotlines for select to anxin_account, anxin_report, anxin_jobs using (true);

grant insert, update on schools to anxin_account;
create policy schools_admin on schools for update to anxin_account
  using (id = any ((select app.schools('school_admin'))::int[]) or (select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));
create policy schools_add on schools for insert to anxin_account
  with check ((select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));

grant insert, update on terms to anxin_account;
create policy terms_bureau on terms to anxin_account using ((select app.at_bureau('bureau_officer')));

grant insert, update, delete on hotlines to anxin_account;
create policy hotlines_write on hotlines to anxin_account
  using (school_id = any ((select app.schools('school_admin'))::int[]) or (layer <> 'school' and (select app.at_bureau('bureau_officer'))));

-- Account: one's own rows; a school's admin sees that school; the bureau sees the district's rosters and posts.
grant select, update on users to anxin_account;
create policy users_self on users to anxin_account using (id = (select app.user_id()));

grant select, update on sessions to anxin_account;
create policy sessions_self on sessions to anxin_account using (user_id = (select app.user_id()));

-- Posts are given as anxin_identity, by invitation. Here they are seen, managed from above, and laid down by oneself.
grant select, update on posts to anxin_account;
create policy posts_account on posts for select to anxin_account
  using (user_id = (select app.user_id())
    or school_id = any ((select app.schools('school_admin'))::int[])
    or (select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));
create policy posts_manage on posts for update to anxin_account
  using (school_id = any ((select app.schools('school_admin'))::int[])
    or (select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));
create policy posts_leave on posts for update to anxin_account
  using (user_id = (select app.user_id())) with check (user_id = (select app.user_id()) and ended_at is not null);

grant select, insert, update on staff_invitations to anxin_account;
create policy staff_invitations_account on staff_invitations to anxin_account
  using (school_id = any ((select app.schools('school_admin'))::int[])
    or (select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));

grant select, insert, update on classes to anxin_account;
create policy classes_account on classes to anxin_account
  using (school_id = any ((select app.schools('school_admin'))::int[])
    or (select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));
create policy classes_teacher on classes for select to anxin_account
  using (school_id = any ((select app.schools('teacher'))::int[]));
create policy classes_family on classes for select to anxin_account
  using (exists (select 1 from students s where s.school_id = classes.school_id and s.class_id = classes.id and s.id = any ((select app.students())::int[])));

grant select, insert, update on students to anxin_account;
create policy students_account on students to anxin_account
  using (school_id = any ((select app.schools('school_admin'))::int[])
    or (select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));
create policy students_family on students for select to anxin_account
  using (id = any ((select app.students())::int[]));

-- Ties are made as anxin_identity. Here they are seen, answered by somebody else, and ended by oneself: nobody lets themselves in.
grant select, update on guardianships to anxin_account;
create policy guardianships_account on guardianships for select to anxin_account
  using (user_id = (select app.user_id())
    or student_id = any ((select app.students())::int[])
    or school_id = any ((select app.schools('school_admin'))::int[]));
create policy guardianships_answer on guardianships for update to anxin_account
  using (user_id <> (select app.user_id())
    and (student_id = any ((select app.students())::int[]) or school_id = any ((select app.schools('school_admin'))::int[])));
create policy guardianships_leave on guardianships for update to anxin_account
  using (user_id = (select app.user_id())) with check (user_id = (select app.user_id()) and status in ('ended', 'refused'));

grant select, insert, update on binding_codes to anxin_account;
create policy binding_codes_account on binding_codes to anxin_account
  using (student_id = any ((select app.students())::int[])
    or school_id = any ((select app.schools('school_admin'))::int[]));

-- A teacher sees the pupils of their own classes and prints their binding sheets; a head and the bureau see how many are bound.
create policy students_teacher on students for select to anxin_account
  using (school_id = any ((select app.schools('teacher'))::int[]) and class_id in (
    select unnest(p.class_ids) from posts p where p.user_id = (select app.user_id()) and p.role = 'teacher'
      and p.ended_at is null and p.school_id = students.school_id));
create policy classes_head on classes for select to anxin_account
  using (school_id = any ((select app.schools('school_head'))::int[]));
create policy students_head on students for select to anxin_account
  using (school_id = any ((select app.schools('school_head'))::int[]));
create policy guardianships_counting on guardianships for select to anxin_account
  using (school_id = any ((select app.schools('school_head'))::int[])
    or (select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator'))
    or (school_id = any ((select app.schools('teacher'))::int[]) and exists (
      select 1 from students s where s.school_id = guardianships.school_id and s.id = guardianships.student_id)));
create policy binding_codes_teacher on binding_codes to anxin_account
  using (school_id = any ((select app.schools('teacher'))::int[]) and exists (
    select 1 from students s where s.school_id = binding_codes.school_id and s.id = binding_codes.student_id));

grant select, insert, update on consents to anxin_account;
create policy consents_self on consents to anxin_account using (user_id = (select app.user_id()));

grant select, update, delete on messages to anxin_account;
create policy messages_self on messages to anxin_account using (user_id = (select app.user_id()));

grant select, insert, update, delete on reminder_credits to anxin_account;
create policy reminder_credits_self on reminder_credits to anxin_account using (user_id = (select app.user_id()));

grant select, insert, update, delete on roster_imports to anxin_account;
create policy roster_imports_account on roster_imports to anxin_account
  using (school_id = any ((select app.schools('school_admin'))::int[])
    or (select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));
grant select, insert, delete on roster_rows to anxin_account;
create policy roster_rows_account on roster_rows to anxin_account
  using (exists (select 1 from roster_imports i where i.id = import_id));

grant insert on access_log to anxin_account, anxin_report;
grant select on access_log to anxin_account;
create policy access_log_write on access_log for insert to anxin_account, anxin_report with check (user_id = (select app.user_id()));
create policy access_log_read on access_log for select to anxin_account
  using ((select app.at_bureau('bureau_officer')) or school_id = any ((select app.schools('school_head'))::int[]) or user_id = (select app.user_id()));

grant select, insert, update on requests to anxin_account, anxin_report;
create policy requests_own on requests to anxin_account, anxin_report using (actor_key = (select app.actor_key()));

grant insert on outbox to anxin_account, anxin_report;
create policy outbox_write on outbox for insert to anxin_account, anxin_report with check (true);

-- Jobs: deliver notices, sweep what is old. Sees no case, no child.
grant select, update, delete on outbox to anxin_jobs;
grant select, insert, delete on messages to anxin_jobs;
grant select, update on reminder_credits to anxin_jobs;
grant select, delete on requests, attempts, web_sign_ins, sessions to anxin_jobs;
grant select, update, delete on uploads to anxin_jobs;
grant select, delete on binding_codes to anxin_jobs;
grant select on users to anxin_jobs;
create policy outbox_jobs on outbox to anxin_jobs using (true) with check (true);
create policy messages_jobs on messages to anxin_jobs using (true) with check (true);
create policy reminder_credits_jobs on reminder_credits to anxin_jobs using (true) with check (true);
create policy requests_jobs on requests to anxin_jobs using (true);
create policy attempts_jobs on attempts to anxin_jobs using (true);
create policy web_sign_ins_jobs on web_sign_ins to anxin_jobs using (true);
create policy sessions_jobs on sessions to anxin_jobs using (true);
create policy uploads_jobs on uploads to anxin_jobs using (true);
create policy binding_codes_jobs on binding_codes to anxin_jobs using (expires_at < now());
create policy users_jobs on users for select to anxin_jobs using (true);

-- Reports: a handler of that school, or the person who holds the receipt or the account behind it.
grant select, insert, update on case_serials to anxin_report;
create policy case_serials_report on case_serials to anxin_report using (true) with check (true);

grant select, insert, update on cases to anxin_report;
create policy cases_handler on cases for all to anxin_report
  using (school_id = any ((select app.schools('handler'))::int[]));
create policy cases_reporter on cases for all to anxin_report
  using (reporter_key = (select app.reporter_key()) or receipt_key = (select app.receipt_key()));

grant select, insert on case_identities to anxin_report;
create policy case_identities_reporter on case_identities for insert to anxin_report
  with check (exists (select 1 from cases c where c.school_id = case_identities.school_id and c.id = case_id
    and (c.reporter_key = (select app.reporter_key()) or c.receipt_key = (select app.receipt_key()))));
create policy case_identities_read on case_identities for select to anxin_report
  using (reporter_key = (select app.reporter_key()));

grant select, insert on case_events to anxin_report;
create policy case_events_seen on case_events to anxin_report
  using (exists (select 1 from cases c where c.school_id = case_events.school_id and c.id = case_id));

grant select, insert on case_event_contents to anxin_report;
create policy case_event_contents_handler on case_event_contents to anxin_report
  using (school_id = any ((select app.schools('handler'))::int[]));
create policy case_event_contents_reporter on case_event_contents to anxin_report
  using (not is_internal and exists (select 1 from cases c where c.school_id = case_event_contents.school_id and c.id = case_id
    and (c.reporter_key = (select app.reporter_key()) or c.receipt_key = (select app.receipt_key()))));

grant select, insert on case_files to anxin_report;
create policy case_files_seen on case_files to anxin_report
  using (exists (select 1 from cases c where c.school_id = case_files.school_id and c.id = case_id));

grant select, insert, update on uploads to anxin_report;
create policy uploads_own on uploads to anxin_report using (owner_key = (select app.actor_key()));

grant select on posts to anxin_report;
create policy posts_report on posts for select to anxin_report
  using (school_id = any ((select app.schools('handler'))::int[])
    or (role in ('handler', 'school_admin', 'school_head') and school_id = (select app.setting('filing_school')::int))
    or (role = 'bureau_officer' and school_id is null and (select app.setting('filing_school')) is not null));
comment on policy posts_report on posts is 'filing_school is set by the report function while it tells a school, or those above it, of a case.';
grant select on students, classes, guardianships to anxin_report;
create policy students_report on students for select to anxin_report using (id = any ((select app.students())::int[]));
create policy classes_report on classes for select to anxin_report
  using (exists (select 1 from students s where s.school_id = classes.school_id and s.class_id = classes.id));
create policy guardianships_report on guardianships for select to anxin_report using (user_id = (select app.user_id()));
grant select on users to anxin_report;
create policy users_report on users for select to anxin_report using (id = (select app.user_id()));
