-- Legal clocks that really run: the district's calendar, the rules as data with their document, each case's clocks, and a
-- role for the run that warns and climbs. That run sees one case at a time and nobody's words.

do $$
begin
  begin
    create role anxin_clocks nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, 'anxin_clocks', 'member') then
    grant anxin_clocks to current_user;
  end if;
end $$;
grant usage on schema app, public to anxin_clocks;

create table calendar_days (
  day date primary key,
  is_school_day boolean not null,
  name text not null default '',
  updated_at timestamptz not null default now()
);
comment on table calendar_days is 'Days that differ from Monday to Friday at school, Saturday and Sunday off: holidays, swapped working days.';

create table clock_rules (
  id text primary key,
  clock text not null,
  case_kinds text[],
  is_urgent boolean,
  held_by text,
  amount int not null,
  unit text not null,
  warn_minutes int not null,
  climb_minutes int not null,
  pause_most_days int not null,
  document text not null,
  layer text not null,
  is_default boolean not null,
  constraint clock_rules_clock_check check (clock in ('first_look', 'investigation', 'register', 'close', 'appeal', 'reply')),
  constraint clock_rules_unit_check check (unit in ('hours', 'calendar_days', 'school_days')),
  constraint clock_rules_layer_check check (layer in ('national', 'province', 'city', 'district', 'school')),
  constraint clock_rules_held_by_check check (held_by in ('school', 'bureau')),
  constraint clock_rules_amount_check check (amount > 0 and warn_minutes >= 0 and climb_minutes >= 0 and pause_most_days >= 0)
);
comment on table clock_rules is 'How long each thing may take, by which document. Where several fit a case, the one that ends first counts.';
comment on column clock_rules.case_kinds is 'Kinds of case it is for; null: all. So is_urgent and held_by.';
comment on column clock_rules.warn_minutes is 'Before the end: when whoever works on the case is warned.';
comment on column clock_rules.climb_minutes is 'After the end: when it climbs from the head to the bureau.';
comment on column clock_rules.pause_most_days is 'Days that such a clock may stand still in all; 0: never.';
comment on column clock_rules.is_default is 'True: the district''s own figure, or one recalled and not re-read; the bureau may change it. False: the document''s.';

create table clock_rule_changes (
  id uuid primary key,
  rule_id text not null references clock_rules,
  changed_at timestamptz not null,
  changed_by uuid not null references users,
  changed_by_name text not null,
  before text not null,
  after text not null
);
create index clock_rule_changes_age on clock_rule_changes (changed_at desc);

create table case_clocks (
  school_id int not null,
  case_id uuid not null,
  kind text not null,
  round int not null,
  document text not null,
  layer text not null,
  unit text not null,
  pause_most_days int not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  warn_at timestamptz,
  climb_at timestamptz not null,
  done_at timestamptz,
  paused_at timestamptz,
  paused_until timestamptz,
  paused_seconds int not null default 0,
  warned_at timestamptz,
  climbed_head_at timestamptz,
  climbed_bureau_at timestamptz,
  next_at timestamptz,
  primary key (school_id, case_id, kind, round),
  constraint case_clocks_case_fkey foreign key (school_id, case_id) references cases (school_id, id),
  constraint case_clocks_pause_check check ((paused_at is null) = (paused_until is null))
);
comment on table case_clocks is 'A case''s clocks as they were started: a rule changed later does not move them. The reason of a pause is sealed in its step.';
comment on column case_clocks.round is '1, and one more each time the same thing has to be done again.';
comment on column case_clocks.next_at is 'When the run must look at it next: a pause over, a warning, the end, the climb to the bureau. Null: never again.';
create index case_clocks_next on case_clocks (next_at) where next_at is not null;
create unique index case_clocks_running_key on case_clocks (school_id, case_id, kind) where done_at is null;

-- How it ended: satisfied, silent (asked for a week, no answer), review_final, withdrawn.
alter table cases
  add column outcome text,
  add constraint cases_outcome_check check (outcome in ('satisfied', 'silent', 'review_final', 'withdrawn'));
comment on column cases.due_at is 'When the first of the school''s or the bureau''s running clocks lapses; null once closed, while paused, or while the reporter is asked.';

insert into clock_rules
  (id, clock, case_kinds, is_urgent, held_by, amount, unit, warn_minutes, climb_minutes, pause_most_days, document, layer, is_default)
values
  ('first_look', 'first_look', null, false, null, 24, 'hours', 240, 1440, 0, '本区受理时限', 'district', true),
  ('first_look_urgent', 'first_look', null, true, null, 2, 'hours', 30, 120, 0, '本区受理时限', 'district', true),
  ('investigation', 'investigation', '{bullying}', null, null, 10, 'calendar_days', 2880, 4320, 15, '教督〔2017〕10号', 'national', false),
  ('investigation_danger', 'investigation', '{danger}', null, null, 10, 'calendar_days', 2880, 4320, 15, '本区隐患办理时限', 'district', true),
  ('register', 'register', '{canteen,homework,fees,tutoring,staff,other}', null, null, 15, 'calendar_days', 4320, 1440, 0, '《信访工作条例》（2022）第二十二条', 'national', false),
  ('close', 'close', '{canteen,homework,fees,tutoring,staff,other}', null, null, 60, 'calendar_days', 10080, 4320, 30, '《信访工作条例》（2022）第三十四条', 'national', false),
  ('appeal', 'appeal', null, null, null, 15, 'calendar_days', 4320, 1440, 7, '教督〔2017〕10号', 'national', true),
  ('reply', 'reply', null, null, null, 7, 'calendar_days', 2880, 0, 0, '本区征求意见时限', 'district', true);

