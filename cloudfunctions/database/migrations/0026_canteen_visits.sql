-- Guardians in the canteen and leaders at the table: times a school opens, seats that families take, what they saw and what
-- the school answered; and who of the school's leaders ate with the pupils each day.

-- Schools where the actor may open the canteen to families, of the posts that the route asked for.
create function app.host_schools() returns int[] language sql stable
  return app.schools('canteen_manager') || app.schools('school_head') || app.schools('school_admin');

create table visit_slots (
  school_id int not null references schools,
  id uuid not null,
  kind text not null,
  served_on date not null,
  meal text not null,
  starts_at timestamptz not null,
  seats int not null,
  note text not null default '',
  opened_by uuid not null references users,
  opened_at timestamptz not null,
  cancelled_at timestamptz,
  cancel_reason text not null default '',
  primary key (school_id, id),
  constraint visit_slots_kind_check check (kind in ('companion', 'visit', 'receiving')),
  constraint visit_slots_meal_check check (meal in ('breakfast', 'lunch', 'supper', 'snack')),
  constraint visit_slots_seats_check check (seats between 1 and 20)
);
comment on table visit_slots is 'A time at which guardians may come: to eat along, to look around, or to weigh and check a delivery.';
create index visit_slots_day on visit_slots (school_id, served_on);

create table visit_seats (
  school_id int not null,
  slot_id uuid not null,
  seat int not null,
  user_id uuid references users,
  student_id int,
  visitor_name text,
  relation text,
  booked_at timestamptz,
  primary key (school_id, slot_id, seat),
  constraint visit_seats_person_key unique (school_id, slot_id, user_id),
  constraint visit_seats_slot_fkey foreign key (school_id, slot_id) references visit_slots (school_id, id),
  constraint visit_seats_student_fkey foreign key (school_id, student_id) references students (school_id, id) on update cascade,
  constraint visit_seats_whole_check check (num_nulls(user_id, student_id, visitor_name, relation, booked_at) in (0, 5))
);
comment on table visit_seats is 'The seats of a time, one row each from the beginning: more people than rows cannot come. Free where nobody''s.';
create index visit_seats_student on visit_seats (student_id) where student_id is not null;

create table visit_records (
  school_id int not null,
  slot_id uuid not null,
  user_id uuid not null references users,
  id uuid not null,
  marks jsonb not null,
  words text not null,
  written_at timestamptz not null,
  answer text not null default '',
  answered_by_name text,
  answered_at timestamptz,
  primary key (school_id, slot_id, user_id),
  constraint visit_records_id_key unique (id),
  constraint visit_records_slot_fkey foreign key (school_id, slot_id) references visit_slots (school_id, id)
);
comment on table visit_records is 'What a visitor saw, for the school and the bureau; not for other families.';
comment on column visit_records.marks is 'Aspect to good or poor; what was not looked at is left out.';

create table companion_meals (
  school_id int not null references schools,
  served_on date not null,
  meal text not null,
  leader_name text not null,
  leader_title text not null,
  remark text not null default '',
  recorded_by uuid not null references users,
  recorded_at timestamptz not null,
  primary key (school_id, served_on, meal, leader_name),
  constraint companion_meals_meal_check check (meal in ('breakfast', 'lunch', 'supper', 'snack'))
);
comment on table companion_meals is 'Which of the school''s leaders ate with the pupils. Families read it.';
comment on column companion_meals.recorded_at is 'A later day than served_on means it was written afterwards, and is shown so.';

do $$
declare t text;
begin
  foreach t in array array['visit_slots', 'visit_seats', 'visit_records', 'companion_meals'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to anxin_operator', t);
    execute format('create policy %I on %I to anxin_operator using (true) with check (true)', t || '_operator', t);
  end loop;
end $$;

grant select, insert, update on visit_slots to anxin_canteen;
create policy visit_slots_read on visit_slots for select to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]) or school_id = any ((select app.host_schools())::int[])
    or (select app.at_bureau('bureau_officer')));
create policy visit_slots_open on visit_slots for insert to anxin_canteen
  with check (school_id = any ((select app.host_schools())::int[]));
create policy visit_slots_cancel on visit_slots for update to anxin_canteen
  using (school_id = any ((select app.host_schools())::int[]));

-- A family sees the free seats of its school, its own, and those of its child's other guardians; it takes a free one and
-- gives its own back. Who else comes is for the school to know.
grant select, insert, update on visit_seats to anxin_canteen;
create policy visit_seats_hosts on visit_seats for select to anxin_canteen
  using (school_id = any ((select app.host_schools())::int[]));
create policy visit_seats_open on visit_seats for insert to anxin_canteen
  with check (user_id is null and school_id = any ((select app.host_schools())::int[]));
create policy visit_seats_family on visit_seats for select to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[])
    and (user_id is null or user_id = (select app.user_id()) or student_id = any ((select app.students())::int[])));
create policy visit_seats_take on visit_seats for update to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]) and (user_id is null or user_id = (select app.user_id())))
  with check (school_id = any ((select app.child_schools())::int[])
    and (user_id is null or (user_id = (select app.user_id()) and student_id = any ((select app.students())::int[]))));

grant select, insert, update on visit_records to anxin_canteen;
create policy visit_records_own on visit_records to anxin_canteen
  using (user_id = (select app.user_id()) and school_id = any ((select app.child_schools())::int[]));
create policy visit_records_read on visit_records for select to anxin_canteen
  using (school_id = any ((select app.host_schools())::int[]) or (select app.at_bureau('bureau_officer')));
create policy visit_records_answer on visit_records for update to anxin_canteen
  using (school_id = any ((select app.host_schools())::int[]));

grant select, insert, update, delete on companion_meals to anxin_canteen;
create policy companion_meals_read on companion_meals for select to anxin_canteen
  using (school_id = any ((select app.child_schools())::int[]) or school_id = any ((select app.post_schools())::int[])
    or (select app.at_bureau('bureau_officer')));
create policy companion_meals_add on companion_meals for insert to anxin_canteen
  with check (school_id = any ((select app.host_schools())::int[]));
create policy companion_meals_change on companion_meals for update to anxin_canteen
  using (school_id = any ((select app.host_schools())::int[]));
create policy companion_meals_remove on companion_meals for delete to anxin_canteen
  using (school_id = any ((select app.host_schools())::int[]));

-- A family that wrote what it saw lets the school's canteen manager know.
create policy posts_of_visited on posts for select to anxin_canteen
  using (role = 'canteen_manager' and ended_at is null and school_id = any ((select app.child_schools())::int[]));

-- The export and the deletion of one's own data (account): seats are given back, what was written stays with the school.
grant select, update on visit_seats to anxin_account;
-- A seat given back is read once more as it is written, so free ones are open here; they say nothing of anybody.
create policy visit_seats_account on visit_seats for select to anxin_account
  using (user_id is null or user_id = (select app.user_id()));
create policy visit_seats_return on visit_seats for update to anxin_account
  using (user_id = (select app.user_id())) with check (user_id is null);
grant select on visit_records to anxin_account;
create policy visit_records_account on visit_records for select to anxin_account using (user_id = (select app.user_id()));
