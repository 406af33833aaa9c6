-- What the district and the schools add to what comes with the program: words of the dictionary, and rules.

create table canteen_words (
  school_id int not null references schools,
  word text not null,
  version int not null,
  meaning jsonb not null,
  state text not null default 'waiting',
  taught_by uuid not null references users,
  taught_by_name text not null,
  taught_at timestamptz not null,
  reason text not null default '',
  decided_by uuid references users,
  decided_by_name text,
  decided_at timestamptz,
  primary key (school_id, word),
  constraint canteen_words_state_check check (state in ('waiting', 'kept', 'accepted', 'refused')),
  constraint canteen_words_decided_check check ((state = 'waiting') = (decided_at is null))
);
comment on table canteen_words is 'What a canteen manager says a word means: counts for that school while it waits or where it is kept, for all once it is accepted.';
comment on column canteen_words.version is 'Grows with each change, so that a decision is about what was read.';

create table district_words (
  word text primary key,
  meaning jsonb not null,
  changed_by uuid not null references users,
  changed_at timestamptz not null
);
comment on table district_words is 'The district''s own entries of the dictionary, over those that come with the program.';

create table canteen_rules (
  id uuid primary key,
  school_id int references schools,
  rule jsonb not null,
  replaces uuid references canteen_rules,
  added_by uuid not null references users,
  added_by_name text not null,
  added_at timestamptz not null,
  retired_by uuid references users,
  retired_by_name text,
  retired_at timestamptz,
  constraint canteen_rules_retired_check check ((retired_at is null) = (retired_by is null)),
  constraint canteen_rules_replaces_key unique (replaces)
);
comment on column canteen_rules.school_id is 'Null for a rule of the district.';
comment on column canteen_rules.replaces is 'A changed rule is a new row; the old one is retired and stays.';
create index canteen_rules_in_force on canteen_rules (school_id) where retired_at is null;

do $$
declare t text;
begin
  foreach t in array array['canteen_words', 'district_words', 'canteen_rules'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;

-- A family's page marks allergens with its school's words, so whoever reads the menu reads them.
grant select, insert, update on canteen_words to anxin_canteen;
create policy canteen_words_read on canteen_words for select to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]) or school_id = any ((select app.post_schools())::int[])
    or (select app.at_bureau('bureau_officer')));
create policy canteen_words_teach on canteen_words for insert to anxin_canteen
  with check (school_id = any ((select app.schools('canteen_manager'))::int[]) and state = 'waiting');
create policy canteen_words_again on canteen_words for update to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]))
  with check (school_id = any ((select app.schools('canteen_manager'))::int[]) and state = 'waiting');
create policy canteen_words_decide on canteen_words for update to anxin_canteen
  using ((select app.at_bureau('bureau_officer')));

grant select, insert, update, delete on district_words to anxin_canteen;
create policy district_words_read on district_words for select to anxin_canteen using (true);
create policy district_words_add on district_words for insert to anxin_canteen
  with check ((select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));
create policy district_words_change on district_words for update to anxin_canteen
  using ((select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));
create policy district_words_remove on district_words for delete to anxin_canteen
  using ((select app.at_bureau('bureau_officer')) or (select app.at_bureau('operator')));

grant select, insert, update on canteen_rules to anxin_canteen;
create policy canteen_rules_read on canteen_rules for select to anxin_canteen
  using (school_id is null or school_id = any ((select app.schools('canteen_manager'))::int[])
    or school_id = any ((select app.schools('school_admin'))::int[]) or (select app.at_bureau('bureau_officer')));
create policy canteen_rules_district on canteen_rules for insert to anxin_canteen
  with check (school_id is null and (select app.at_bureau('bureau_officer')));
create policy canteen_rules_school on canteen_rules for insert to anxin_canteen
  with check (school_id = any ((select app.schools('canteen_manager'))::int[])
    or school_id = any ((select app.schools('school_admin'))::int[]));
create policy canteen_rules_retire on canteen_rules for update to anxin_canteen
  using ((school_id is null and (select app.at_bureau('bureau_officer')))
    or school_id = any ((select app.schools('canteen_manager'))::int[])
    or school_id = any ((select app.schools('school_admin'))::int[]));
