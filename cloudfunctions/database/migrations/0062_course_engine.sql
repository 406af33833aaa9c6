-- The engine of places: one rule set, two roads (one call, or many at once), and the waiting lists' own steps.
-- Locks are always taken in one order: children by id, then courses by id.

-- Why a child cannot have the place; null where it can.
create function app.place_refusal(
  status text, takes_part boolean, child_grade int, child_slots int, child_places int,
  is_held boolean, course_grades int, course_slots int, most_places int
) returns text language sql immutable
return case
  when status = 'seated' then 'have_it'
  when status = 'waiting' then 'in_line'
  when status = 'offered' then 'offered'
  when takes_part is not true then 'no_consent'
  when not is_held then 'cancelled'
  when (course_grades & (1 << child_grade)) = 0 then 'grade'
  when (child_slots & course_slots) <> 0 then 'clash'
  when child_places >= most_places then 'enough'
end;

-- The round in which places are taken and given back at this moment.
create function app.open_round(school int, term int, at timestamptz) returns course_rounds language sql stable
return (
  select r from course_rounds r
  where r.school_id = school and r.term_id = term and r.kind in ('first_come', 'change') and r.published_at is not null
    and r.opens_at <= at and at < r.closes_at
  order by r.opens_at desc limit 1);

-- One request at a time. Answers no row for a course that the caller cannot see.
create function app.take_place(p_request uuid, p_student int, p_course int, p_now timestamptz)
returns table (result text, wait_no bigint, course_id int) language plpgsql as $$
#variable_conflict use_column
declare
  k course_seats; s course_students; r course_rounds; before course_answers;
  status text; answer text; number bigint;
begin
  select * into k from course_seats where course_seats.course_id = p_course;
  if not found then return; end if;
  select * into s from course_students c
    where c.school_id = k.school_id and c.term_id = k.term_id and c.student_id = p_student for update;
  select * into before from course_answers a where a.student_id = p_student and a.request_id = p_request;
  if found then return query select before.result, before.wait_no, before.course_id; return; end if;
  r := app.open_round(k.school_id, k.term_id, p_now);
  select e.status into status from course_enrolments e where e.course_id = p_course and e.student_id = p_student;
  answer := case when r.id is null then 'not_open' else app.place_refusal(
    status, s.takes_part, s.grade, s.slots, s.places, k.is_held, k.grades, k.slots, r.most_places) end;
  if answer is null then
    select * into k from course_seats where course_seats.course_id = p_course for update;
    if not k.is_held then
      answer := 'cancelled';
    elsif k.taken < k.capacity then
      answer := 'seated';
      update course_students c set slots = c.slots | k.slots, places = c.places + 1
        where c.school_id = k.school_id and c.term_id = k.term_id and c.student_id = p_student;
      update course_seats set taken = taken + 1 where course_seats.course_id = p_course;
    else
      answer := 'waiting';
      number := nextval('course_wait_numbers');
      insert into course_waiting (school_id, course_id, wait_no) values (k.school_id, p_course, number);
    end if;
    if answer <> 'cancelled' then
      insert into course_enrolments (school_id, course_id, student_id, term_id, status, way, wait_no, since)
        values (k.school_id, p_course, p_student, k.term_id, answer, 'first_come', number, p_now);
    end if;
  end if;
  insert into course_answers (school_id, student_id, request_id, course_id, act, result, wait_no, at)
    values (k.school_id, p_student, p_request, p_course, 'take', answer, number, p_now) on conflict do nothing;
  return query select answer, number, p_course;
end $$;

