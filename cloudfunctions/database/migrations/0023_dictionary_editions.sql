-- The district's dictionary as a whole, replaced from a table file: each edition stays, and published menus are checked again.

create table dictionary_editions (
  edition int primary key,
  foods jsonb not null,
  food_count int not null,
  hash text not null,
  file_name text not null,
  made_by uuid not null references users,
  made_by_name text not null,
  made_at timestamptz not null
);
comment on table dictionary_editions is 'The newest is in force, under the words of district_words; without any the foods that come with the program.';
comment on column dictionary_editions.hash is 'Tells whether a dictionary in memory is still the right one.';

create table dictionary_drafts (
  id uuid primary key,
  owner_id uuid not null references users,
  file_name text not null,
  size_bytes int not null,
  chunk_bytes int not null,
  created_at timestamptz not null,
  stamp text,
  foods jsonb
);
comment on table dictionary_drafts is 'A dictionary on its way: its file in pieces, then what was read from it, until it is confirmed.';
comment on column dictionary_drafts.stamp is 'The dictionary that it was compared with; a confirmation is about that one and no other.';

create table menu_rechecks (
  school_id int not null,
  week_starts_on date not null,
  version int not null,
  findings jsonb not null,
  checked_at timestamptz not null,
  primary key (school_id, week_starts_on, version),
  constraint menu_rechecks_version_fkey foreign key (school_id, week_starts_on, version)
    references menu_versions (school_id, week_starts_on, version)
);
comment on table menu_rechecks is 'What the check says of a published menu since the dictionary was replaced; the version itself stays as it was.';

do $$
declare t text;
begin
  foreach t in array array['dictionary_editions', 'dictionary_drafts', 'menu_rechecks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;

grant select, insert on dictionary_editions to anxin_canteen;
create policy dictionary_editions_read on dictionary_editions for select to anxin_canteen using (true);
create policy dictionary_editions_add on dictionary_editions for insert to anxin_canteen
  with check ((select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));

grant select, insert, update, delete on dictionary_drafts to anxin_canteen;
create policy dictionary_drafts_own on dictionary_drafts to anxin_canteen
  using (owner_id = (select app.user_id()) and ((select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator'))));

grant select, insert, update on menu_rechecks to anxin_canteen;
create policy menu_rechecks_read on menu_rechecks for select to anxin_canteen
  using (school_id = any ((select app.post_schools())::int[]) or (select app.at_bureau('bureau_officer'))
    or (select app.at_bureau('operator')));
create policy menu_rechecks_add on menu_rechecks for insert to anxin_canteen
  with check ((select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));
create policy menu_rechecks_again on menu_rechecks for update to anxin_canteen
  using ((select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));

-- Whoever replaces the dictionary checks the published menus again, with each school's own words and rules, and tells its canteen.
create policy menu_versions_operator_reads on menu_versions for select to anxin_canteen
  using ((select app.at_bureau('operator')));
create policy canteen_words_operator_reads on canteen_words for select to anxin_canteen
  using ((select app.at_bureau('operator')));
create policy canteen_rules_operator_reads on canteen_rules for select to anxin_canteen
  using ((select app.at_bureau('operator')));
create policy posts_operator_reads on posts for select to anxin_canteen
  using (role = 'canteen_manager' and ended_at is null and (select app.at_bureau('operator')));
