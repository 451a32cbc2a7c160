-- Of a ratio: the KPI whose series with the same labels counts what the ratio is of. It may be deleted, so it is no foreign key.
alter table kpi add column denominator text check (denominator is null or kind = 'ratio');
