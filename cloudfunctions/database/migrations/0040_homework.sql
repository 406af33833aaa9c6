-- Homework as families log it: the raw log, by month, to which is only ever added. Nobody but the family reads a row.

do $$
begin
  begin
    create role anxin_homework nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, 'anxin_homework', 'member') then
    grant anxin_homework to current_user;
  end if;
end $$;
grant usage on schema app, public to anxin_homework;

create table homework_logs (
  school_id int not null,
  student_id int not null,
  day date not null,
  subject text not null,
  kind text not null,
  revision int not null,
  minutes int,
  class_id int not null,
  grade int not null,
  why text not null default '',
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (school_id, student_id, day, subject, kind, revision),
  constraint homework_logs_kind_check check (kind in ('written', 'unwritten', 'school')),
  constraint homework_logs_minutes_check check (minutes between 1 and 300),
  constraint homework_logs_revision_check check (revision > 0)
) partition by range (day);
comment on table homework_logs is 'Each change of an entry is a further revision; the highest one counts.';
comment on column homework_logs.minutes is 'Null: the entry was taken back.';
comment on column homework_logs.class_id is 'The class of that day''s writing: a child who moves leaves their minutes where they were worked.';

-- The months of this school year and the two after it; what lies outside goes to the rest. No role may touch a part itself.
do $$
declare
  month date;
  part text;
begin
  for month in select generate_series('2026-08-01'::date, '2029-07-01'::date, interval '1 month')::date loop
    part := 'homework_logs_' || to_char(month, 'YYYY_MM');
    execute format('create table %I partition of homework_logs for values from (%L) to (%L)',
      part, month, (month + interval '1 month')::date);
    execute format('alter table %I enable row level security', part);
    execute format('alter table %I force row level security', part);
  end loop;
end $$;
create table homework_logs_rest partition of homework_logs default;
alter table homework_logs_rest enable row level security;
alter table homework_logs_rest force row level security;

create table homework_habits (
  school_id int not null,
  student_id int not null,
  day date not null,
  revision int not null,
  in_bed_minutes int,
  up_minutes int,
  sport_minutes int,
  why text not null default '',
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (school_id, student_id, day, revision),
  constraint homework_habits_revision_check check (revision > 0)
);
comment on column homework_habits.in_bed_minutes is 'Minutes after midnight in China; past 1440 where it was after midnight.';

do $$
declare t text;
begin
  foreach t in array array['homework_logs', 'homework_habits'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
    execute format('grant select, insert on %I to anxin_homework', t);
    execute format('create policy %I on %I for select to anxin_homework using (student_id = any ((select app.students())::int[]))',
      t || '_family', t);
    execute format('create policy %I on %I for insert to anxin_homework
      with check (student_id = any ((select app.students())::int[]) and written_by = (select app.user_id()))', t || '_write', t);
  end loop;
end $$;

-- What every function needs.
grant select on schools, terms, hotlines, calendar_days to anxin_homework;
create policy schools_homework on schools for select to anxin_homework using (true);
create policy terms_homework on terms for select to anxin_homework using (true);
create policy hotlines_homework on hotlines for select to anxin_homework using (true);
create policy calendar_days_homework on calendar_days for select to anxin_homework using (true);
grant select, insert, update on requests to anxin_homework;
create policy requests_homework on requests to anxin_homework using (actor_key = (select app.actor_key()));

-- The child itself, its class, and whether a guardian has consented.
grant select on students, classes, guardianships, consents to anxin_homework;
create policy students_homework on students for select to anxin_homework
  using (id = any ((select app.students())::int[]));
create policy classes_homework on classes for select to anxin_homework
  using (exists (select 1 from students s where s.school_id = classes.school_id and s.class_id = classes.id));
create policy guardianships_homework on guardianships for select to anxin_homework
  using (student_id = any ((select app.students())::int[]) and status = 'active');
create policy consents_homework on consents for select to anxin_homework
  using (student_id = any ((select app.students())::int[]));

-- "My data": a family reads its evenings there too, and the last to leave a child takes them along.
grant select, delete on homework_logs, homework_habits to anxin_account;
create policy homework_logs_own on homework_logs for select to anxin_account using (student_id = any ((select app.students())::int[]));
create policy homework_logs_forget on homework_logs for delete to anxin_account using (student_id = any ((select app.students())::int[]));
create policy homework_habits_own on homework_habits for select to anxin_account using (student_id = any ((select app.students())::int[]));
create policy homework_habits_forget on homework_habits for delete to anxin_account using (student_id = any ((select app.students())::int[]));
