-- What the bureau may see of schools' cases whose clocks ran out and climbed to it: that they are late, and nothing of what is in them.

do $$
begin
  begin
    create role anxin_overdue nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, 'anxin_overdue', 'member') then
    grant anxin_overdue to current_user;
  end if;
end $$;
grant usage on schema app, public to anxin_overdue;

-- Nobody acts as anxin_overdue: it owns one view, and reaches no more of a case than the view shows.
grant select (school_id, case_id, kind, due_at, done_at, paused_at, climbed_bureau_at) on case_clocks to anxin_overdue;
create policy case_clocks_overdue on case_clocks for select to anxin_overdue
  using (climbed_bureau_at is not null and done_at is null and paused_at is null);
grant select (school_id, id, number, kind, level, state, held_by, is_hidden_from_school, excluded_user_ids) on cases to anxin_overdue;
create policy cases_overdue on cases for select to anxin_overdue
  using (held_by = 'school' and not is_hidden_from_school and state not in ('closed', 'withdrawn'));

create view app.overdue_clocks with (security_barrier) as
  select c.school_id, c.number, c.kind, c.level, k.kind as clock, k.due_at, k.climbed_bureau_at, c.excluded_user_ids
  from case_clocks k
  join cases c on c.school_id = k.school_id and c.id = k.case_id
  where k.climbed_bureau_at is not null and k.done_at is null and k.paused_at is null
    and c.held_by = 'school' and not c.is_hidden_from_school and c.state not in ('closed', 'withdrawn')
    and (select app.at_bureau('bureau_officer'))
    and not (select app.user_id()) = any (c.excluded_user_ids);
comment on view app.overdue_clocks is 'For officers of the bureau alone. A row a clock; never a word, a name of a person or the id of a case.';
comment on column app.overdue_clocks.excluded_user_ids is 'Who stands aside, so that no reminder reaches them; never shown.';
grant create on schema app to anxin_overdue;
alter view app.overdue_clocks owner to anxin_overdue;
revoke create on schema app from anxin_overdue;
grant select on app.overdue_clocks to anxin_report;

create table overdue_reminders (
  school_id int not null references schools,
  reminded_on date not null,
  reminded_at timestamptz not null,
  reminded_by uuid not null references users,
  primary key (school_id, reminded_on)
);
comment on table overdue_reminders is 'The bureau reminded a school of its late cases: once a day, whoever presses.';

alter table overdue_reminders enable row level security;
alter table overdue_reminders force row level security;
grant select, insert, update, delete on overdue_reminders to anxin_operator;
create policy overdue_reminders_operator on overdue_reminders to anxin_operator using (true) with check (true);
grant select, insert on overdue_reminders to anxin_report;
create policy overdue_reminders_bureau on overdue_reminders to anxin_report
  using ((select app.at_bureau('bureau_officer')))
  with check ((select app.at_bureau('bureau_officer')) and reminded_by = (select app.user_id()));
