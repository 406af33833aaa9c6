-- Numbers of reports: what passed the gate, kept as it was shown, and a role that counts and sees nothing else.

do $$
begin
  begin
    create role anxin_statistics nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, 'anxin_statistics', 'member') then
    grant anxin_statistics to current_user;
  end if;
end $$;
grant usage on schema app, public to anxin_statistics;

alter table cases
  add column place_group text not null default 'unsaid',
  add constraint cases_place_group_check check (place_group in ('unsaid', 'classroom', 'corridor', 'playground', 'toilet',
    'canteen', 'dormitory', 'gate', 'way', 'online', 'elsewhere'));
comment on column cases.place_group is 'One of a closed list, decided when it is filed; the words themselves are sealed. @see docs/decisions/0011';
create index cases_filed on cases (filed_at);

create table report_statistics (
  period text not null,
  row int not null,
  scope text not null,
  school_id int references schools,
  school_ids int[] not null default '{}',
  total int,
  tables jsonb not null,
  published_at timestamptz not null,
  primary key (period, row),
  constraint report_statistics_scope_check check (scope in ('district', 'school', 'together', 'bureau')),
  constraint report_statistics_school_check check ((scope = 'school') = (school_id is not null))
);
comment on table report_statistics is 'One publication a period, as it was shown. Numbers that were hidden are nowhere in it. @see docs/decisions/0011';
comment on column report_statistics.period is 'Half of a school year: 2025-2 is February to July 2026.';
comment on column report_statistics.scope is 'district: all cases that their schools know of. together: schools too small to stand alone. bureau: cases hidden from their schools.';
comment on column report_statistics.total is 'Null: fewer than 10, or standing together with others.';
create unique index report_statistics_school_key on report_statistics (period, school_id) where school_id is not null;

alter table report_statistics enable row level security;
alter table report_statistics force row level security;
grant select, insert, update, delete on report_statistics to anxin_operator;
create policy report_statistics_operator on report_statistics to anxin_operator using (true) with check (true);

grant select on report_statistics to anxin_report;
create policy report_statistics_school on report_statistics for select to anxin_report
  using (school_id = any ((select app.schools('handler'))::int[]) or school_id = any ((select app.schools('school_head'))::int[]));
create policy report_statistics_bureau on report_statistics for select to anxin_report
  using ((select app.at_bureau('bureau_officer')));

-- The counting role writes a publication once and cannot change it. It sees columns, not cases.
grant select, insert on report_statistics to anxin_statistics;
create policy report_statistics_publish on report_statistics to anxin_statistics using (true) with check (true);
grant select on schools to anxin_statistics;
create policy schools_statistics on schools for select to anxin_statistics using (true);
grant select (school_id, id, kind, level, place_group, grade, state, outcome, is_hidden_from_school, filed_at,
  first_looked_at, closed_at) on cases to anxin_statistics;
create policy cases_statistics on cases for select to anxin_statistics using (true);
grant select (school_id, case_id, kind) on case_events to anxin_statistics;
create policy case_events_statistics on case_events for select to anxin_statistics using (true);
