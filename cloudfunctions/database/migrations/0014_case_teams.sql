-- Who else reads a case: colleagues whom its handler asked in, and the head and the bureau once a clock of it has climbed to them.

create table case_members (
  school_id int not null,
  case_id uuid not null,
  id uuid not null,
  user_id uuid not null references users,
  post_id uuid not null references posts,
  name text not null,
  role text not null,
  case_number text not null,
  kind text not null,
  level text not null,
  status text not null default 'invited',
  invited_by uuid not null references users,
  invited_by_name text not null,
  invited_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  primary key (school_id, case_id, id),
  constraint case_members_id_key unique (id),
  constraint case_members_case_fkey foreign key (school_id, case_id) references cases (school_id, id),
  constraint case_members_status_check check (status in ('invited', 'joined', 'declined', 'left', 'removed')),
  constraint case_members_answered_check check (status not in ('joined', 'declined', 'left') or answered_at is not null),
  constraint case_members_ended_check check ((status in ('left', 'removed')) = (ended_at is not null))
);
comment on table case_members is 'Colleagues whom a case''s handler asked in: a row an invitation, never a second chance of an old one. Why they were asked is said nowhere here.';
comment on column case_members.post_id is 'The post under which they were asked; with name and role as they stood then.';
comment on column case_members.case_number is 'With kind and level, as they stood when asked: all that they learn of the case before they accept.';
create unique index case_members_active_key on case_members (case_id, user_id) where status in ('invited', 'joined');
create index case_members_user on case_members (user_id, invited_at desc) where status in ('invited', 'joined');

alter table case_members enable row level security;
alter table case_members force row level security;
grant select, insert, update, delete on case_members to anxin_operator;
create policy case_members_operator on case_members to anxin_operator using (true) with check (true);

-- The one case whose team an operation looks at, after it has opened the case itself.
create function app.team_case() returns uuid language sql stable return app.setting('team_case')::uuid;

-- No policy here looks at cases: those of cases look here.
grant select, insert on case_members to anxin_report;
grant update (status, answered_at, ended_at) on case_members to anxin_report;
create policy case_members_own on case_members for select to anxin_report
  using (user_id = (select app.user_id()));
create policy case_members_of_case on case_members for select to anxin_report
  using (case_id = (select app.team_case()) or case_id = (select app.handing_on()));
create policy case_members_invite on case_members for insert to anxin_report
  with check (case_id = (select app.team_case()) and status = 'invited' and invited_by = (select app.user_id())
    and user_id <> (select app.user_id()) and school_id = any ((select app.schools('handler'))::int[]));
create policy case_members_answer on case_members for update to anxin_report
  using (user_id = (select app.user_id()) and status in ('invited', 'joined'))
  with check (user_id = (select app.user_id()) and status in ('joined', 'declined', 'left'));
create policy case_members_remove on case_members for update to anxin_report
  using (case_id = (select app.team_case()) and status in ('invited', 'joined')
    and school_id = any ((select app.schools('handler'))::int[]))
  with check (case_id = (select app.team_case()) and status = 'removed');
create policy case_members_handing_on on case_members for update to anxin_report
  using (case_id = (select app.handing_on()) and status in ('invited', 'joined'))
  with check (case_id = (select app.handing_on()) and status = 'removed');

-- Whoever joined reads the case and adds to it while they hold the post, unless it left the school's sight or they stand aside.
create policy cases_team on cases for all to anxin_report
  using (not is_hidden_from_school and not (select app.user_id()) = any (excluded_user_ids)
    and (school_id, id) in (select m.school_id, m.case_id from case_members m
      where m.user_id = (select app.user_id()) and m.status = 'joined' and m.school_id = any (app.schools(m.role))));
create policy case_event_contents_team on case_event_contents to anxin_report
  using (exists (select 1 from cases c where c.school_id = case_event_contents.school_id and c.id = case_id
    and not seq = any (c.withdrawn_seqs)
    and not c.is_hidden_from_school and not (select app.user_id()) = any (c.excluded_user_ids)
    and (c.school_id, c.id) in (select m.school_id, m.case_id from case_members m
      where m.user_id = (select app.user_id()) and m.status = 'joined' and m.school_id = any (app.schools(m.role)))));

-- The ladder of a clock: from then on the head, and later the bureau, reads what is late.
alter table cases
  add column head_sees_since timestamptz,
  add column bureau_sees_since timestamptz;
comment on column cases.head_sees_since is 'When a clock of it first climbed to the school''s head; null: the head sees nothing of it.';
comment on column cases.bureau_sees_since is 'The same for the bureau, where the school handles it.';
set local role anxin_operator;
update cases c set
  head_sees_since = (select min(k.climbed_head_at) from case_clocks k where k.school_id = c.school_id and k.case_id = c.id),
  bureau_sees_since = (select min(k.climbed_bureau_at) from case_clocks k where k.school_id = c.school_id and k.case_id = c.id)
where c.held_by = 'school' and not c.is_hidden_from_school
  and exists (select 1 from case_clocks k where k.school_id = c.school_id and k.case_id = c.id
    and (k.climbed_head_at is not null or k.climbed_bureau_at is not null));
reset role;
grant update (head_sees_since, bureau_sees_since) on cases to anxin_clocks;

create policy cases_above on cases for all to anxin_report
  using (not is_hidden_from_school and not (select app.user_id()) = any (excluded_user_ids)
    and (head_sees_since is not null and school_id = any ((select app.schools('school_head'))::int[])
      or bureau_sees_since is not null and held_by = 'school' and (select app.at_bureau('bureau_officer'))));
create policy case_event_contents_above on case_event_contents to anxin_report
  using (exists (select 1 from cases c where c.school_id = case_event_contents.school_id and c.id = case_id
    and not seq = any (c.withdrawn_seqs)
    and not c.is_hidden_from_school and not (select app.user_id()) = any (c.excluded_user_ids)
    and (c.head_sees_since is not null and c.school_id = any ((select app.schools('school_head'))::int[])
      or c.bureau_sees_since is not null and c.held_by = 'school' and (select app.at_bureau('bureau_officer')))));