-- 2026 as the State Council announced it; the bureau checks it and adds what is local.
insert into calendar_days (day, is_school_day, name)
select d::date, false, name from (values
  ('2026-01-01'::date, '2026-01-03'::date, '元旦'),
  ('2026-02-15', '2026-02-23', '春节'),
  ('2026-04-04', '2026-04-06', '清明节'),
  ('2026-05-01', '2026-05-05', '劳动节'),
  ('2026-06-19', '2026-06-21', '端午节'),
  ('2026-09-25', '2026-09-27', '中秋节'),
  ('2026-10-01', '2026-10-07', '国庆节')) as spans(first, last, name), generate_series(first, last, interval '1 day') as d;
insert into calendar_days (day, is_school_day, name) values
  ('2026-01-04', true, '元旦调休'),
  ('2026-02-14', true, '春节调休'),
  ('2026-02-28', true, '春节调休'),
  ('2026-05-09', true, '劳动节调休'),
  ('2026-09-20', true, '国庆节调休'),
  ('2026-10-10', true, '国庆节调休');

-- Cases from before: the first look of each, then what runs by its kind.
insert into case_clocks (school_id, case_id, kind, round, document, layer, unit, pause_most_days, started_at, due_at, warn_at, climb_at, done_at)
select c.school_id, c.id, r.clock, 1, r.document, r.layer, r.unit, r.pause_most_days, s.at, e.at,
  e.at - make_interval(mins => r.warn_minutes), e.at + make_interval(mins => r.climb_minutes),
  case when r.clock in ('first_look', 'register') then coalesce(c.first_looked_at, c.closed_at) else c.closed_at end
from cases c
join clock_rules r on (r.case_kinds is null or c.kind = any (r.case_kinds)) and coalesce(r.is_urgent, c.is_urgent) = c.is_urgent
cross join lateral (select case when r.clock = 'investigation' then c.first_looked_at else c.filed_at end as at) s
cross join lateral (select s.at + case when r.unit = 'hours' then make_interval(hours => r.amount) else make_interval(hours => 24 * r.amount) end as at) e
where r.clock in ('first_look', 'investigation', 'register', 'close') and s.at is not null;
update case_clocks set next_at = warn_at where done_at is null;
update cases c set due_at = (
  select min(k.due_at) from case_clocks k where k.school_id = c.school_id and k.case_id = c.id and k.done_at is null);

do $$
declare t text;
begin
  foreach t in array array['calendar_days', 'clock_rules', 'clock_rule_changes', 'case_clocks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;

-- Public facts: what day is a school day, how long things may take. The bureau keeps both.
grant select on calendar_days to anxin_account, anxin_report, anxin_clocks;
create policy calendar_days_read on calendar_days for select to anxin_account, anxin_report, anxin_clocks using (true);
grant insert, update, delete on calendar_days to anxin_account;
create policy calendar_days_bureau on calendar_days to anxin_account using ((select app.at_bureau('bureau_officer')));

grant select, update on clock_rules to anxin_report;
create policy clock_rules_read on clock_rules for select to anxin_report using (true);
create policy clock_rules_bureau on clock_rules for update to anxin_report using ((select app.at_bureau('bureau_officer')));

grant select, insert on clock_rule_changes to anxin_report;
create policy clock_rule_changes_bureau on clock_rule_changes to anxin_report
  using ((select app.at_bureau('bureau_officer')))
  with check ((select app.at_bureau('bureau_officer')) and changed_by = (select app.user_id()));

-- A clock stands and falls with its case.
grant select, insert, update on case_clocks to anxin_report;
create policy case_clocks_seen on case_clocks to anxin_report
  using (exists (select 1 from cases c where c.school_id = case_clocks.school_id and c.id = case_id));

-- The run: all clocks, but of cases only the one it has taken up, without its words; it adds steps and never reads one.
create function app.clocked_case() returns uuid language sql stable return app.setting('clocked_case')::uuid;
grant select, update on case_clocks to anxin_clocks;
create policy case_clocks_run on case_clocks to anxin_clocks using (true);

grant select (school_id, id, kind, state, is_urgent, held_by, is_hidden_from_school, handler_post_id, notify_sealed,
    data_key_wrapped, key_version, events, head, last_at, due_at, reporter_wrote_seq, school_wrote_seq),
  update (state, outcome, closed_at, events, head, last_at, due_at, reporter_wrote_seq, school_wrote_seq)
  on cases to anxin_clocks;
create policy cases_run on cases to anxin_clocks using (id = (select app.clocked_case()));
grant insert on case_events, case_event_contents to anxin_clocks;
create policy case_events_run on case_events for insert to anxin_clocks with check (case_id = (select app.clocked_case()));
create policy case_event_contents_run on case_event_contents for insert to anxin_clocks
  with check (case_id = (select app.clocked_case()));

grant select on schools to anxin_clocks;
create policy schools_run on schools for select to anxin_clocks using (true);
grant select on posts to anxin_clocks;
create policy posts_run on posts for select to anxin_clocks
  using (ended_at is null and (
    (role in ('handler', 'school_head') and school_id = (select app.setting('filing_school')::int))
    or (role = 'bureau_officer' and school_id is null)));
comment on policy posts_run on posts is 'filing_school is set by the run while it tells a school; never for a case that is hidden from it.';
grant insert on outbox to anxin_clocks;
create policy outbox_run on outbox for insert to anxin_clocks with check (true);