-- Many requests in one transaction, decided as a set. At most one request per child in a batch: the caller keeps the others for the next.
create function app.take_places(p_requests uuid[], p_students int[], p_courses int[], p_now timestamptz)
returns table (ord int, result text, wait_no bigint, course_id int) language plpgsql as $$
#variable_conflict use_column
begin
  perform 1 from course_students c where c.student_id = any (p_students) order by c.student_id, c.term_id for update;
  perform 1 from course_seats k where k.course_id = any (p_courses) order by k.course_id for update;
  return query
  with asked as materialized (
    select u.request_id, u.student_id, u.course_id, u.ord::int as ord
    from unnest(p_requests, p_students, p_courses) with ordinality as u(request_id, student_id, course_id, ord)
  ), rounds as materialized (
    select t.school_id, t.term_id, r.id, r.most_places
    from (select distinct k.school_id, k.term_id from course_seats k where k.course_id = any (p_courses)) t
    cross join lateral app.open_round(t.school_id, t.term_id, p_now) r
  ), judged as materialized (
    select a.*, k.school_id, k.term_id, k.slots, k.capacity - k.taken as free,
      o.request_id is not null as is_replay, o.result as old_result, o.wait_no as old_wait_no, o.course_id as old_course_id,
      case when r.id is null then 'not_open' else app.place_refusal(
        e.status, s.takes_part, s.grade, s.slots, s.places, k.is_held, k.grades, k.slots, r.most_places) end as refusal
    from asked a
    join course_seats k on k.course_id = a.course_id
    left join rounds r on r.school_id = k.school_id and r.term_id = k.term_id
    left join course_students s on s.school_id = k.school_id and s.term_id = k.term_id and s.student_id = a.student_id
    left join course_enrolments e on e.course_id = a.course_id and e.student_id = a.student_id
    left join course_answers o on o.student_id = a.student_id and o.request_id = a.request_id
  ), ranked as (
    select j.*, row_number() over (partition by j.course_id, j.is_replay, j.refusal is null order by j.ord) as turn from judged j
  ), decided as materialized (
    select d.*, case when refusal is not null then refusal when turn <= free then 'seated' else 'waiting' end as answer from ranked d
    order by d.ord
  ), numbered as materialized (
    select d.*, case when d.answer = 'waiting' and not d.is_replay then nextval('course_wait_numbers') end as number from decided d
  ), enrolled as (
    insert into course_enrolments (school_id, course_id, student_id, term_id, status, way, wait_no, since)
    select n.school_id, n.course_id, n.student_id, n.term_id, n.answer, 'first_come', n.number, p_now
    from numbered n where not n.is_replay and n.refusal is null
  ), lined as (
    insert into course_waiting (school_id, course_id, wait_no)
    select n.school_id, n.course_id, n.number from numbered n where n.number is not null
  ), masked as (
    update course_students c set slots = c.slots | n.slots, places = c.places + 1 from numbered n
    where not n.is_replay and n.answer = 'seated' and n.refusal is null
      and c.school_id = n.school_id and c.term_id = n.term_id and c.student_id = n.student_id
  ), counted as (
    update course_seats k set taken = k.taken + m.more
    from (select n.course_id, count(*)::int as more from numbered n
      where not n.is_replay and n.answer = 'seated' and n.refusal is null group by n.course_id) m
    where k.course_id = m.course_id
  ), answered as (
    insert into course_answers (school_id, student_id, request_id, course_id, act, result, wait_no, at)
    select n.school_id, n.student_id, n.request_id, n.course_id, 'take', n.answer, n.number, p_now
    from numbered n where not n.is_replay
  )
  select n.ord, case when n.is_replay then n.old_result else n.answer end,
    case when n.is_replay then n.old_wait_no else n.number end,
    case when n.is_replay then n.old_course_id else n.course_id end
  from numbered n order by n.ord;
end $$;

-- Gives back a place, an offer or a number in the line. A place that others wait for is kept for them.
create function app.drop_place(p_request uuid, p_student int, p_course int, p_now timestamptz)
returns table (result text, course_id int) language plpgsql as $$
#variable_conflict use_column
declare k course_seats; before course_answers; e course_enrolments; answer text;
begin
  select * into k from course_seats where course_seats.course_id = p_course;
  if not found then return; end if;
  perform 1 from course_students c
    where c.school_id = k.school_id and c.term_id = k.term_id and c.student_id = p_student for update;
  select * into before from course_answers a where a.student_id = p_student and a.request_id = p_request;
  if found then return query select before.result, before.course_id; return; end if;
  select * into k from course_seats where course_seats.course_id = p_course for update;
  select * into e from course_enrolments x where x.course_id = p_course and x.student_id = p_student;
  if e.status is null then
    answer := 'not_there';
  elsif e.status = 'seated' and (app.open_round(k.school_id, k.term_id, p_now)).id is null then
    answer := 'not_open';
  else
    answer := 'dropped';
    delete from course_enrolments x where x.course_id = p_course and x.student_id = p_student;
    if e.status = 'waiting' then
      delete from course_waiting w where w.course_id = p_course and w.wait_no = e.wait_no;
    else
      if e.status = 'seated' then
        update course_students c set slots = c.slots & ~k.slots, places = c.places - 1
          where c.school_id = k.school_id and c.term_id = k.term_id and c.student_id = p_student;
      end if;
      if exists (select 1 from course_waiting w where w.course_id = p_course) then
        update course_seats set returned = returned + 1 where course_seats.course_id = p_course;
      else
        update course_seats set taken = taken - 1 where course_seats.course_id = p_course;
      end if;
    end if;
  end if;
  insert into course_answers (school_id, student_id, request_id, course_id, act, result, at)
    values (k.school_id, p_student, p_request, p_course, 'drop', answer, p_now) on conflict do nothing;
  return query select answer, p_course;
end $$;

