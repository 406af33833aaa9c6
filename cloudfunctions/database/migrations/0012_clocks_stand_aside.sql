-- Whoever stands aside from a case hears nothing of its clocks either.
grant select (excluded_user_ids) on cases to anxin_clocks;
