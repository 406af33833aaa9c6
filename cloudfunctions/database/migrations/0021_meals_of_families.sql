-- What a family's page needs beside the menu: allergies of their child, the tray's photo, their say, the month's survey.

create table child_allergens (
  school_id int not null,
  student_id int not null,
  allergens text[] not null,
  consent_version text not null,
  given_by uuid not null references users,
  given_at timestamptz not null,
  primary key (school_id, student_id),
  constraint child_allergens_student_fkey foreign key (school_id, student_id) references students (school_id, id) on update cascade,
  constraint child_allergens_some_check check (cardinality(allergens) > 0)
);
comment on table child_allergens is 'Sensitive data of a child: seen by that family alone, under a consent of its own; withdrawn means deleted.';

create table canteen_uploads (
  school_id int not null references schools,
  id uuid not null,
  owner_id uuid not null references users,
  kind text not null,
  size_bytes int not null,
  chunk_bytes int not null,
  created_at timestamptz not null,
  primary key (school_id, id),
  constraint canteen_uploads_kind_check check (kind in ('menu', 'tray'))
);
comment on table canteen_uploads is 'A workbook or a photo on its way; gone once it is read, or after a day.';
create index canteen_uploads_age on canteen_uploads (created_at);

create table tray_photos (
  school_id int not null references schools,
  served_on date not null,
  meal text not null,
  id uuid not null,
  mime text not null,
  size_bytes int not null,
  storage_key text not null,
  taken_by uuid not null references users,
  taken_at timestamptz not null,
  primary key (school_id, served_on, meal),
  constraint tray_photos_meal_check check (meal in ('breakfast', 'lunch', 'supper', 'snack'))
);
comment on table tray_photos is 'The real tray of a meal, one photo; a new one takes the place of the last.';

create table meal_ratings (
  school_id int not null,
  served_on date not null,
  meal text not null,
  student_id int not null,
  id uuid not null,
  taste int not null,
  warmth int not null,
  amount int not null,
  cleanliness int not null,
  remark text not null default '',
  rated_by uuid not null references users,
  rated_at timestamptz not null,
  answer text not null default '',
  answered_by_name text,
  answered_at timestamptz,
  primary key (school_id, served_on, meal, student_id),
  constraint meal_ratings_id_key unique (id),
  constraint meal_ratings_student_fkey foreign key (school_id, student_id) references students (school_id, id) on update cascade,
  constraint meal_ratings_meal_check check (meal in ('breakfast', 'lunch', 'supper', 'snack')),
  constraint meal_ratings_scores_check check (taste between 1 and 5 and warmth between 1 and 5
    and amount between 1 and 5 and cleanliness between 1 and 5)
);
comment on column meal_ratings.remark is 'For the school''s canteen alone; there is no public feed.';

create table survey_answers (
  school_id int not null,
  month date not null,
  student_id int not null,
  overall int not null,
  taste int not null,
  amount int not null,
  cleanliness int not null,
  service int not null,
  answered_by uuid not null references users,
  answered_at timestamptz not null,
  primary key (school_id, month, student_id),
  constraint survey_answers_student_fkey foreign key (school_id, student_id) references students (school_id, id) on update cascade,
  constraint survey_answers_month_check check (extract(day from month) = 1),
  constraint survey_answers_scores_check check (overall between 1 and 5 and taste between 1 and 5 and amount between 1 and 5
    and cleanliness between 1 and 5 and service between 1 and 5)
);
comment on table survey_answers is 'The month''s satisfaction, one answer a child.';

create table survey_sums (
  school_id int not null references schools,
  month date not null,
  answers int not null,
  overall int not null,
  taste int not null,
  amount int not null,
  cleanliness int not null,
  service int not null,
  primary key (school_id, month)
);
comment on table survey_sums is 'Sums of a month''s answers without anybody''s name, kept in the transaction that brings an answer.';

create table meal_sums (
  school_id int not null references schools,
  served_on date not null,
  answers int not null,
  taste int not null,
  warmth int not null,
  amount int not null,
  cleanliness int not null,
  primary key (school_id, served_on)
);
comment on table meal_sums is 'Sums of a day''s ratings without anybody''s name.';