-- Takes the place that an offer holds.
create function app.accept_offer(p_request uuid, p_student int, p_course int, p_now timestamptz)
returns table (result text, course_id int) language plpgsql as $$
#variable_conflict use_column
declare k course_seats; s course_students; before course_answers; e course_enrolments; answer text;
begin
  select * into k from course_seats where course_seats.course_id = p_course;
  if not found then return; end if;
  select * into s from course_students c
    where c.school_id = k.school_id and c.term_id = k.term_id and c.student_id = p_student for update;
  select * into before from course_answers a where a.student_id = p_student and a.request_id = p_request;
  if found then return query select before.result, before.course_id; return; end if;
  select * into k from course_seats where course_seats.course_id = p_course for update;
  select * into e from course_enrolments x where x.course_id = p_course and x.student_id = p_student;
  answer := case
    when e.status = 'seated' then 'have_it'
    when e.status is distinct from 'offered' then 'not_there'
    when e.offer_ends_at <= p_now then 'too_late'
    else coalesce(app.place_refusal(
      null, s.takes_part, s.grade, s.slots, s.places, k.is_held, k.grades, k.slots, app.most_places(k.school_id, k.term_id)), 'seated')
  end;
  if answer = 'seated' then
    update course_enrolments x set status = 'seated', way = 'waiting_list', offer_ends_at = null, since = p_now
      where x.course_id = p_course and x.student_id = p_student;
    update course_students c set slots = c.slots | k.slots, places = c.places + 1
      where c.school_id = k.school_id and c.term_id = k.term_id and c.student_id = p_student;
  end if;
  insert into course_answers (school_id, student_id, request_id, course_id, act, result, at)
    values (k.school_id, p_student, p_request, p_course, 'accept', answer, p_now) on conflict do nothing;
  return query select answer, p_course;
end $$;

-- Places a child may hold in all: the most that any round of the term allows.
create function app.most_places(school int, term int) returns int language sql stable
return coalesce((select max(r.most_places) from course_rounds r where r.school_id = school and r.term_id = term
  and r.published_at is not null), 1);

-- Lets lapsed offers go and offers what is free to the first in the line whom it fits. Answers the children who got an offer.
create function app.move_line(p_course int, p_now timestamptz)
returns table (student_id int, offer_ends_at timestamptz) language plpgsql as $$
#variable_conflict use_column
declare k course_seats; lapsed int[]; first int[]; picked int[]; gone int; free int; most int; hours int;
begin
  select coalesce(array_agg(e.student_id), '{}') into lapsed from course_enrolments e
    where e.course_id = p_course and e.status = 'offered' and e.offer_ends_at <= p_now;
  select * into k from course_seats where course_seats.course_id = p_course;
  most := app.most_places(k.school_id, k.term_id);
  -- The first whom it fits as it looks now; under their locks it is judged again.
  select coalesce(array_agg(x.student_id), '{}') into first from (
    select e.student_id from course_enrolments e
    join course_students s on s.school_id = k.school_id and s.term_id = k.term_id and s.student_id = e.student_id
    where e.course_id = p_course and e.status = 'waiting' and app.place_refusal(
      null, s.takes_part, s.grade, s.slots, s.places, k.is_held, k.grades, k.slots, most) is null
    order by e.wait_no limit k.capacity - k.taken + k.returned + cardinality(lapsed) + 20) x;
  perform 1 from course_students c
    where c.school_id = k.school_id and c.term_id = k.term_id and c.student_id = any (lapsed || first) order by c.student_id for update;
  select * into k from course_seats where course_seats.course_id = p_course for update;
  delete from course_enrolments e where e.course_id = p_course and e.status = 'offered'
    and e.student_id = any (lapsed) and e.offer_ends_at <= p_now;
  get diagnostics gone = row_count;
  free := k.capacity - k.taken + k.returned + gone;
  hours := coalesce((select r.offer_hours from course_rounds r where r.school_id = k.school_id and r.term_id = k.term_id
    and r.published_at is not null and r.opens_at <= p_now order by r.opens_at desc limit 1), 24);
  select coalesce(array_agg(x.student_id), '{}') into picked from (
    select e.student_id from course_enrolments e
    join course_students s on s.school_id = k.school_id and s.term_id = k.term_id and s.student_id = e.student_id
    where k.is_held and e.course_id = p_course and e.status = 'waiting' and e.student_id = any (first)
      and app.place_refusal(null, s.takes_part, s.grade, s.slots, s.places, k.is_held, k.grades, k.slots, most) is null
    order by e.wait_no limit free) x;
  delete from course_waiting w using course_enrolments e
    where w.course_id = p_course and e.course_id = p_course and e.wait_no = w.wait_no and e.student_id = any (picked);
  update course_seats set taken = k.capacity - free + cardinality(picked), returned = 0 where course_seats.course_id = p_course;
  return query update course_enrolments e set status = 'offered', offer_ends_at = p_now + make_interval(hours => hours)
    where e.course_id = p_course and e.student_id = any (picked) returning e.student_id, e.offer_ends_at;
end $$;
