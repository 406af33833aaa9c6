-- A root a day over the chains of all cases, published; so that a whole case cannot vanish, or fall back, unseen.

do $$
begin
  begin
    create role anxin_roots nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, 'anxin_roots', 'member') then
    grant anxin_roots to current_user;
  end if;
end $$;
grant usage on schema app, public to anxin_roots;

create table daily_roots (
  day date primary key,
  tree text not null,
  previous text not null,
  root text not null,
  made_at timestamptz not null,
  constraint daily_roots_root_key unique (root)
);
comment on table daily_roots is 'What is published: it says nothing of how many cases there are, or of any one.';
comment on column daily_roots.day is 'Calendar day in China whose end the root seals.';
comment on column daily_roots.previous is 'The root of the day before; 64 zeros before the first.';

create table daily_trees (
  day date primary key references daily_roots,
  leaves bytea not null
);
comment on table daily_trees is 'The leaves of all cases of a day, 32 bytes each, from which a receipt''s proof is made. Never published: their number tells how many cases there are.';

do $$
declare t text;
begin
  foreach t in array array['daily_roots', 'daily_trees'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;

-- The maker of roots sees of a case its school and id, and of a step its place, moment and hash; it never changes or removes a root.
grant select (school_id, case_id, seq, at, hash) on case_events to anxin_roots;
create policy case_events_roots on case_events for select to anxin_roots using (true);
grant select, insert on daily_roots, daily_trees to anxin_roots;
create policy daily_roots_make on daily_roots to anxin_roots using (true) with check (true);
create policy daily_trees_make on daily_trees to anxin_roots using (true) with check (true);

-- Everybody may know the roots.
grant select on daily_roots to anxin_report;
create policy daily_roots_read on daily_roots for select to anxin_report using (true);
