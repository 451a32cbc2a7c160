-- Writer: forecaster. The weekdays that each interval of a forecast is for, a bit each from Monday, the lowest, to Sunday; null
-- in rows written before there were any: the whole week.
alter table forecast add column interval_weekdays integer[];
