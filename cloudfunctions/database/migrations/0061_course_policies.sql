-- The course function's walls: a school's families read its catalogue and write for their own child; its course office keeps the rest.

grant usage on all sequences in schema public to anxin_course, anxin_places, anxin_operator;

-- What every function needs.
grant select on schools, terms to anxin_course, anxin_places;
create policy schools_course on schools for select to anxin_course, anxin_places using (true);
create policy terms_course on terms for select to anxin_course, anxin_places using (true);
grant select, insert, update on requests to anxin_course;
create policy requests_course on requests to anxin_course using (actor_key = (select app.actor_key()));
grant insert on outbox to anxin_course, anxin_places;
create policy outbox_course on outbox for insert to anxin_course, anxin_places with check (true);
grant insert on access_log to anxin_course;
create policy access_log_course on access_log for insert to anxin_course with check (user_id = (select app.user_id()));

-- Children: one's own, and those of the school whose course office one keeps.
grant select on students, classes to anxin_course;
create policy students_course on students for select to anxin_course
  using (id = any ((select app.students())::int[]) or school_id = any ((select app.schools('course_office'))::int[]));
create policy classes_course on classes for select to anxin_course
  using (school_id = any ((select app.schools('course_office'))::int[])
    or exists (select 1 from students s where s.school_id = classes.school_id and s.class_id = classes.id
      and s.id = any ((select app.students())::int[])));

-- Open to the school's families, to the posts that the route asked for, and to the bureau.
do $$
declare t text;
begin
  foreach t in array array['course_terms', 'courses', 'course_seats', 'course_rounds', 'course_draws', 'course_waiting',
    'course_hand_places', 'course_checks'] loop
    execute format('grant select on %I to anxin_course', t);
    execute format('create policy %I on %I for select to anxin_course
      using (school_id = any ((select app.child_schools())::int[]) or school_id = any ((select app.post_schools())::int[])
        or (select app.at_bureau(''bureau_officer'')))', t || '_read', t);
  end loop;
  -- What the course office keeps.
  foreach t in array array['course_terms', 'courses', 'course_rounds', 'course_draws', 'course_seats', 'course_waiting',
    'course_hand_places'] loop
    execute format('grant insert, update on %I to anxin_course', t);
    execute format('create policy %I on %I for insert to anxin_course
      with check (school_id = any ((select app.schools(''course_office''))::int[]))', t || '_office_add', t);
    execute format('create policy %I on %I for update to anxin_course
      using (school_id = any ((select app.schools(''course_office''))::int[]))', t || '_office_change', t);
  end loop;
  -- What a family writes for its own child, and the office for any child of the school.
  foreach t in array array['course_students', 'course_enrolments', 'course_answers'] loop
    execute format('grant select, insert, update on %I to anxin_course', t);
    execute format('create policy %I on %I to anxin_course
      using (student_id = any ((select app.students())::int[]))
      with check (student_id = any ((select app.students())::int[]) and school_id = any ((select app.child_schools())::int[]))',
      t || '_family', t);
    execute format('create policy %I on %I to anxin_course
      using (school_id = any ((select app.schools(''course_office''))::int[]))', t || '_office', t);
  end loop;
  foreach t in array array['course_consents', 'course_wishes', 'course_favourites'] loop
    execute format('grant select, insert, update on %I to anxin_course', t);
    execute format('create policy %I on %I to anxin_course
      using (student_id = any ((select app.students())::int[]))
      with check (student_id = any ((select app.students())::int[]) and school_id = any ((select app.child_schools())::int[]))',
      t || '_family', t);
  end loop;
end $$;
grant delete on course_enrolments, course_favourites to anxin_course;

create policy course_consents_office on course_consents for select to anxin_course
  using (school_id = any ((select app.schools('course_office'))::int[]));
create policy course_wishes_office on course_wishes for select to anxin_course
  using (school_id = any ((select app.schools('course_office'))::int[]));
create policy course_wishes_drawn on course_wishes for update to anxin_course
  using (school_id = any ((select app.schools('course_office'))::int[]));
create policy course_students_bureau on course_students for select to anxin_course
  using ((select app.at_bureau('bureau_officer')));

-- The office takes away what nobody was promised: a round that was not published, a course that nobody sits in.
grant delete on courses, course_rounds, course_waiting to anxin_course;
create policy course_rounds_office_remove on course_rounds for delete to anxin_course
  using (school_id = any ((select app.schools('course_office'))::int[]) and published_at is null);
create policy courses_office_remove on courses for delete to anxin_course
  using (school_id = any ((select app.schools('course_office'))::int[])
    and not exists (select 1 from course_enrolments e where e.course_id = courses.id)
    and not exists (select 1 from course_hand_places h where h.school_id = courses.school_id and h.course_id = courses.id));
create policy course_waiting_office_remove on course_waiting for delete to anxin_course
  using (school_id = any ((select app.schools('course_office'))::int[]));

-- A place changes the course's counter and line, whoever's child takes it.
create policy course_seats_family on course_seats for update to anxin_course
  using (school_id = any ((select app.child_schools())::int[]));
create policy course_waiting_family_add on course_waiting for insert to anxin_course
  with check (school_id = any ((select app.child_schools())::int[]));
create policy course_waiting_family_remove on course_waiting for delete to anxin_course
  using (school_id = any ((select app.child_schools())::int[]));

grant select, insert on course_seeds to anxin_course;
create policy course_seeds_office on course_seeds to anxin_course
  using (school_id = any ((select app.schools('course_office'))::int[]));

grant insert, update on course_checks to anxin_course;
create policy course_checks_add on course_checks for insert to anxin_course
  with check (user_id = (select app.user_id()) and school_id = any ((select app.child_schools())::int[]));
create policy course_checks_change on course_checks for update to anxin_course
  using (user_id = (select app.user_id()));

-- The run by the clock: closes wish rounds, lets offers lapse and moves lines. Of children it knows no name.
grant select on course_rounds, course_wishes, courses, course_terms to anxin_places;
create policy course_rounds_run on course_rounds for select to anxin_places using (true);
create policy course_wishes_run on course_wishes for select to anxin_places using (true);
create policy courses_run on courses for select to anxin_places using (true);
create policy course_terms_run on course_terms for select to anxin_places using (true);
grant select, insert on course_draws to anxin_places;
create policy course_draws_run on course_draws to anxin_places using (true) with check (true);
grant select, update on course_students, course_seats to anxin_places;
create policy course_students_run on course_students to anxin_places using (true);
create policy course_seats_run on course_seats to anxin_places using (true);
grant select, update, delete on course_enrolments to anxin_places;
create policy course_enrolments_run on course_enrolments to anxin_places using (true);
grant select, delete on course_waiting to anxin_places;
create policy course_waiting_run on course_waiting to anxin_places using (true);
grant select on guardianships to anxin_places;
create policy guardianships_places on guardianships for select to anxin_places
  using (status = 'active' and student_id = any ((select app.setting('told_students'))::int[]));
comment on policy guardianships_places on guardianships is 'told_students is set by the run while it tells these children''s families.';