create table school_dishes (
  school_id int not null references schools,
  category text not null,
  name text not null,
  ingredients jsonb not null,
  times int not null,
  last_served_on date not null,
  primary key (school_id, category, name)
);
comment on table school_dishes is 'Dishes of published menus, for completion while typing; the ingredients are those of the last time.';

do $$
declare t text;
begin
  foreach t in array array['child_allergens', 'canteen_uploads', 'tray_photos', 'meal_ratings', 'survey_answers', 'survey_sums',
    'meal_sums', 'school_dishes'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;

grant select, insert, update, delete on child_allergens to anxin_canteen;
create policy child_allergens_family on child_allergens to anxin_canteen
  using (student_id = any ((select app.students())::int[]));

grant select, insert, delete on canteen_uploads to anxin_canteen;
create policy canteen_uploads_own on canteen_uploads to anxin_canteen
  using (owner_id = (select app.user_id()) and school_id = any ((select app.schools('canteen_manager'))::int[]));
grant select, delete on canteen_uploads to anxin_jobs;
create policy canteen_uploads_jobs on canteen_uploads to anxin_jobs using (created_at < now() - interval '1 day');

grant select, insert, update, delete on tray_photos to anxin_canteen;
create policy tray_photos_read on tray_photos for select to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]) or school_id = any ((select app.post_schools())::int[])
    or (select app.at_bureau('bureau_officer')));
create policy tray_photos_add on tray_photos for insert to anxin_canteen
  with check (school_id = any ((select app.schools('canteen_manager'))::int[]));
create policy tray_photos_change on tray_photos for update to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));
create policy tray_photos_remove on tray_photos for delete to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));

-- A family sees and changes its own child's ratings; the canteen sees its school's and answers.
grant select, insert, update on meal_ratings to anxin_canteen;
create policy meal_ratings_family on meal_ratings to anxin_canteen
  using (student_id = any ((select app.students())::int[]));
create policy meal_ratings_read on meal_ratings for select to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));
create policy meal_ratings_answer on meal_ratings for update to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));

grant select, insert, update on survey_answers to anxin_canteen;
create policy survey_answers_family on survey_answers to anxin_canteen
  using (student_id = any ((select app.students())::int[]));

grant select, insert, update on survey_sums, meal_sums to anxin_canteen;
create policy survey_sums_read on survey_sums for select to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]) or school_id = any ((select app.post_schools())::int[])
    or (select app.at_bureau('bureau_officer')));
create policy survey_sums_add on survey_sums for insert to anxin_canteen
  with check (school_id = any ((select app.child_schools())::int[]));
create policy survey_sums_change on survey_sums for update to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]));
create policy meal_sums_read on meal_sums for select to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]) or school_id = any ((select app.schools('canteen_manager'))::int[])
    or school_id = any ((select app.schools('school_head'))::int[]) or (select app.at_bureau('bureau_officer')));
create policy meal_sums_add on meal_sums for insert to anxin_canteen
  with check (school_id = any ((select app.child_schools())::int[]));
create policy meal_sums_change on meal_sums for update to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]));

grant select, insert, update on school_dishes to anxin_canteen;
create policy school_dishes_read on school_dishes for select to anxin_canteen
  using (cardinality((select app.schools('canteen_manager'))::int[]) > 0);
create policy school_dishes_add on school_dishes for insert to anxin_canteen
  with check (school_id = any ((select app.schools('canteen_manager'))::int[]));
create policy school_dishes_change on school_dishes for update to anxin_canteen
  using (school_id = any ((select app.schools('canteen_manager'))::int[]));

-- The export and the deletion of one's own data (account) reach what this file holds of a family.
grant select, delete on child_allergens to anxin_account;
create policy child_allergens_account on child_allergens to anxin_account using (student_id = any ((select app.students())::int[]));
grant select on meal_ratings, survey_answers to anxin_account;
create policy meal_ratings_account on meal_ratings for select to anxin_account using (rated_by = (select app.user_id()));
create policy survey_answers_account on survey_answers for select to anxin_account using (answered_by = (select app.user_id()));
