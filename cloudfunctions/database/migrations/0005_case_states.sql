-- What a report may be about, and where a case may stand: further kinds, the reporter's say at the end, the bureau's review, withdrawal.
alter table cases drop constraint cases_kind_check;
alter table cases add constraint cases_kind_check
  check (kind in ('bullying', 'danger', 'canteen', 'homework', 'fees', 'tutoring', 'staff', 'other'));
alter table cases drop constraint cases_state_check;
alter table cases add constraint cases_state_check
  check (state in ('filed', 'accepted', 'investigating', 'waiting_reporter', 'asking', 'reviewing', 'closed', 'withdrawn'));

-- Who works on a case: its school's handlers, or the district bureau. A case about the school's own people is hidden from it.
alter table cases
  add column held_by text not null default 'school',
  add column is_hidden_from_school boolean not null default false,
  add constraint cases_held_by_check check (held_by in ('school', 'bureau')),
  add constraint cases_hidden_check check (held_by = 'bureau' or not is_hidden_from_school);
comment on column cases.held_by is 'Whose desk it lies on: the school''s handlers, or the bureau''s officers.';
comment on column cases.is_hidden_from_school is 'True: it names the school''s own people, and nobody at the school may know of it, totals included.';

drop policy cases_handler on cases;
create policy cases_handler on cases for all to anxin_report
  using (school_id = any ((select app.schools('handler'))::int[]) and not is_hidden_from_school);
create policy cases_bureau on cases for all to anxin_report
  using (held_by = 'bureau' and (select app.at_bureau('bureau_officer')));

-- A content row stands and falls with its case.
drop policy case_event_contents_handler on case_event_contents;
create policy case_event_contents_desk on case_event_contents to anxin_report
  using (exists (select 1 from cases c where c.school_id = case_event_contents.school_id and c.id = case_id
    and (c.school_id = any ((select app.schools('handler'))::int[]) and not c.is_hidden_from_school
      or c.held_by = 'bureau' and (select app.at_bureau('bureau_officer')))));
