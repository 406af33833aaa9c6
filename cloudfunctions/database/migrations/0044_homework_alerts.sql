-- Notices about homework: rules as data, the evidence they rest on, the school's reply, and the bureau where none comes.

create table homework_alert_rules (
  id text primary key,
  kind text not null,
  days_over int not null,
  days_of int not null,
  margin_percent int not null default 0,
  reply_school_days int not null,
  document text not null,
  layer text not null,
  constraint homework_alert_rules_kind_check check (kind in ('load', 'bedtime', 'estimate')),
  constraint homework_alert_rules_days_check check (days_over between 1 and days_of and days_of <= 20)
);
comment on table homework_alert_rules is 'When a class''s published numbers ask for a look: so many of so many school days.';
comment on column homework_alert_rules.margin_percent is 'How far logged minutes may lie above the estimate.';

insert into homework_alert_rules (id, kind, days_over, days_of, margin_percent, reply_school_days, document, layer) values
  ('load', 'load', 3, 5, 0, 5, '《关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见》（2021）', 'national'),
  ('bedtime', 'bedtime', 3, 5, 0, 5, '教基厅函〔2021〕11号', 'national'),
  ('estimate', 'estimate', 3, 5, 25, 5, '作业公示办法（区）', 'district');

create table homework_alerts (
  school_id int not null references schools,
  id uuid not null,
  class_id int not null,
  grade int not null,
  rule_id text not null references homework_alert_rules,
  measure text not null,
  first_day date not null,
  last_day date not null,
  evidence jsonb not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  climbed_at timestamptz,
  reply text not null default '',
  replied_by uuid references users,
  replied_by_name text,
  replied_at timestamptz,
  primary key (school_id, id),
  constraint homework_alerts_id_key unique (id),
  constraint homework_alerts_once unique (class_id, rule_id, measure, last_day),
  constraint homework_alerts_class_fkey foreign key (school_id, class_id) references classes (school_id, id)
);
comment on column homework_alerts.evidence is 'The published numbers of the days it rests on. No day counts for two notices of the same thing.';
create index homework_alerts_due on homework_alerts (due_at) where replied_at is null and climbed_at is null;

do $$
declare t text;
begin
  foreach t in array array['homework_alert_rules', 'homework_alerts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;

-- The counting role raises notices, lets them climb, and tells those who must know.
grant select on homework_alert_rules, calendar_days, schools, homework_boards to anxin_rollups;
create policy homework_alert_rules_rollups on homework_alert_rules for select to anxin_rollups using (true);
create policy calendar_days_rollups on calendar_days for select to anxin_rollups using (true);
create policy schools_rollups on schools for select to anxin_rollups using (true);
create policy homework_boards_rollups on homework_boards for select to anxin_rollups using (true);
grant select, insert on homework_alerts to anxin_rollups;
grant update (climbed_at) on homework_alerts to anxin_rollups;
create policy homework_alerts_rollups on homework_alerts to anxin_rollups using (true) with check (true);
grant select on posts to anxin_rollups;
create policy posts_rollups on posts for select to anxin_rollups
  using (ended_at is null and role in ('grade_head', 'school_head', 'school_admin', 'bureau_officer'));
grant insert on outbox to anxin_rollups;
create policy outbox_rollups on outbox for insert to anxin_rollups with check (true);

grant select on homework_alert_rules to anxin_homework;
create policy homework_alert_rules_read on homework_alert_rules for select to anxin_homework using (true);
grant select on homework_alerts to anxin_homework;
grant update (reply, replied_by, replied_by_name, replied_at) on homework_alerts to anxin_homework;
create policy homework_alerts_school on homework_alerts for select to anxin_homework
  using (school_id = any ((select app.schools('school_head'))::int[]) or school_id = any ((select app.schools('school_admin'))::int[])
    or school_id = any ((select app.schools('grade_head'))::int[]));
create policy homework_alerts_bureau on homework_alerts for select to anxin_homework
  using ((select app.at_bureau('bureau_officer')));
create policy homework_alerts_reply on homework_alerts for update to anxin_homework
  using (replied_at is null
    and (school_id = any ((select app.schools('school_head'))::int[]) or school_id = any ((select app.schools('school_admin'))::int[])))
  with check (replied_by = (select app.user_id()));

-- The bureau opens a school's grid: its classes and boards.
create policy classes_homework_bureau on classes for select to anxin_homework using ((select app.at_bureau('bureau_officer')));
create policy homework_boards_bureau on homework_boards for select to anxin_homework using ((select app.at_bureau('bureau_officer')));
