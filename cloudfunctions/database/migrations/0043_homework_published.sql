-- What a day's numbers show to a school and the bureau: passed the gate once, and kept as it was shown. And the one reminder a family may ask for.

create table homework_publications (
  day date primary key,
  published_at timestamptz not null
);
comment on table homework_publications is 'Days whose numbers were published, once; what is logged later is in the family''s own pages and in nothing published.';

create table homework_published (
  day date not null references homework_publications,
  grade int not null,
  row int not null,
  scope text not null,
  school_id int references schools,
  class_id int,
  cells jsonb not null,
  primary key (day, grade, row),
  constraint homework_published_scope_check check (scope in ('district', 'school', 'class'))
);
comment on column homework_published.cells is 'By measure: answers, children who could have answered, p50, p75, mean. A measure that is not there is not shown: fewer than ten, or it would give such a one away.';
create index homework_published_school on homework_published (school_id, day);
create index homework_published_scope on homework_published (scope, day);

create table homework_reminders (
  school_id int not null,
  student_id int not null,
  user_id uuid not null references users,
  at_minutes int not null,
  asked_at timestamptz not null,
  last_on date,
  primary key (school_id, student_id, user_id),
  constraint homework_reminders_student_fkey foreign key (school_id, student_id) references students (school_id, id) on update cascade,
  constraint homework_reminders_minutes_check check (at_minutes between 1020 and 1320)
);
comment on table homework_reminders is 'Who asked to be reminded of tonight''s log, and at what minute of the day in China; once an evening, never where something was logged.';

do $$
declare t text;
begin
  foreach t in array array['homework_publications', 'homework_published', 'homework_reminders'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;

-- The counting role publishes and cannot change what it published. It sees how many children there are, not who.
grant select, insert on homework_publications, homework_published to anxin_rollups;
create policy homework_publications_publish on homework_publications to anxin_rollups using (true) with check (true);
create policy homework_published_publish on homework_published to anxin_rollups using (true) with check (true);
grant select on classes to anxin_rollups;
create policy classes_rollups on classes for select to anxin_rollups using (true);
grant select (school_id, id, class_id, left_at) on students to anxin_rollups;
create policy students_rollups on students for select to anxin_rollups using (true);

grant select on homework_publications, homework_published to anxin_homework;
create policy homework_publications_read on homework_publications for select to anxin_homework
  using (cardinality((select app.homework_schools())::int[]) > 0 or (select app.at_bureau('bureau_officer')));
create policy homework_published_school on homework_published for select to anxin_homework
  using (school_id = any ((select app.schools('school_head'))::int[]) or school_id = any ((select app.schools('school_admin'))::int[])
    or school_id = any ((select app.schools('grade_head'))::int[]));
create policy homework_published_bureau on homework_published for select to anxin_homework
  using ((select app.at_bureau('bureau_officer')));

grant select, insert, update, delete on homework_reminders to anxin_homework;
create policy homework_reminders_own on homework_reminders to anxin_homework
  using (user_id = (select app.user_id()) and student_id = any ((select app.students())::int[]));
grant select, delete on homework_reminders to anxin_account;
create policy homework_reminders_account on homework_reminders to anxin_account using (user_id = (select app.user_id()));

-- The job that reminds: whether something was logged, not what.
grant insert on outbox to anxin_jobs;
grant select on calendar_days to anxin_jobs;
create policy calendar_days_jobs on calendar_days for select to anxin_jobs using (true);
grant select, update on homework_reminders to anxin_jobs;
create policy homework_reminders_jobs on homework_reminders to anxin_jobs using (true) with check (true);
grant select (school_id, student_id, day) on homework_logs to anxin_jobs;
create policy homework_logs_jobs on homework_logs for select to anxin_jobs using (true);
grant select (school_id, student_id, user_id, status) on guardianships to anxin_jobs;
create policy guardianships_jobs on guardianships for select to anxin_jobs using (status = 'active');
