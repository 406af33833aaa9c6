-- The custodian's desk: a sealed identity is asked for with a reason, approved by a second person, and opened once.

alter table cases add column has_identity boolean not null default false;
comment on column cases.has_identity is 'Whether somebody''s identity lies sealed beside the case; who it is, no handler learns from here.';
set local role anxin_operator;
update cases c set has_identity = true
where exists (select 1 from case_identities i where i.school_id = c.school_id and i.case_id = c.id);
reset role;

create table identity_requests (
  school_id int not null,
  id uuid not null,
  case_id uuid not null,
  case_number text not null,
  kind text not null,
  level text not null,
  asked_by uuid not null references users,
  asked_name text not null,
  asked_role text not null,
  asked_at timestamptz not null,
  reason_sealed bytea not null,
  answer_sealed bytea,
  data_key_wrapped bytea not null,
  key_version int not null,
  status text not null default 'waiting',
  decided_by uuid references users,
  decided_name text,
  decided_at timestamptz,
  expires_at timestamptz,
  opened_at timestamptz,
  primary key (school_id, id),
  constraint identity_requests_id_key unique (id),
  constraint identity_requests_case_fkey foreign key (school_id, case_id) references cases (school_id, id),
  constraint identity_requests_status_check check (status in ('waiting', 'approved', 'refused', 'opened')),
  constraint identity_requests_second_person check (decided_by <> asked_by),
  constraint identity_requests_decided_check check ((status = 'waiting') = (decided_by is null)),
  constraint identity_requests_approved_check check (status not in ('approved', 'opened') or expires_at is not null),
  constraint identity_requests_opened_check check ((status = 'opened') = (opened_at is not null))
);
comment on table identity_requests is 'Who asks to see a sealed identity, and what a custodian said. Holds no content of the case and not the identity.';
comment on column identity_requests.case_number is 'With kind and level, as they stood when asked: all that a custodian learns of the case.';
comment on column identity_requests.answer_sealed is 'The custodian''s words, under the same data key as the reason.';
comment on column identity_requests.expires_at is 'An approval that is not used until then lapses.';
create index identity_requests_waiting on identity_requests (asked_at) where status = 'waiting';
create index identity_requests_decided on identity_requests (decided_at desc, id) where status <> 'waiting';
create index identity_requests_asker on identity_requests (case_id, asked_by);
create unique index identity_requests_open_key on identity_requests (case_id, asked_by) where status = 'waiting';

alter table identity_requests enable row level security;
alter table identity_requests force row level security;
grant select, insert, update, delete on identity_requests to anxin_operator;
create policy identity_requests_operator on identity_requests to anxin_operator using (true) with check (true);

-- What an operation says of itself, so that a policy opens for it alone.
create function app.moment() returns timestamptz language sql stable return app.setting('moment')::timestamptz;
create function app.identity_request() returns uuid language sql stable return app.setting('identity_request')::uuid;

-- No policy here looks at cases: those of cases look here.
grant select, insert on identity_requests to anxin_report;
grant update (status, answer_sealed, decided_by, decided_name, decided_at, expires_at, opened_at) on identity_requests to anxin_report;
create policy identity_requests_asker on identity_requests for select to anxin_report
  using (asked_by = (select app.user_id()));
create policy identity_requests_custodian on identity_requests for select to anxin_report
  using ((select app.at_bureau('custodian')));
create policy identity_requests_ask on identity_requests for insert to anxin_report
  with check (asked_by = (select app.user_id()) and status = 'waiting'
    and (school_id = any ((select app.schools('handler'))::int[]) or (select app.at_bureau('bureau_officer'))));
create policy identity_requests_decide on identity_requests for update to anxin_report
  using ((select app.at_bureau('custodian')) and status = 'waiting' and asked_by <> (select app.user_id()))
  with check ((select app.at_bureau('custodian')) and status in ('approved', 'refused')
    and decided_by = (select app.user_id()) and asked_by <> (select app.user_id()));
create policy identity_requests_open on identity_requests for update to anxin_report
  using (asked_by = (select app.user_id()) and status = 'approved' and expires_at > (select app.moment()))
  with check (asked_by = (select app.user_id()) and status = 'opened');

-- The seal: open to the very person whose request was approved, until it lapses or was used, and only while that person
-- may see the case and the operation says what time it is. A query that forgets its where finds nothing.
create policy case_identities_opening on case_identities for select to anxin_report
  using (exists (select 1 from cases c where c.school_id = case_identities.school_id and c.id = case_identities.case_id)
    and exists (select 1 from identity_requests r
      where r.school_id = case_identities.school_id and r.case_id = case_identities.case_id
        and r.id = (select app.identity_request())
        and r.asked_by = (select app.user_id()) and r.status = 'approved' and r.expires_at > (select app.moment())));
-- Contact words left without an account belong to whoever holds the receipt.
create policy case_identities_receipt on case_identities for select to anxin_report
  using (reporter_key is null and exists (select 1 from cases c
    where c.school_id = case_identities.school_id and c.id = case_identities.case_id and c.receipt_key = (select app.receipt_key())));

-- A custodian adds one step to the chain of the one case that is being decided on; its steps' contents stay shut.
create policy cases_custodian on cases for select to anxin_report
  using ((select app.at_bureau('custodian'))
    and id = (select r.case_id from identity_requests r where r.id = app.identity_request() and r.status = 'waiting' and r.asked_by <> app.user_id()));
create policy cases_custodian_step on cases for update to anxin_report
  using ((select app.at_bureau('custodian'))
    and id = (select r.case_id from identity_requests r where r.id = app.identity_request() and r.status = 'waiting' and r.asked_by <> app.user_id()));
create policy case_event_contents_custodian on case_event_contents for insert to anxin_report
  with check ((select app.at_bureau('custodian')) and app.identity_request() is not null
    and exists (select 1 from cases c where c.school_id = case_event_contents.school_id and c.id = case_id));

create policy posts_custodians on posts for select to anxin_report
  using (role = 'custodian' and school_id is null and ended_at is null and (select app.setting('telling_custodians')) is not null);
comment on policy posts_custodians on posts is 'telling_custodians is set by the report function while it tells them of a request.';
