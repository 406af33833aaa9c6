-- The homework board of each class, shared by its teachers; what its families may read of it.

create table homework_boards (
  school_id int not null references schools,
  id uuid not null,
  class_id int not null,
  grade int not null,
  day date not null,
  subject text not null,
  tier text not null,
  place text not null,
  minutes int not null,
  reason text not null default '',
  published_by uuid not null references users,
  published_by_name text not null,
  published_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (school_id, id),
  constraint homework_boards_id_key unique (id),
  constraint homework_boards_class_fkey foreign key (school_id, class_id) references classes (school_id, id),
  constraint homework_boards_tier_check check (tier in ('basic', 'extended', 'optional')),
  constraint homework_boards_place_check check (place in ('home', 'class')),
  constraint homework_boards_minutes_check check (minutes between 1 and 180)
);
comment on table homework_boards is '作业公示: subject, tier, minutes and place, never the content.';
comment on column homework_boards.reason is 'Why it stands although the day is over the limit; the head of grade and the guardians see it.';
create index homework_boards_day on homework_boards (class_id, day);

alter table homework_boards enable row level security;
alter table homework_boards force row level security;
grant select, insert, update, delete on homework_boards to anxin_operator;
create policy homework_boards_operator on homework_boards to anxin_operator using (true) with check (true);

-- Schools where the actor teaches, leads a grade, or leads the school.
create function app.homework_schools() returns int[] language sql stable
  return app.schools('teacher') || app.schools('grade_head') || app.schools('school_head') || app.schools('school_admin');

grant select, insert on homework_boards to anxin_homework;
grant update (withdrawn_at) on homework_boards to anxin_homework;
create policy homework_boards_staff on homework_boards for select to anxin_homework
  using (school_id = any ((select app.homework_schools())::int[]));
create policy homework_boards_family on homework_boards for select to anxin_homework
  using (exists (select 1 from students s where s.school_id = homework_boards.school_id
    and s.class_id = homework_boards.class_id and s.id = any ((select app.students())::int[])));
create policy homework_boards_publish on homework_boards for insert to anxin_homework
  with check (published_by = (select app.user_id())
    and (school_id = any ((select app.schools('teacher'))::int[]) or school_id = any ((select app.schools('grade_head'))::int[])));
create policy homework_boards_withdraw on homework_boards for update to anxin_homework
  using (published_by = (select app.user_id()));

-- Classes of one's school, and how many children are in them: not their names.
revoke select on students from anxin_homework;
grant select (school_id, id, class_id, left_at) on students to anxin_homework;
create policy students_homework_staff on students for select to anxin_homework
  using (school_id = any ((select app.homework_schools())::int[]));
create policy classes_homework_staff on classes for select to anxin_homework
  using (school_id = any ((select app.homework_schools())::int[]));
drop policy homework_class_days_teacher on homework_class_days;
create policy homework_class_days_teacher on homework_class_days for select to anxin_homework
  using (school_id = any ((select app.schools('teacher'))::int[]) or school_id = any ((select app.schools('grade_head'))::int[]));

-- Heads of grade hear of a board over the limit; the school's head where there is none.
grant select on posts to anxin_homework;
create policy posts_homework on posts for select to anxin_homework
  using (role in ('grade_head', 'school_head') and ended_at is null and school_id = any ((select app.homework_schools())::int[]));
grant insert on outbox to anxin_homework;
create policy outbox_homework on outbox for insert to anxin_homework with check (true);
