-- School meals: drafts that only the canteen sees, published versions that stay, who looked at which, and who was reminded.

do $$
begin
  begin
    create role anxin_canteen nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, 'anxin_canteen', 'member') then
    grant anxin_canteen to current_user;
  end if;
end $$;
grant usage on schema app, public to anxin_canteen;

-- Schools of the children the actor is an active guardian of, or is.
create function app.child_schools() returns int[] language sql stable
  return coalesce(app.setting('child_schools'), '{}')::int[];
-- Schools where the actor holds any of the posts that the route asked for.
create function app.post_schools() returns int[] language sql stable
  return coalesce(
    (select array_agg(value::int) from jsonb_each(coalesce(app.setting('posts'), '{}')::jsonb) as held(role, ids),
       jsonb_array_elements_text(ids) as school(value)),
    '{}'::int[]);

create table canteen_district (
  id int primary key default 1,
  due_weekday int not null,
  due_minutes int not null,
  updated_at timestamptz not null,
  constraint canteen_district_one_check check (id = 1),
  constraint canteen_district_weekday_check check (due_weekday between 1 and 7),
  constraint canteen_district_minutes_check check (due_minutes between 0 and 1439)
);
comment on table canteen_district is 'What the bureau sets for all canteens; without a row the defaults of the contract hold.';
comment on column canteen_district.due_weekday is 'Day of the week before, 1 Monday to 7 Sunday, on which next week''s menu must be published.';
comment on column canteen_district.due_minutes is 'Minutes after midnight of that day, in China.';

create table canteen_settings (
  school_id int primary key references schools,
  supervision_phone text not null default '',
  supervision_mailbox text not null default '',
  is_boarding boolean not null default false,
  updated_at timestamptz not null
);
comment on column canteen_settings.is_boarding is 'Breakfast and supper are served too.';

create table menu_drafts (
  school_id int not null references schools,
  week_starts_on date not null,
  version int not null,
  content jsonb not null,
  saved_by uuid not null references users,
  saved_by_name text not null,
  saved_at timestamptz not null,
  primary key (school_id, week_starts_on),
  constraint menu_drafts_monday_check check (extract(isodow from week_starts_on) = 1)
);
comment on column menu_drafts.version is 'Grows with each save; a save on top of another version is refused.';

create table menu_versions (
  school_id int not null references schools,
  week_starts_on date not null,
  version int not null,
  content jsonb not null,
  findings jsonb not null,
  changes jsonb not null default '[]',
  change_note text not null default '',
  published_by uuid not null references users,
  published_by_name text not null,
  published_at timestamptz not null,
  primary key (school_id, week_starts_on, version),
  constraint menu_versions_monday_check check (extract(isodow from week_starts_on) = 1)
);
comment on table menu_versions is 'Published menus. A correction is a further version; earlier ones stay to be seen.';
comment on column menu_versions.findings is 'What the check still said when it was published.';
comment on column menu_versions.changes is 'Sentences: what differs from the version before.';
create index menu_versions_week on menu_versions (week_starts_on, school_id);

create table menu_looks (
  school_id int not null,
  week_starts_on date not null,
  version int not null,
  user_id uuid not null references users,
  looked_at timestamptz not null,
  primary key (school_id, week_starts_on, user_id, version),
  constraint menu_looks_version_fkey foreign key (school_id, week_starts_on, version)
    references menu_versions (school_id, week_starts_on, version)
);
comment on table menu_looks is 'First look of a person at a version, so that a correction reaches those who read what it corrects.';

create table menu_wishes (
  school_id int not null references schools,
  user_id uuid not null references users,
  asked_at timestamptz not null,
  primary key (school_id, user_id)
);
comment on table menu_wishes is 'Who wants to hear of the next menu; one tap is one notice, then the row goes.';

create table menu_reminders (
  school_id int not null references schools,
  week_starts_on date not null,
  reminded_on date not null,
  reminded_by uuid not null references users,
  reminded_at timestamptz not null,
  primary key (school_id, week_starts_on, reminded_on)
);
comment on table menu_reminders is 'The bureau reminds a school of a menu once a day at most.';

do $$
declare t text;
begin
  foreach t in array array['canteen_district', 'canteen_settings', 'menu_drafts', 'menu_versions', 'menu_looks',
    'menu_wishes', 'menu_reminders'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;

-- What every function needs.
grant select on schools, terms, hotlines to anxin_canteen;
create policy schools_canteen on schools for select to anxin_canteen using (true);
create policy terms_canteen on terms for select to anxin_canteen using (true);
create policy hotlines_canteen on hotlines for select to anxin_canteen using (true);
grant select, insert, update on requests to anxin_canteen;
create policy requests_canteen on requests to anxin_canteen using (actor_key = (select app.actor_key()));
grant insert on outbox to anxin_canteen;
create policy outbox_canteen on outbox for insert to anxin_canteen with check (true);
grant select, insert, update on attempts to anxin_canteen;
create policy attempts_canteen on attempts to anxin_canteen using (true) with check (true);

-- Whom the bureau reminds: the canteen managers of a school, nobody else's post.
grant select on posts to anxin_canteen;
create policy posts_canteen on posts for select to anxin_canteen
  using (role = 'canteen_manager' and ended_at is null
    and ((select app.at_bureau('bureau_officer')) or school_id = any ((select app.schools('canteen_manager'))::int[])));

grant select, insert, update on canteen_district to anxin_canteen;
create policy canteen_district_read on canteen_district for select to anxin_canteen using (true);
create policy canteen_district_write on canteen_district for insert to anxin_canteen
  with check ((select app.at_bureau('bureau_officer')));
create policy canteen_district_change on canteen_district for update to anxin_canteen
  using ((select app.at_bureau('bureau_officer')));

grant select, insert, update on canteen_settings to anxin_canteen;
create policy canteen_settings_read on canteen_settings for select to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]) or school_id = any ((select app.post_schools())::int[])
    or (select app.at_bureau('bureau_officer')));
create policy canteen_settings_add on canteen_settings for insert to anxin_canteen
  with check (school_id = any ((select app.schools('canteen_manager'))::int[]));
create policy canteen_settings_change on canteen_settings for update to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));

grant select, insert, update on menu_drafts to anxin_canteen;
create policy menu_drafts_canteen on menu_drafts to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));

-- Published: to the school's families and staff, the bureau, and the other canteens of the district.
grant select, insert on menu_versions to anxin_canteen;
create policy menu_versions_read on menu_versions for select to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]) or school_id = any ((select app.post_schools())::int[])
    or (select app.at_bureau('bureau_officer')) or cardinality((select app.schools('canteen_manager'))::int[]) > 0);
create policy menu_versions_publish on menu_versions for insert to anxin_canteen
  with check (school_id = any ((select app.schools('canteen_manager'))::int[]));

grant select, insert on menu_looks to anxin_canteen;
create policy menu_looks_own on menu_looks to anxin_canteen using (user_id = (select app.user_id()));
create policy menu_looks_canteen on menu_looks for select to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));

grant select, insert, update, delete on menu_wishes to anxin_canteen;
create policy menu_wishes_own on menu_wishes to anxin_canteen
  using (user_id = (select app.user_id()) and school_id = any ((select app.child_schools())::int[]));
create policy menu_wishes_canteen on menu_wishes for select to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));
create policy menu_wishes_told on menu_wishes for delete to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));

grant select, insert on menu_reminders to anxin_canteen;
create policy menu_reminders_bureau on menu_reminders to anxin_canteen
  using ((select app.at_bureau('bureau_officer')));
