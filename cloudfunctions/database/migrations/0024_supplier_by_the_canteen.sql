-- Who delivers the meals is known to the canteen first: its own word goes before the school's details.

alter table canteen_settings add column supplier_name text not null default '';
comment on column canteen_settings.supplier_name is 'Of delivered meals, as the canteen manager names it; empty: as the school''s details say.';
